"""What browser and fault tests share: a real Tirkeu with its own cluster, in a folder of its own."""

import csv
import io
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = pathlib.Path(os.environ.get("TIRKEU_BINARY", ROOT / ".build" / "debug" / "tirkeu"))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Tirkeu:
    """One service with its cluster; it can be killed and started again on the same data."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tirkeu-test-"))
        self.folder.chmod(0o755)
        self.data = self.folder / "data"
        self.origin = f"http://127.0.0.1:{free_port()}"
        self.process = None

    def environment(self):
        return os.environ | {
            "TIRKEU_DATA": str(self.data),
            "TIRKEU_LISTEN": self.origin.removeprefix("http://"),
            "TIRKEU_LOG_LEVEL": "warning",
        }

    def start(self):
        log = open(self.folder / "log", "ab")
        self.process = subprocess.Popen(
            [BINARY, "start", "--demo"], env=self.environment(), stdout=log, stderr=log, start_new_session=True)
        # a debug build hashes two dozen passwords of the practice world, which takes a minute on a quiet machine
        deadline = time.monotonic() + 400
        while time.monotonic() < deadline:
            assert self.process.poll() is None, (self.folder / "log").read_text()
            if (self.data / "demo.json").exists() and self.is_ready():
                self.demo = json.loads((self.data / "demo.json").read_text())
                return self
            time.sleep(0.1)
        raise AssertionError("not ready in time:\n" + (self.folder / "log").read_text())

    def is_ready(self):
        try:
            return self.get("/readyz").status == 200
        except OSError:
            return False

    def kill(self):
        """Ends the service without a word, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            assert self.process.wait(timeout=60) == 0
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *words):
        return subprocess.run([BINARY, *words], env=self.environment(), capture_output=True, text=True, timeout=120)

    def assert_no_drift(self):
        recount = self.run("recount")
        assert recount.returncode == 0, recount.stdout + recount.stderr

    def account(self, role, institution=None, authority=None):
        for account in self.demo["accounts"]:
            if account["role"] == role and institution in (None, account.get("institution")):
                if authority in (None, account.get("authority")):
                    return account
        raise AssertionError(f"no {role} in demo.json")

    def institution(self, kind):
        return next(found for found in self.demo["institutions"] if found["kind"] == kind)

    def get(self, path, account=None, **headers):
        return self.call("GET", path, account, **headers)

    def post(self, path, account=None, body=None, **headers):
        return self.call("POST", path, account, body, **headers)

    def call(self, method, path, account=None, body=None, content_type="application/json", language="en", **headers):
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, data=data, method=method)
        request.add_header("Accept-Language", language)
        if account:
            request.add_header("Authorization", f"Bearer {account['token']}")
        if data is not None or method == "POST":
            request.add_header("Content-Type", content_type)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def sample(self, rows, seed, kind="hostel", faults=0.0, stay="temporary", path=None):
        path = path or self.folder / f"sample-{seed}.csv"
        made = self.run(
            "sample", "--rows", str(rows), "--seed", str(seed), "--faults", str(faults), "--kind", kind, "--stay", stay,
            "-o", str(path))
        assert made.returncode == 0, made.stderr
        return pathlib.Path(path)

    def records(self, rows, seed, **wish):
        return list(csv.DictReader(io.StringIO(self.sample(rows, seed, **wish).read_text())))

    def upload(self, clerk, premises, data, number, content_type="text/csv"):
        today = self.today()
        return self.post(
            f"/api/v1/petitions?premises={premises}&number={number}&dated={today}", clerk, data, content_type=content_type)

    def today(self):
        """The day in Almaty, UTC+5."""
        return time.strftime("%Y-%m-%d", time.gmtime(time.time() + 5 * 3600))

    def draft(self, petition, clerk):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = self.get(f"/api/v1/petitions/{petition}", clerk).json
            if found["state"] != "checking":
                return found
            time.sleep(0.1)
        raise AssertionError("still checking")


@pytest.fixture(scope="module")
def tirkeu():
    service = Tirkeu()
    try:
        yield service.start()
    finally:
        service.stop()
