"""Measures Tirkeu beside the plain statements that do the least of the same work, and prints ratios of medians."""

import argparse
import json
import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from reading import measure_reading

HERE = pathlib.Path(__file__).resolve().parent
EVERYTHING = ["reading", "csv", "xlsx", "decision", "memory", "marked"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Bench:
    def __init__(self, binary, folder):
        self.binary = str(pathlib.Path(binary).resolve())
        self.folder = pathlib.Path(folder)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.listen = f"127.0.0.1:{probe.getsockname()[1]}"
        self.environment = os.environ | {
            "TIRKEU_DATA": str(self.folder / "data"), "TIRKEU_LISTEN": self.listen, "TIRKEU_LOG_LEVEL": "warning",
            "TIRKEU_LIMIT_OPEN_PETITIONS": "10000"}
        self.number = 0
        self.process = None

    def start(self):
        self.log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            [self.binary, "start", "--demo"], env=self.environment, stdout=self.log, stderr=self.log)
        while True:
            if self.process.poll() is not None:
                sys.exit((self.folder / "log").read_text())
            try:
                urllib.request.urlopen(f"http://{self.listen}/readyz", timeout=5)
                break
            except OSError:
                time.sleep(0.2)
        demo = json.loads((self.folder / "data" / "demo.json").read_text())
        hostel = next(found for found in demo["institutions"] if found["kind"] == "hostel")
        self.premises = hostel["premises"][0]["id"]
        self.clerk = next(a for a in demo["accounts"] if a["role"] == "clerk" and a.get("institution") == hostel["id"])
        self.reviewers = [a for a in demo["accounts"] if a["role"] == "reviewer"]
        self.socket = (self.folder / "data" / "postgres" / "postmaster.pid").read_text().splitlines()[4]
        self.sql(f"UPDATE premises_day SET places = 1000000, ceiling = 1000000 WHERE premises_id = {self.premises}")

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        self.process.wait()

    def psql(self, *words, **variables):
        settings = [word for name, value in variables.items() for word in ("-v", f"{name}={value}")]
        command = ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", self.socket, "-U", "tirkeu", "-d", "tirkeu", *settings, *words]
        answer = subprocess.run(command, capture_output=True, text=True)
        if answer.returncode != 0:
            sys.exit(answer.stderr)
        return answer.stdout.strip()

    def sql(self, statement):
        return self.psql("-c", statement)

    def call(self, method, path, account, body=None, content_type="application/json"):
        request = urllib.request.Request(f"http://{self.listen}{path}", data=body, method=method)
        request.add_header("Authorization", f"Bearer {account['token']}")
        request.add_header("Content-Type", content_type)
        with urllib.request.urlopen(request, timeout=600) as answer:
            return json.loads(answer.read() or b"null")

    def sample(self, rows, seed, faults=0.0, ending="csv", stay="temporary"):
        path = self.folder / f"sample-{rows}-{seed}.{ending}"
        subprocess.run(
            [self.binary, "sample", "--rows", str(rows), "--seed", str(seed), "--faults", str(faults), "--kind", "hostel", "--stay", stay,
             "-o", path], check=True, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return path

    def upload(self, path, content_type="text/csv"):
        """Sends a file and waits until its draft can be read; gives the petition and the seconds that took."""
        self.number += 1
        data = path.read_bytes()
        query = f"premises={self.premises}&number=N-{self.number}&dated={time.strftime('%Y-%m-%d', time.gmtime(time.time() + 18000))}"
        begin = time.monotonic()
        petition = self.call("POST", f"/api/v1/petitions?{query}", self.clerk, data, content_type)["id"]
        while True:
            found = self.call("GET", f"/api/v1/petitions/{petition}", self.clerk)
            if found["state"] != "checking":
                break
            time.sleep(0.05)
        self.call("GET", f"/api/v1/petitions/{petition}/issues", self.clerk)
        return petition, time.monotonic() - begin

    def forget(self, petition):
        """Withdraws and clears away, so that runs do not weigh on each other."""
        self.sql(f"UPDATE petition SET state = 'withdrawn' WHERE id = {petition}")
        self.sql(f"DELETE FROM petition_row WHERE petition_id = {petition}")
        self.sql(f"DELETE FROM petition_issue WHERE petition_id = {petition}")
        self.sql(f"DELETE FROM upload_chunk WHERE upload_id = (SELECT upload_id FROM petition WHERE id = {petition})")
        self.psql("-c", "VACUUM petition_row, petition_issue, upload_chunk", "-c", "CHECKPOINT")

    def copy(self, petition):
        """The limit: the sound rows of a petition by COPY into a table of the same columns, a primary key and an index on IIN."""
        rows = self.folder / "sound.copy"
        self.psql("-c", f"\\copy (SELECT * FROM petition_row WHERE petition_id = {petition} AND state = 'sound') TO '{rows}'")
        self.sql("DROP TABLE IF EXISTS bench_row; CREATE TABLE bench_row (LIKE petition_row)")
        self.sql("ALTER TABLE bench_row ADD PRIMARY KEY (petition_id, number)")
        self.sql("CREATE INDEX ON bench_row (iin)")
        self.sql("CHECKPOINT")
        begin = time.monotonic()
        self.psql("-c", f"\\copy bench_row FROM '{rows}'")
        taken = time.monotonic() - begin
        self.sql("DROP TABLE bench_row")
        return taken

    def submitted(self, rows, seed):
        """A submitted petition; a sample with a person whom an earlier one registered here already is passed over."""
        while True:
            petition, _ = self.upload(self.sample(rows, seed))
            try:
                self.call("POST", f"/api/v1/petitions/{petition}/submission", self.clerk, b'{"confirm":true}')
                return petition
            except urllib.error.HTTPError as refusal:
                if refusal.code != 409:
                    raise
                self.forget(petition)
                seed += 100_000

    def decide(self, petition):
        reviewer = next(r for r in self.reviewers if self.sees(r, petition))
        begin = time.monotonic()
        self.call("POST", f"/api/v1/petitions/{petition}/decision", reviewer, b'{"outcome":"approved"}')
        return time.monotonic() - begin

    def sees(self, account, petition):
        try:
            self.call("GET", f"/api/v1/petitions/{petition}", account)
            return True
        except OSError:
            return False

    def resident(self):
        """MiB of the server itself, without its database."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def fill_register(self, count):
        already = int(self.sql("SELECT count(*) FROM registration WHERE decision_id = 0"))
        self.psql("-f", str(HERE / "register.sql"), already=already, count=count)


def table_row(work, ours, limit, most, unit="s"):
    ratio = statistics.median(ours) / statistics.median(limit)
    print(f"| {work} | {statistics.median(ours):.2f} {unit} | {statistics.median(limit):.2f} {unit} | {ratio:.2f} | {most} |", flush=True)


def measure_checks(bench, runs, work, rows, ending, most):
    ours, limit = [], []
    path = bench.sample(rows, 11, faults=0.05, ending=ending)
    for _ in range(runs):
        petition, taken = bench.upload(path, XLSX if ending == "xlsx" else "text/csv")
        ours.append(taken)
        limit.append(bench.copy(petition))
        bench.forget(petition)
    table_row(work, ours, limit, most)


def measure_decisions(bench, runs, work, rows, most, seed):
    ours, limit = [], []
    for run in range(runs):
        petition = bench.submitted(rows, seed + 2 * run)
        bench.sql("CHECKPOINT")
        ours.append(bench.decide(petition))
        petition = bench.submitted(rows, seed + 2 * run + 1)
        bench.sql("CHECKPOINT")
        begin = time.monotonic()
        bench.psql("-f", str(HERE / "decide.sql"), petition=petition)
        limit.append(time.monotonic() - begin)
    table_row(work, ours, limit, most)


def measure_memory(bench, rows):
    path = bench.sample(rows, 12)
    idle = peak = bench.resident()
    bench.number += 1
    query = f"premises={bench.premises}&number=M-{bench.number}&dated={time.strftime('%Y-%m-%d', time.gmtime(time.time() + 18000))}"
    sending = subprocess.Popen(
        ["curl", "-sS", "-o", str(bench.folder / "answer"), "-H", f"Authorization: Bearer {bench.clerk['token']}", "-H",
         "Content-Type: text/csv", "-T", str(path), "-X", "POST", f"http://{bench.listen}/api/v1/petitions?{query}"])
    state = "sending"
    while state in ("sending", "checking"):
        peak = max(peak, bench.resident())
        time.sleep(0.05)
        if sending.poll() is not None:
            petition = json.loads((bench.folder / "answer").read_text())["id"]
            state = bench.call("GET", f"/api/v1/petitions/{petition}", bench.clerk)["state"]
    print(f"| memory over a {rows:,}-row CSV upload | {peak:.0f} MiB | {idle:.0f} MiB idle | + {peak - idle:.0f} MiB | + 128 MiB |", flush=True)
    bench.forget(petition)


def measure_marked_copy(bench, runs, rows):
    """The clerk's own workbook with its issues marked, from the request to its last byte; and what that takes of memory."""
    petition, _ = bench.upload(bench.sample(rows, 13, faults=0.05, ending="xlsx"), XLSX)
    # a server that checked nothing yet: what it takes is the copy's
    bench.stop()
    bench.start()
    idle, taken, most = bench.resident(), [], 0
    for _ in range(runs):
        begin = time.monotonic()
        fetching = subprocess.Popen(
            ["curl", "-sSf", "-o", str(bench.folder / "marked.xlsx"), "-H", f"Authorization: Bearer {bench.clerk['token']}",
             f"http://{bench.listen}/api/v1/petitions/{petition}/workbook"])
        while fetching.poll() is None:
            most = max(most, bench.resident())
            time.sleep(0.02)
        if fetching.returncode != 0:
            sys.exit("the marked copy did not come")
        taken.append(time.monotonic() - begin)
    print(f"| annotated workbook of {rows:,} rows, {statistics.median(taken):.1f} s | {most:.0f} MiB | {idle:.0f} MiB idle | + {most - idle:.0f} MiB | + 64 MiB |", flush=True)
    bench.forget(petition)


def main():
    words = argparse.ArgumentParser()
    words.add_argument("binary")
    words.add_argument("measure", help="the program that reads and does nothing else")
    words.add_argument("--runs", type=int, default=3)
    words.add_argument("--quick", action="store_true", help="a tenth of the size, to see that it runs")
    words.add_argument("--most-registrations", type=int, default=10_000_000)
    words.add_argument("--only", choices=EVERYTHING, nargs="*", help="measure just these")
    asked = words.parse_args()
    wanted = asked.only or EVERYTHING
    scale = 10 if asked.quick else 1

    folder = tempfile.mkdtemp(prefix="tirkeu-bench-", dir="/var/tmp")
    os.chmod(folder, 0o755)
    bench = Bench(asked.binary, folder)
    try:
        print("| work | Tirkeu | limit beside it | ratio | at most |\n|---|---|---|---|---|", flush=True)
        if "reading" in wanted:
            measure_reading(asked.measure, lambda rows, ending: bench.sample(rows, 13, ending=ending), asked.runs, 1_000_000 // scale)
        if wanted == ["reading"]:
            return
        bench.start()
        bench.fill_register(1_000_000 // scale)
        rows = 100_000 // scale
        if "csv" in wanted:
            measure_checks(bench, asked.runs, f"{rows:,}-row CSV, POST to readable draft", rows, "csv", "2 ×")
        if "xlsx" in wanted:
            measure_checks(bench, asked.runs, f"{rows:,}-row XLSX, likewise", rows, "xlsx", "3 ×")
        if "decision" in wanted:
            rows = 10_000 // scale
            for registrations in sorted({1_000_000 // scale, asked.most_registrations // scale}):
                bench.fill_register(registrations)
                work = f"approving {rows:,} rows, {registrations:,} registrations"
                # each run registers people for good, and samples that meet nobody twice become rare
                measure_decisions(bench, min(asked.runs, 2), work, rows, "1.5 ×", registrations // 1_000)
        if "memory" in wanted:
            measure_memory(bench, 1_000_000 // scale)
        if "marked" in wanted:
            measure_marked_copy(bench, asked.runs, 100_000 // scale)
    finally:
        bench.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
