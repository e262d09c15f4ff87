# SPDX-License-Identifier: Apache-2.0
"""Real processes for end-to-end tests: MLflow, the demo gateway, spanway-cli, and an upstream that replays recordings.

Environment: SPANWAY_BIN (folder of the built programs), SPANWAY_TEST_DATA, SPANWAY_TEST_MLFLOW (the `mlflow` executable).
Without the last one a test ends with exit code 77, which ctest shows as skipped; under CI that is a failure.
"""
import json
import os
import re
import shutil
import signal
import socket
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse
import urllib.request
from pathlib import Path

BIN = Path(os.environ.get("SPANWAY_BIN", "build/dev/bin"))
DATA = Path(os.environ.get("SPANWAY_TEST_DATA", "tests/data"))
PATIENCE = 90  # seconds; generous, because the machine may be busy: nothing waits this long when all is well


def wait_until(what, check, patience=PATIENCE, blame=lambda: ""):
    """Polls until check() gives something true and returns that. `blame` tells what is known when it never does."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        result = check()
        if result:
            return result
        time.sleep(0.02)
    raise AssertionError(f"not within {patience} s: {what} {blame()}".rstrip())


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get_json(url):
    with urllib.request.urlopen(url, timeout=60) as reply:
        return json.loads(reply.read())


def post_json(url, body):
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.loads(reply.read())


def require_mlflow():
    path = os.environ.get("SPANWAY_TEST_MLFLOW", "")
    if path and Path(path).exists():
        return path
    print("SPANWAY_TEST_MLFLOW does not name an mlflow executable: packaging/mlflow-env makes one", file=sys.stderr)
    sys.exit(1 if os.environ.get("CI") else 77)


class MlflowApi:
    """What a running server says, asked by its URL."""

    def __init__(self, url):
        self.url = url

    def healthy(self):
        try:
            with urllib.request.urlopen(self.url + "/health", timeout=5) as reply:
                return reply.status == 200
        except OSError:
            return False

    def experiment(self, name="Kong AI Gateway"):
        quoted = urllib.parse.quote(name)
        return get_json(f"{self.url}/api/2.0/mlflow/experiments/get-by-name?experiment_name={quoted}")["experiment"]["experiment_id"]

    def traces(self, name="Kong AI Gateway"):
        """Every TraceInfo of the experiment, by id; a trace that came twice fails the test."""
        body = {"locations": [{"type": "MLFLOW_EXPERIMENT", "mlflow_experiment": {"experiment_id": self.experiment(name)}}],
                "max_results": 500}
        found = post_json(self.url + "/api/3.0/mlflow/traces/search", body).get("traces", [])
        result = {trace["trace_id"]: trace for trace in found}
        assert len(result) == len(found), "a trace is listed twice"
        return result

    def spans(self, trace_id):
        return get_json(f"{self.url}/ajax-api/3.0/mlflow/get-trace-artifact?request_id={trace_id}")["spans"]


class Mlflow(MlflowApi):
    """A real server with a database of its own; can be stopped and started again on the same port."""

    def __init__(self, folder, app="", environment=None):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        super().__init__(f"http://127.0.0.1:{self.port}")
        self.app = app
        self.environment = environment or {}
        self.process = None
        self.start()

    def start(self):
        command = [require_mlflow(), "server", "--host", "127.0.0.1", "--port", str(self.port), "--workers", "1",
                   "--backend-store-uri", f"sqlite:///{self.folder}/mlflow.db",
                   "--artifacts-destination", f"{self.folder}/artifacts"]
        if self.app:
            command += ["--app-name", self.app]
        environment = dict(os.environ, MLFLOW_DISABLE_TELEMETRY="true", MLFLOW_SERVER_ENABLE_JOB_EXECUTION="false",
                           MLFLOW_MODEL_CATALOG_URI="", **self.environment)
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder,
                                            env=environment, start_new_session=True)
        wait_until("MLflow answers", self.healthy)

    def stop(self):
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None


class DemoGateway:
    def __init__(self, *arguments):
        self.process = subprocess.Popen([BIN / "spanway-demo-gateway", "--port", "0", "--admin-port", "0", *arguments],
                                        stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
        ports = json.loads(self.process.stdout.readline())
        self.port, self.admin_port = ports["port"], ports["adminPort"]
        self.url = f"http://127.0.0.1:{self.port}/v1"

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()


class Replay(socketserver.ThreadingTCPServer):
    """Answers POST /<scenario>/<exchange>/... with the recorded bytes, streams with their pauses. /silent/... never answers."""
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), ReplayHandler)
        self.requests = []  # (path, head, body)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def url(self, scenario, exchange=1):
        return f"http://127.0.0.1:{self.server_address[1]}/{scenario}/{exchange}/v1"


class ReplayHandler(socketserver.BaseRequestHandler):
    def handle(self):
        request = b""
        while b"\r\n\r\n" not in request:
            piece = self.request.recv(65536)
            if not piece:
                return
            request += piece
        head, body = request.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"(?im)^content-length: *(\d+)", head).group(1))
        while len(body) < length:
            body += self.request.recv(65536)
        path = head.split(b" ", 2)[1].decode()
        self.server.requests.append((path, head, body))
        _, scenario, exchange = path.split("/", 3)[:3]
        try:
            self.answer(scenario, int(exchange))
        except OSError:
            pass  # the client hung up: some tests want that

    def answer(self, scenario, exchange):
        if scenario == "silent":
            self.request.recv(1)
            return
        folder = DATA / "autolog" / scenario
        number = "" if exchange == 1 else f".{exchange}"
        raw = (folder / f"response{number}.http").read_bytes()
        stream = folder / f"stream{number}.json"
        if not stream.exists():
            self.request.sendall(raw)
            return
        info = json.loads((folder / "scenario.json").read_text())["exchanges"][exchange - 1]
        self.request.sendall(raw[:raw.index(b"\r\n\r\n") + 4])
        for delay, text in json.loads(stream.read_text()):
            time.sleep(delay / 1000)
            piece = text.encode()
            self.request.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
        if info.get("end") == "last chunk sent":
            self.request.sendall(b"0\r\n\r\n")


class Spanway:
    """spanway-cli on a data folder of its own."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.environment = dict(os.environ, NO_PROXY="*", USER="demo")

    def command(self, *arguments):
        return [str(BIN / "spanway-cli"), *map(str, arguments), "--data-dir", str(self.folder)]

    def run(self, *arguments, code=0, environment=None, stdin=None):
        """Runs to the end and checks the exit code (None: any); gives the completed process."""
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, timeout=PATIENCE * 3, input=stdin,
                              env=dict(self.environment, **(environment or {})))
        if code is not None and done.returncode != code:
            raise AssertionError(f"exit code {done.returncode}, not {code}: {arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def send(self, *arguments, code=0, environment=None):
        """`send --json`; gives the object."""
        return json.loads(self.run("send", "--json", *arguments, code=code, environment=environment).stdout)

    def start(self, *arguments, environment=None, **options):
        return subprocess.Popen(self.command(*arguments), env=dict(self.environment, **(environment or {})), text=True, **options)

    def listed(self, what):
        return json.loads(self.run(what, "--json").stdout)


class ServerTest(unittest.TestCase):
    """One MLflow and one demo gateway for the class, a fresh data folder for each test."""
    gateway_arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.base = Path(tempfile.mkdtemp(prefix="spanway-e2e-"))
        cls.addClassCleanup(shutil.rmtree, cls.base, ignore_errors=True)
        cls.mlflow = Mlflow(cls.base / "mlflow")
        cls.addClassCleanup(lambda: cls.mlflow.stop())
        cls.gateway = DemoGateway(*cls.gateway_arguments)
        cls.addClassCleanup(lambda: cls.gateway.stop())

    def setUp(self):
        self.spanway = Spanway(tempfile.mkdtemp(dir=self.base))

    def demo(self, model="demo-fast"):
        """Options for a call through the demo gateway to the class's MLflow."""
        return ["--gateway", self.gateway.url, "--key-env", "DEMO_KEY", "--model", model, "--mlflow", self.mlflow.url]

    environment = {"DEMO_KEY": "demo-key"}
