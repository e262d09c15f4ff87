# SPDX-License-Identifier: Apache-2.0
"""One prompt from the command line to MLflow, and everything that can go wrong on the way."""
import json
import signal
import subprocess
import unittest

import harness
from harness import ServerTest


class Send(ServerTest):
    def test_streamed_prompt_lands_in_mlflow(self):
        report = self.spanway.send(*self.demo(), "Name three rivers", environment=self.environment)
        self.assertEqual(report["state"], "done")
        self.assertEqual(report["export"]["state"], "sent")
        self.assertTrue(report["text"])
        self.assertGreater(report["usage"]["completion_tokens"], 0)
        self.assertIsNotNone(report["timings"]["firstToken"])
        self.assertLessEqual(report["timings"]["firstToken"], report["timings"]["end"])
        self.assertRegex(report["kong"]["requestId"], r"^[0-9a-f]{32}$")
        info = self.mlflow.traces()[report["mlflowTraceId"]]
        self.assertEqual(info["state"], "OK")
        self.assertEqual(info["request_preview"], "Name three rivers")
        self.assertEqual(json.loads(info["trace_metadata"]["mlflow.trace.tokenUsage"])["output_tokens"],
                         report["usage"]["completion_tokens"])
        self.assertEqual(info["tags"]["kong.request_id"], report["kong"]["requestId"])
        types = [json.loads(span["attributes"]["mlflow.spanType"]) for span in self.mlflow.spans(report["mlflowTraceId"])]
        self.assertEqual(types[:2], ["CHAIN", "CHAT_MODEL"])

    def test_text_comes_to_standard_output(self):
        done = self.spanway.run("send", *self.demo(), "Hello", environment=self.environment)
        self.assertGreater(len(done.stdout), 10)
        self.assertEqual(done.stderr, "")

    def test_plain_reply(self):
        report = self.spanway.send(*self.demo(), "--no-stream", "Hello", environment=self.environment)
        self.assertEqual(report["state"], "done")
        self.assertIsNone(report["timings"]["firstToken"])

    def test_session_is_kept(self):
        report = self.spanway.send(*self.demo(), "--session", "s-1", "Hello", environment=self.environment)
        self.assertEqual(self.mlflow.traces()[report["mlflowTraceId"]]["trace_metadata"]["mlflow.trace.session"], "s-1")

    def test_wrong_key(self):
        report = self.spanway.send(*self.demo(), "Hello", environment={"DEMO_KEY": "wrong"}, code=3)
        self.assertEqual(report["error"]["httpStatus"], 401)
        self.assertEqual(report["state"], "failed")
        self.assertEqual(self.mlflow.traces()[report["mlflowTraceId"]]["state"], "ERROR")

    def test_rate_limit(self):
        # Five a minute by the clock: of eleven calls that fall into two minutes six fall into one.
        limited = []
        for _ in range(11):
            run = self.spanway.run("send", "--json", "--wait-export", "0", *self.demo("demo-limited"), "Hello", code=None,
                                   environment=self.environment)
            report = json.loads(run.stdout)
            if report["error"] and report["error"]["httpStatus"] == 429:
                limited.append(report)
                break
        self.assertTrue(limited)
        self.assertEqual(limited[0]["error"]["kind"], "rateLimited")
        self.assertEqual(limited[0]["kong"]["rateLimit"]["remaining"], 0)

    def test_not_reached(self):
        report = self.spanway.send("--gateway", f"http://127.0.0.1:{harness.free_port()}/v1", "--model", "m", "--mlflow",
                                   self.mlflow.url, "Hello", code=3)
        self.assertEqual(report["error"]["kind"], "connect")
        self.assertEqual(report["export"]["state"], "sent")

    def test_stop(self):
        process = self.spanway.start("send", *self.demo("demo-slow"), "Hello", environment=self.environment,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertTrue(process.stdout.read(1))
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=harness.PATIENCE)
        self.assertEqual(process.returncode, 130)
        trace = self.spanway.listed("traces")[0]
        self.assertEqual(trace["state"], "OK")
        self.assertEqual(trace["turnState"], "stopped")
        self.assertEqual(trace["export"], "sent")
        self.assertIn("  stopped  ", self.spanway.run("traces").stdout)

    def test_mlflow_down_and_back(self):
        self.mlflow.stop()
        try:
            report = self.spanway.send(*self.demo(), "--wait-export", "1", "Hello", environment=self.environment, code=5)
            self.assertEqual(report["state"], "done")
            self.assertEqual(report["export"]["state"], "waiting")
            self.assertTrue(report["export"]["error"])
            waiting = self.spanway.listed("outbox")
            self.assertEqual([row["mlflowTraceId"] for row in waiting], [report["mlflowTraceId"]])
        finally:
            self.mlflow.start()
        self.spanway.run("outbox", "retry", "--wait-export", str(harness.PATIENCE))
        self.assertIn(report["mlflowTraceId"], self.mlflow.traces())
        self.assertEqual(self.spanway.listed("outbox"), [])

    def test_queued_only(self):
        report = self.spanway.send(*self.demo(), "--wait-export", "0", "Hello", environment=self.environment)
        self.assertIn(report["export"]["state"], ("waiting", "sending", "sent"))

    def test_two_processes_on_one_folder(self):
        processes = [self.spanway.start("send", "--json", *self.demo(), f"Hello {i}", environment=self.environment,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE) for i in range(4)]
        reports = [json.loads(process.communicate(timeout=harness.PATIENCE)[0]) for process in processes]
        self.assertEqual([process.returncode for process in processes], [0] * 4)
        stored = {row["mlflowTraceId"] for row in self.spanway.listed("traces")}
        self.assertEqual(stored, {report["mlflowTraceId"] for report in reports})
        for report in reports:
            self.assertIn(report["mlflowTraceId"], self.mlflow.traces())

    def test_trace_is_shown(self):
        report = self.spanway.send(*self.demo(), "Hello", environment=self.environment)
        shown = json.loads(self.spanway.run("trace", "show", report["mlflowTraceId"], "--json").stdout)
        self.assertEqual(shown["info"]["trace_id"], report["mlflowTraceId"])
        self.assertIn("Completions", [span["name"] for span in shown["data"]["spans"]])
        self.spanway.run("trace", "show", "tr-" + "0" * 32, code=3)
        self.spanway.run("trace", "show", "nonsense", code=2)

    def test_usage_errors(self):
        for arguments in (["send"], ["send", "a", "b"], ["nonsense"], ["send", "--param", "x", "Hello"],
                          ["send", "--param", "x={", "Hello"], ["send", "--timeout", "soon", "Hello"],
                          ["send", "--gateway", "host:8000", "--model", "m", "Hello"], ["send", "--no-such", "Hello"],
                          ["send", "--gateway", "http://h/v1", "--mlflow", "http://u:p@h", "Hello"]):
            with self.subTest(arguments):
                done = self.spanway.run(*arguments, code=2)
                self.assertTrue(done.stderr.strip())
                refused = json.loads(self.spanway.run(*arguments[:1], "--json", *arguments[1:], code=2).stdout)
                self.assertEqual(refused["error"]["kind"], "usage")
                self.assertIn(refused["error"]["message"].strip(), done.stderr.strip())


if __name__ == "__main__":
    unittest.main()
