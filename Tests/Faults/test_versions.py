"""A program that is older than its database leaves it alone and says so."""

import signal
import subprocess
import time

from conftest import BINARY, Tirkeu


def sql(tirkeu, statement):
    """Runs a statement as the owner of the cluster, through the socket that postmaster.pid names."""
    socket = (tirkeu.data / "postgres" / "postmaster.pid").read_text().splitlines()[4]
    return subprocess.run(
        ["psql", "-X", "-q", "-h", socket, "-U", "tirkeu", "-d", "tirkeu", "-c", statement], capture_output=True, text=True)


def test_no_command_starts_on_a_newer_database_and_each_says_why():
    tirkeu = Tirkeu()
    try:
        assert tirkeu.run("migrate").returncode == 0
        worker = subprocess.Popen([BINARY, "work"], env=tirkeu.environment(), stdout=subprocess.PIPE, text=True)
        assert "works" in worker.stdout.readline()
        later = sql(tirkeu, "INSERT INTO migration (number, name, checksum) VALUES (9000, 'later', '')")
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=60)
        assert later.returncode == 0, later.stderr

        for command in ("start", "serve", "work", "migrate", "doctor"):
            began = time.monotonic()
            answer = tirkeu.run(command)
            told = answer.stdout + answer.stderr
            assert answer.returncode == 1, f"{command}: {told}"
            assert "migration 9000" in told and "use a newer tirkeu" in told, f"{command}: {told}"
            assert time.monotonic() - began < 60
    finally:
        tirkeu.stop()
