# SPDX-License-Identifier: Apache-2.0
"""Secrets never get anywhere but onto their own wire, also when an answer echoes them; and Spanway connects to nobody else."""
import base64
import http.server
import json
import re
import shutil
import sqlite3
import subprocess
import threading
import unittest
import urllib.request
import zlib

import harness
from harness import ServerTest

KEY = "canary-gateway-key-7f3a91c2"
PASSWORD = 'canary-"mlflow"-pass/word-5d20'
HEADER = "canary-extra-header-e81b44"
CANARIES = (KEY, PASSWORD, HEADER)


class Echo(http.server.BaseHTTPRequestHandler):
    """A gateway that gives back what it was sent: in the text, cut over two chunks, or in an error."""
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        echo = f"you sent {self.headers['Authorization']} and {self.headers['x-extra']}"
        getattr(self, self.path.split("/")[1])(echo)

    def whole(self, echo):
        choice = {"index": 0, "message": {"role": "assistant", "content": echo}, "finish_reason": "stop"}
        self.reply(200, json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}))

    def error(self, echo):
        self.reply(401, json.dumps({"message": echo}))

    def reply(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("X-Echo", self.headers["x-extra"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body.encode())

    def cut(self, echo):
        """Each event brings three letters, and each write ends in the middle of an event."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        pieces = [echo[i:i + 3] for i in range(0, len(echo), 3)]
        events = [self.event({"content": piece}, None) for piece in pieces] + [self.event({}, "stop"), "data: [DONE]\n\n"]
        stream = "".join(events).encode()
        for i in range(0, len(stream), 61):
            part = stream[i:i + 61]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self.wfile.write(b"0\r\n\r\n")

    @staticmethod
    def event(delta, finish):
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
                 "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
        return f"data: {json.dumps(chunk)}\n\n"

    def log_message(self, *_):
        pass


class LoginProxy(http.server.BaseHTTPRequestHandler):
    """Stands before MLflow and lets only the right login pass."""
    protocol_version = "HTTP/1.1"
    target = ""
    expected = "Basic " + base64.b64encode(f"someone:{PASSWORD}".encode()).decode()

    def forward(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Authorization") != self.expected:
            return self.answer(401, b"You are not authenticated.", "text/html")
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "authorization", "connection")}
        request = urllib.request.Request(self.target + self.path, body or None, headers, method=self.command)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return self.answer(reply.status, reply.read(), reply.headers.get("Content-Type", ""))
        except urllib.error.HTTPError as error:
            return self.answer(error.code, error.read(), error.headers.get("Content-Type", ""))

    def answer(self, status, body, content_type):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = forward

    def log_message(self, *_):
        pass


def serve(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def unpack(blob):
    """The store's packed blobs: 'r' plain, 'z' zlib after a length of four bytes."""
    if blob[:1] == b"z" and len(blob) > 5:
        try:
            return zlib.decompress(blob[5:])
        except zlib.error:
            return blob
    return blob


def stored_text(folder):
    """Everything in the data folder, blobs unpacked."""
    parts = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    database = sqlite3.connect(folder / "spanway.db")
    for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        try:
            rows = database.execute(f'SELECT * FROM "{table}"').fetchall()
        except sqlite3.Error:
            continue  # a shadow table of the full-text index
        for row in rows:
            parts += [unpack(value) if isinstance(value, bytes) else str(value).encode() for value in row]
    database.close()
    return b"\n".join(parts)


def spellings(secret):
    quoted = json.dumps(secret)[1:-1]
    login = base64.b64encode(f"someone:{secret}".encode()).decode()
    return {secret, quoted, json.dumps(quoted)[1:-1], login, urllib.parse.quote(secret, safe="")}


class Canaries(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.echo = serve(Echo)
        cls.addClassCleanup(cls.echo.shutdown)
        LoginProxy.target = cls.mlflow.url
        cls.login = serve(LoginProxy)
        cls.addClassCleanup(cls.login.shutdown)

    environment = {"CANARY_KEY": KEY, "CANARY_HEADER": HEADER, "MLFLOW_TRACKING_USERNAME": "someone", "MLFLOW_TRACKING_PASSWORD": PASSWORD,
                   "QT_LOGGING_RULES": "*.debug=true;qt.*=false"}

    def options(self, kind):
        return ["--gateway", f"http://127.0.0.1:{self.echo.server_address[1]}/{kind}", "--key-env", "CANARY_KEY", "--header-env",
                "x-extra=CANARY_HEADER", "--model", "m", "--mlflow", f"http://127.0.0.1:{self.login.server_address[1]}"]

    def assert_clean(self, text, where):
        if isinstance(text, bytes):
            text = text.decode(errors="replace")
        for canary in CANARIES:
            for spelling in spellings(canary):
                self.assertNotIn(spelling, text, where)

    def check(self, kind, code, *more):
        done = self.spanway.run("send", "--json", *self.options(kind), *more, "Hello", code=code, environment=self.environment)
        report = json.loads(done.stdout)
        self.assertEqual(report["export"]["state"], "sent", report)
        self.assert_clean(done.stdout, "standard output")
        self.assert_clean(done.stderr, "standard error")
        self.assert_clean(stored_text(self.spanway.folder), "data folder")
        self.assert_clean(json.dumps(self.mlflow.spans(report["mlflowTraceId"])), "spans in MLflow")
        self.assert_clean(json.dumps(self.mlflow.traces()[report["mlflowTraceId"]]), "trace info in MLflow")
        self.assert_clean(self.spanway.run("trace", "show", report["mlflowTraceId"], "--json").stdout, "trace show")
        return report

    def test_echoed_in_the_text(self):
        report = self.check("whole", 0, "--no-stream")
        self.assertIn("you sent", report["text"])

    def test_echoed_over_several_chunks(self):
        report = self.check("cut", 0)
        self.assertIn("you sent", report["text"])

    def test_echoed_in_an_error(self):
        report = self.check("error", 3)
        self.assertIn("you sent", report["error"]["message"])

    def test_not_in_the_process_list(self):
        process = self.spanway.start("send", *self.options("whole"), "Hello", environment=self.environment, stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL)
        with open(f"/proc/{process.pid}/cmdline", "rb") as cmdline:
            self.assert_clean(cmdline.read(), "process list")
        process.wait(harness.PATIENCE)

    def test_password_in_a_url_is_refused(self):
        done = self.spanway.run("send", "--gateway", "http://127.0.0.1:1/v1", "--model", "m", "--mlflow",
                                f"http://u:{KEY}@127.0.0.1:1", "Hello", code=2)
        self.assert_clean(done.stdout + done.stderr, "message")

    @unittest.skipUnless(shutil.which("strace"), "strace is not installed")
    def test_every_connection(self):
        log = self.spanway.folder / "connections"
        command = self.spanway.command("send", *self.demo(), "Hello")
        subprocess.run(["strace", "-f", "-qq", "-e", "trace=connect", "-o", log, *command], check=True, capture_output=True,
                       env=dict(self.spanway.environment, DEMO_KEY="demo-key"), timeout=harness.PATIENCE * 2)
        text = log.read_text()
        ports = {int(port) for port in re.findall(r"sin6?_port=htons\((\d+)\)", text)}
        addresses = set(re.findall(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"', text))
        self.assertEqual(ports, {self.gateway.port, self.mlflow.port}, text)
        self.assertEqual({a or b for a, b in addresses}, {"127.0.0.1"}, text)


if __name__ == "__main__":
    unittest.main()
