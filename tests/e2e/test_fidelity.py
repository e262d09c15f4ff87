# SPDX-License-Identifier: Apache-2.0
"""What `spanway-cli send --body` brings to a real MLflow, against what autolog wrote for the same bytes (tests/data/autolog)."""
import json
import re
import signal
import subprocess
import sys
import unittest

import harness
from harness import DATA, Replay, ServerTest

# Compared exactly.
SAME = ["01-plain-user", "02-plain-system-user", "03-plain-parameters", "05-plain-cached-tokens", "06-plain-unknown-model",
        "07-plain-prefixed-model", "08-plain-without-usage", "09-plain-unicode-long", "10-plain-content-parts", "11-plain-n2",
        "12-plain-image-data-url", "13-plain-reasoning-content", "14-plain-refusal", "15-plain-finish-length",
        "16-tool-call-separate", "17-tool-call-separate-object", "19-tool-calls-parallel", "21-stream-without-usage",
        "22-stream-include-usage", "23-stream-role-only-first", "24-stream-usage-in-last-choice", "25-stream-finish-length",
        "28-stream-unicode", "29-stream-empty", "31-stream-kong-gemini", "32-plain-kong-anthropic", "33-error-400",
        "34-error-400-kong", "35-error-401", "36-error-404", "37-error-429", "38-error-429-stream", "39-error-500",
        "40-error-502", "41-error-503", "46-error-200-not-json", "48-stream-cut", "50-stream-read-timeout", "51-stream-bad-json",
        "71-tools-schema-complex", "73-tools-custom-type"]

# The table of app/chat/autologdifferences.h: where autolog falsifies, the only paths that may differ.
DIFFERENT = {
    "20-stream-tool-call": [r"\.tool_calls", r"\.content", r"finish_reason"],
    "26-stream-finish-length-usage": [r"finish_reason"],
    "27-stream-refusal": [r"\.refusal", r"\.content"],
    "49-stream-ends-early": [r"finish_reason"],
}


class Fidelity(ServerTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.replay = Replay()
        cls.addClassCleanup(cls.replay.shutdown)

    def call(self, scenario, exchange=1, gateway=None, body_of=None, options=()):
        number = "" if exchange == 1 else f".{exchange}"
        request = json.loads((DATA / "autolog" / (body_of or scenario) / f"request{number}.json").read_text())
        body = self.spanway.folder / "body.json"
        body.write_bytes(request["body_text"].encode())
        url = gateway or self.replay.url(scenario, exchange)
        result = self.spanway.run("send", "--json", "--body", body, "--gateway", url, "--mlflow", self.mlflow.url, *options, code=None)
        report = json.loads(result.stdout)
        self.assertEqual(report["export"]["state"], "sent", report)
        return report

    def compare(self, golden, report, *options):
        done = subprocess.run([sys.executable, DATA / "autolog" / "compare.py", DATA / "autolog" / golden, "--server", self.mlflow.url,
                               "--trace-id", report["mlflowTraceId"], "--under-root", "--drop-marked", "spanway.phase",
                               "--allow", "kong.,spanway.", *options], capture_output=True, text=True)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return [line for line in done.stdout.splitlines() if line.strip()]

    def check_order(self, golden, report, allowed):
        """Only the order of inputs and of the bare arguments may differ: the body has the order of the request."""
        for line in self.compare(golden, report, "--order"):
            argument = re.search(r"spanInputs|order of attributes|attributes\W+order|mlflow\.traceInputs", line)
            known = any(re.search(pattern, line) for pattern in allowed)
            self.assertTrue(argument or known, f"{golden}: {line}")

    def check_same(self, scenario, exchange=1, **options):
        report = self.call(scenario, exchange, **options)
        golden = f"{scenario}/trace.json" if exchange == 1 else f"{scenario}/trace.{exchange}.json"
        self.assertEqual(self.compare(golden, report), [], golden)
        self.check_order(golden, report, [])

    def test_same_as_autolog(self):
        for scenario in SAME:
            with self.subTest(scenario):
                options = ("--timeout", "1") if scenario.startswith("50-") else ()
                allowed = ("--ignore", "*exception.message*") if scenario.startswith("51-") else ()
                report = self.call(scenario, options=options)
                self.assertEqual(self.compare(f"{scenario}/trace.json", report, *allowed), [])
                self.check_order(f"{scenario}/trace.json", report, [r"exception\.message"] if allowed else [])

    def test_second_call_of_a_tool_loop(self):
        self.check_same("16-tool-call-separate", 2)

    def test_connection_refused(self):
        self.check_same("44-error-connection-refused", body_of="01-plain-user", gateway=f"http://127.0.0.1:{harness.free_port()}/v1")

    def test_silence(self):
        self.check_same("45-error-timeout", body_of="01-plain-user", gateway=self.replay.url("silent"), options=("--timeout", "1"))

    def test_where_autolog_falsifies(self):
        for scenario, patterns in DIFFERENT.items():
            with self.subTest(scenario):
                report = self.call(scenario)
                lines = self.compare(f"{scenario}/trace.json", report)
                self.assertTrue(lines, "the truth must differ")
                for line in lines:
                    self.assertTrue(any(re.search(pattern, line) for pattern in patterns), line)

    def model_span(self, report):
        for span in self.mlflow.spans(report["mlflowTraceId"]):
            if span["attributes"].get("mlflow.spanType") == '"CHAT_MODEL"':
                return {key: json.loads(value) for key, value in span["attributes"].items()}, span
        raise AssertionError("no CHAT_MODEL span")

    def test_streamed_tool_call_is_there(self):
        attributes, _ = self.model_span(self.call("20-stream-tool-call"))
        choice = attributes["mlflow.spanOutputs"]["choices"][0]
        self.assertEqual(choice["finish_reason"], "tool_calls")
        self.assertIsNone(choice["message"]["content"])
        self.assertEqual(choice["message"]["tool_calls"][0]["function"]["name"], "get_weather")

    def test_traces_that_autolog_never_writes(self):
        attributes, span = self.model_span(self.call("30-stream-kong-anthropic"))
        self.assertEqual(attributes["mlflow.spanOutputs"]["choices"][0]["message"]["content"], "Paris.")
        self.assertIsNone(attributes["mlflow.spanOutputs"]["created"])
        self.assertEqual(attributes["spanway.state"], "done")
        self.assertEqual(span["status"]["code"], "STATUS_CODE_OK")
        attributes, _ = self.model_span(self.call("72-tools-schema-without-properties"))
        self.assertEqual(attributes["mlflow.chat.tools"][0]["function"]["parameters"]["type"], "object")
        self.assertIn("mlflow.spanOutputs", attributes)

    def test_abandoned_streams(self):
        for scenario in ("52-stream-abandoned-break", "53-stream-abandoned-close"):
            with self.subTest(scenario):
                request = json.loads((DATA / "autolog" / scenario / "request.json").read_text())
                body = self.spanway.folder / "body.json"
                body.write_bytes(request["body_text"].encode())
                seen = len(self.replay.requests)
                process = self.spanway.start("send", "--body", body, "--gateway", self.replay.url(scenario), "--mlflow",
                                             self.mlflow.url, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                harness.wait_until("the call", lambda: len(self.replay.requests) > seen)
                text = process.stdout.read(1)
                process.send_signal(signal.SIGINT)
                process.communicate(timeout=harness.PATIENCE)
                self.assertIn(process.returncode, (0, 130))
                if process.returncode == 0:
                    continue  # the recorded stream is short: it was over before the signal
                trace = self.spanway.listed("traces")[0]
                attributes, span = self.model_span(trace)
                self.assertEqual(attributes["spanway.state"], "stopped")
                self.assertEqual(span["status"]["code"], "STATUS_CODE_OK")
                self.assertTrue(attributes["mlflow.spanOutputs"]["choices"][0]["message"]["content"].startswith(text))


if __name__ == "__main__":
    unittest.main()
