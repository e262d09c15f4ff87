# SPDX-License-Identifier: Apache-2.0
"""The window with real neighbours: typed prompts, stop, refusals, cuts, MLflow down, kill -9, and the command line beside it."""
import http.server
import json
import os
import threading
import time
import unittest
from pathlib import Path

import harness
import window
from harness import ServerTest, wait_until

JOURNAL_DELAY = 1.0  # text older than this at a kill must be there


class Trickle(http.server.BaseHTTPRequestHandler):
    """A gateway that sends a word every 20 ms, and remembers when each went out."""
    protocol_version = "HTTP/1.1"
    WORDS = 100_000

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number in range(self.WORDS):
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "trickle",
                     "choices": [{"index": 0, "delta": {"content": f"w{number} "}, "finish_reason": None}]}
            event = f"data: {json.dumps(chunk)}\n\n".encode()
            try:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(event), event))
            except OSError:
                return
            self.server.sent.append((time.monotonic(), f"w{number} "))
            time.sleep(0.02)

    def log_message(self, *_):
        pass


class WindowTest(ServerTest):
    @classmethod
    def setUpClass(cls):
        window.require_tools()
        harness.require_mlflow()
        super().setUpClass()
        cls.screen = window.Screen()
        cls.addClassCleanup(cls.screen.close)

    def setUp(self):
        super().setUp()
        self.window = None

    def open(self, *arguments, environment=None):
        self.window = window.Window(self.screen, self.spanway.folder, *arguments, environment=environment or self.environment)
        self.addCleanup(self.window.close)
        return self.window

    def with_models(self, *models, gateway=None):
        window.write_settings(self.spanway.folder, gateway or self.gateway.url, self.mlflow.url, models)

    def ended(self, prompt):
        """Waits until the turn has ended; gives it."""
        return wait_until(f"'{prompt}' ends", lambda: self.finished_turn(prompt))

    def finished_turn(self, prompt):
        turn = self.window.turn(prompt)
        return turn if turn and turn["state"] != "running" else None

    def arrived(self, prompt, server=None):
        """Waits until the trace of this prompt has left the outbox; gives its TraceInfo, of which there is one. Each prompt
        is used once in this file: all tests share one MLflow."""
        server = server or self.mlflow
        wait_until(f"the trace of '{prompt}' is sent", lambda: self.row(prompt) and self.row(prompt)["export"] == "sent")
        found = [info for info in server.traces().values() if info["request_preview"] == prompt]
        self.assertEqual(len(found), 1, prompt)
        self.assertEqual(found[0]["trace_id"], self.row(prompt)["mlflowTraceId"])
        return found[0]

    def row(self, prompt):
        """The line of spanway-cli traces; None: there is none."""
        rows = [row for row in self.spanway.listed("traces") if row["preview"] == prompt]
        self.assertLessEqual(len(rows), 1, prompt)
        return rows[0] if rows else None

    def attributes(self, info, server=None):
        """Of the root span, decoded."""
        root = (server or self.mlflow).spans(info["trace_id"])[0]
        return {name: json.loads(value) for name, value in root["attributes"].items()}

    def check_quiet_end(self):
        self.assertEqual(self.window.quit(), 0)
        self.assertEqual(self.window.complaints(), [])


class Demo(WindowTest):
    """`spanway --demo` starts its own gateway and its own MLflow."""

    def start_demo(self):
        path = str(Path(harness.require_mlflow()).parent) + os.pathsep + os.environ["PATH"]
        data = self.spanway.folder / "home"
        self.open("--demo", environment={"PATH": path, "XDG_DATA_HOME": str(data)})
        wait_until("the demo gateway runs", self.gateways)
        return wait_until("the demo's MLflow answers", self.local_server)

    def local_server(self):
        """Read anew each time: the record of a killed run stays until the next one has its own server."""
        record = self.spanway.folder / "mlflow" / "mlflow-server.json"
        self.window.check_alive()
        server = harness.MlflowApi(json.loads(record.read_text())["url"] if record.exists() else "")
        return server if server.url and server.healthy() else None

    def gateways(self):
        return window.children(self.window.process.pid, "spanway-demo-gateway")

    def check_nothing_is_left(self, gateways):
        wait_until("the gateway has ended", lambda: not any(map(window.is_running, gateways)))
        wait_until("MLflow has ended", lambda: not window.mlflow_processes(self.spanway.folder))

    def test_typed_prompt_lands_in_mlflow(self):
        server = self.start_demo()
        self.window.send("Name three rivers")
        info = self.arrived("Name three rivers", server)
        self.assertEqual(info["state"], "OK")
        self.assertGreater(json.loads(info["trace_metadata"]["mlflow.trace.tokenUsage"])["output_tokens"], 0)
        spans = server.spans(info["trace_id"])
        kinds = [(json.loads(span["attributes"]["mlflow.spanType"]), span["name"]) for span in spans[:2]]
        self.assertEqual([kinds[0][0], kinds[1]], ["CHAIN", ("CHAT_MODEL", "Completions")])
        self.assertEqual(spans[1]["parent_span_id"], spans[0]["span_id"])
        gateways = self.gateways()
        self.assertTrue(gateways)
        self.check_quiet_end()
        self.check_nothing_is_left(gateways)

    def test_kill_leaves_no_orphan(self):
        self.start_demo()
        gateways = self.gateways()
        self.window.kill()
        wait_until("the gateway has ended", lambda: not any(map(window.is_running, gateways)))
        left = window.mlflow_processes(self.spanway.folder)
        server = self.start_demo()
        self.assertEqual(len(self.gateways()), 1)
        self.window.send("After the kill")
        self.arrived("After the kill", server)
        # Taken over or ended, but never two of them: all that runs is one tree.
        running = window.mlflow_processes(self.spanway.folder)
        self.assertTrue(set(left) <= set(running) or not set(left) & set(running), (left, running))
        self.check_quiet_end()
        self.check_nothing_is_left(self.gateways())


class Chat(WindowTest):
    def test_stop_by_key(self):
        self.with_models("demo-long")
        self.open()
        self.window.send("Tell me a long story")
        wait_until("text has come", lambda: "content" in self.window.turn("Tell me a long story")["journal"])
        self.window.key("Escape")
        turn = self.ended("Tell me a long story")
        self.assertEqual(turn["state"], "stopped")
        self.assertTrue(turn["reply"])
        info = self.arrived("Tell me a long story")
        self.assertEqual(self.attributes(info)["spanway.state"], "stopped")
        outputs = self.attributes(info)["mlflow.spanOutputs"]
        self.assertEqual(outputs["choices"][0]["message"]["content"], turn["reply"])
        self.check_quiet_end()

    def test_wrong_key(self):
        self.with_models("demo-fast")
        self.open(environment={"DEMO_KEY": "wrong"})
        for prompt in ("With a wrong key", "With it again"):
            self.window.send(prompt)
            self.assertEqual(self.ended(prompt)["state"], "failed")
            info = self.arrived(prompt)
            self.assertEqual(info["state"], "ERROR")
            self.assertEqual(self.attributes(info)["spanway.state"], "failed")
        self.check_quiet_end()

    def test_rate_limit_and_another_model(self):
        self.with_models("demo-limited", "demo-fast")
        self.open()
        for number in range(12):  # five a minute; the minute may end in between
            prompt = f"Call number {number}"
            self.window.send(prompt)
            if self.ended(prompt)["state"] == "failed":
                break
        self.assertEqual(self.ended(prompt)["state"], "failed")
        info = self.arrived(prompt)
        self.assertEqual(info["state"], "ERROR")
        self.assertIn("429", json.dumps(self.mlflow.spans(info["trace_id"])))
        # The chat goes on with another model, chosen by keys.
        self.window.key("ctrl+m")
        self.window.key("Down", "Return")
        self.window.send("And now?")
        self.assertEqual(self.ended("And now?")["state"], "done")
        self.assertEqual(self.arrived("And now?")["state"], "OK")
        self.assertEqual(self.row("And now?")["model"], "demo-fast")
        self.check_quiet_end()

    def test_cut_stream(self):
        self.with_models("fault-cut")
        self.open()
        self.window.send("Cut me off")
        turn = self.ended("Cut me off")
        self.assertEqual(turn["state"], "incomplete")
        self.assertTrue(turn["reply"])
        info = self.arrived("Cut me off")
        self.assertEqual(info["state"], "ERROR")
        self.assertEqual(self.attributes(info)["spanway.state"], "incomplete")
        self.check_quiet_end()

    def test_mlflow_down_and_back(self):
        self.with_models("demo-fast")
        self.open()
        self.window.send("While it is up")
        self.arrived("While it is up")
        self.mlflow.stop()
        prompts = ["While it is down", "Still down"]
        try:
            for prompt in prompts:
                self.window.send(prompt)
                self.assertEqual(self.ended(prompt)["state"], "done")
            wait_until("both traces wait", lambda: len(self.waiting()) == 2)
        finally:
            self.mlflow.start()
        for prompt in prompts:
            self.arrived(prompt)
        self.assertEqual(self.waiting(), [])
        self.check_quiet_end()

    def waiting(self):
        """Rows of the outbox that wait and say why."""
        return [row for row in self.spanway.listed("outbox") if row["state"] == "waiting" and "refused" in row["reason"]]

    def test_kill_in_mid_stream(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Trickle)
        server.sent = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.with_models("trickle", gateway=f"http://127.0.0.1:{server.server_port}/v1")
        self.open()
        self.window.send("Count for me")
        wait_until("two seconds of text have gone out", lambda: server.sent and server.sent[-1][0] - server.sent[0][0] > 2)
        killed = time.monotonic()
        self.window.kill()
        old = "".join(word for at, word in server.sent if at < killed - JOURNAL_DELAY)
        self.assertTrue(old)
        self.open()
        info = self.arrived("Count for me")
        self.assertEqual(self.attributes(info)["spanway.state"], "interrupted")
        shown = json.loads(self.spanway.run("trace", "show", info["trace_id"], "--json").stdout)
        text = "".join(self.chunk_text(event) for span in shown["data"]["spans"] for event in span.get("events", []))
        self.assertTrue(text.startswith(old), f"sent {old[-40:]!r}, kept {text[-40:]!r}")
        self.assertTrue(self.window.turn("Count for me")["reply"].startswith(old.rstrip()))
        self.check_quiet_end()

    @staticmethod
    def chunk_text(event):
        value = event.get("attributes", {}).get("mlflow.chunk.value")
        choices = json.loads(value)["choices"] if value else []
        return "".join((choice["delta"].get("content") or "") for choice in choices)

    def test_command_line_beside_the_window(self):
        self.with_models("demo-slow")
        self.open()
        self.window.send("From the window")
        wait_until("text has come", lambda: "content" in self.window.turn("From the window")["journal"])
        report = self.spanway.send(*self.demo(), "From the command line", environment=self.environment)
        self.assertEqual(report["export"]["state"], "sent")
        self.assertEqual(self.arrived("From the command line")["trace_id"], report["mlflowTraceId"])
        self.assertEqual(self.ended("From the window")["state"], "done")
        self.assertEqual(self.arrived("From the window")["state"], "OK")
        self.window.send("Once more")
        self.assertEqual(self.arrived("Once more")["state"], "OK")
        self.check_quiet_end()


if __name__ == "__main__":
    unittest.main()
