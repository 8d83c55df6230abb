"""Kill -9 at every step, twenty clients at once, a database backend shot in the middle: nothing is lost, nothing is done twice."""

import concurrent.futures
import os
import signal
import subprocess
import sys
import threading
import time

from conftest import Tirkeu


def reviewer_of(tirkeu, petition):
    for account in tirkeu.demo["accounts"]:
        if account["role"] == "reviewer" and tirkeu.get(f"/api/v1/petitions/{petition}", account).status == 200:
            return account
    raise AssertionError("no reviewer sees the petition")


def restart(tirkeu):
    tirkeu.kill()
    tirkeu.start()


def test_killed_after_every_step_the_work_goes_on_where_it_was(tirkeu):
    hostel = tirkeu.institution("hostel")
    clerk, premises = tirkeu.account("clerk", hostel["id"]), hostel["premises"][0]["id"]
    data = tirkeu.sample(40, seed=501).read_bytes()

    uploaded = tirkeu.upload(clerk, premises, data, "K-1")
    assert uploaded.status == 202, uploaded.body
    petition = uploaded.json["id"]
    restart(tirkeu)
    again = tirkeu.upload(clerk, premises, data, "K-1")
    assert (again.status, again.json["id"]) == (200, petition)

    draft = tirkeu.draft(petition, clerk)
    assert draft["counts"]["rows"] == 40
    restart(tirkeu)
    assert tirkeu.draft(petition, clerk)["counts"] == draft["counts"]

    assert tirkeu.post(f"/api/v1/petitions/{petition}/submission", clerk, {"confirm": True}).status == 200
    restart(tirkeu)
    assert tirkeu.get(f"/api/v1/petitions/{petition}", clerk).json["state"] == "submitted"
    repeated = tirkeu.post(f"/api/v1/petitions/{petition}/submission", clerk, {"confirm": True})
    assert (repeated.status, repeated.json["code"]) == (409, "petition.state_forbids")
    tirkeu.assert_no_drift()

    reviewer = reviewer_of(tirkeu, petition)
    assert tirkeu.post(f"/api/v1/petitions/{petition}/decision", reviewer, {"outcome": "approved"}).status == 200
    restart(tirkeu)
    decided = tirkeu.get(f"/api/v1/petitions/{petition}", clerk).json
    assert decided["state"] == "decided"
    rows = tirkeu.get(f"/api/v1/petitions/{petition}/rows", clerk).json["rows"]
    assert len(rows) == 40 and {row["outcome"] for row in rows} == {"approved"}
    tirkeu.assert_no_drift()


def test_killed_while_checking_a_file_it_is_checked_by_the_next_without_a_row_twice(tirkeu):
    hostel = tirkeu.institution("hostel")
    clerk, premises = tirkeu.account("clerk", hostel["id"]), hostel["premises"][0]["id"]
    data = tirkeu.sample(20_000, seed=502).read_bytes()
    petition = tirkeu.upload(clerk, premises, data, "K-2").json["id"]
    time.sleep(0.4)
    restart(tirkeu)
    counts = tirkeu.draft(petition, clerk)["counts"]
    assert counts["rows"] == 20_000
    assert counts["rows"] == counts["sound"] + counts["warned"] + counts["faulty"] + counts["blank"]


def shoot_a_backend(tirkeu):
    """SIGKILL to one busy server process of the cluster, which makes the whole cluster recover."""
    postmaster = int((tirkeu.data / "postgres" / "postmaster.pid").read_text().split()[0])
    listing = subprocess.run(["ps", "--ppid", str(postmaster), "-o", "pid=,args="], capture_output=True, text=True).stdout
    backends = [int(line.split()[0]) for line in listing.splitlines() if "tirkeu-web" in line or " tirkeu " in line]
    if backends:
        os.kill(backends[-1], signal.SIGKILL)


def test_twenty_clients_take_exactly_the_places_whoever_is_killed_meanwhile(tirkeu):
    orphanage = tirkeu.institution("orphanage")
    clerk, premises = tirkeu.account("clerk", orphanage["id"]), orphanage["premises"][0]["id"]
    days = tirkeu.get(f"/api/v1/premises/{premises}/occupancy", clerk).json["days"]
    size = 3
    room = min(day["free"] for day in days)
    fitting = room // size
    assert 0 < fitting

    drafts = []
    for client in range(max(20, 2 * fitting)):
        data = tirkeu.sample(size, seed=600 + client, kind="orphanage", stay="permanent").read_bytes()
        uploaded = tirkeu.upload(clerk, premises, data, f"T-{client}")
        assert uploaded.status == 202, uploaded.body
        drafts.append(uploaded.json["id"])
    for petition in drafts:
        assert tirkeu.draft(petition, clerk)["counts"]["faulty"] == 0

    def submit(petition):
        try:
            return tirkeu.post(f"/api/v1/petitions/{petition}/submission", clerk, {"confirm": True})
        except OSError:
            return None

    def murder():
        time.sleep(0.05)
        shoot_a_backend(tirkeu)
        time.sleep(0.4)
        restart(tirkeu)

    killer = threading.Thread(target=murder)
    killer.start()
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        list(pool.map(submit, drafts))
    killer.join()

    refused = 0
    for petition in drafts:
        if tirkeu.get(f"/api/v1/petitions/{petition}", clerk).json["state"] == "draft":
            answer = submit(petition)
            if answer.status != 200:
                refused += 1
                assert answer.json["code"] == "occupancy.full", answer.body
                assert answer.json["days"] and answer.json["rows"]
    states = [tirkeu.get(f"/api/v1/petitions/{petition}", clerk).json["state"] for petition in drafts]
    assert states.count("submitted") == fitting
    assert refused == len(drafts) - fitting
    days = tirkeu.get(f"/api/v1/premises/{premises}/occupancy", clerk).json["days"]
    assert min(day["free"] for day in days) == room - fitting * size
    tirkeu.assert_no_drift()


def test_it_stops_cleanly_and_starts_again_on_the_same_data():
    tirkeu = Tirkeu().start()
    tirkeu.process.send_signal(signal.SIGTERM)
    assert tirkeu.process.wait(timeout=60) == 0
    tirkeu.start()
    tirkeu.stop()


# named postgres by its file, for the program that its first line names keeps that name
STUCK = f"""#!{sys.executable}
import pathlib, signal, sys, time
for asked in (signal.SIGINT, signal.SIGTERM):
    signal.signal(asked, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).write_text("stuck")
time.sleep(300)
"""


def test_a_predecessor_that_does_not_end_when_it_is_told_to_is_made_to():
    tirkeu, stuck = Tirkeu(), None
    try:
        migrated = tirkeu.run("migrate")
        assert migrated.returncode == 0, migrated.stderr
        # what a killed tirkeu may leave: a process named postgres, in the cluster's pid file, that hears no request to stop
        program, sign = tirkeu.folder / "postgres", tirkeu.folder / "sign"
        program.write_text(STUCK)
        program.chmod(0o755)
        stuck = subprocess.Popen([program, sign])
        # reaped as it ends, as init would
        reaper = threading.Thread(target=stuck.wait, daemon=True)
        reaper.start()
        while not sign.exists():
            time.sleep(0.01)
        stuck.send_signal(signal.SIGINT)
        (tirkeu.data / "postgres" / "postmaster.pid").write_text(f"{stuck.pid}\n")

        began = time.monotonic()
        looked = tirkeu.run("doctor")
        assert looked.returncode == 0, looked.stdout + looked.stderr
        assert time.monotonic() - began >= 10
        reaper.join(timeout=60)
        assert stuck.returncode == -signal.SIGQUIT
    finally:
        if stuck and stuck.poll() is None:
            stuck.kill()
        tirkeu.stop()
