# SPDX-License-Identifier: Apache-2.0
"""kill -9 at seeded moments of a stream and of an export: nothing received is lost, nothing arrives twice.

Argument: the number of moments (default 30)."""
import os
import random
import sys
import time
import unittest

import harness
from harness import ServerTest, wait_until

MOMENTS = 30
SEED = 20261125
JOURNAL_DELAY = 1.0  # text older than this at the kill must be there


class Kill(ServerTest):
    gateway_arguments = ("--speed", "4")

    def test_every_moment(self):
        moments = random.Random(SEED)
        expected = {}
        for number in range(MOMENTS):
            with self.subTest(moment=number):
                # The first half hits the stream, the second the export, which follows a fast reply.
                streaming = number < MOMENTS // 2
                delay = moments.uniform(0.3, 3.0) if streaming else moments.uniform(0.05, 0.6)
                expected.update(self.kill_once(number, "demo-slow" if streaming else "demo-fast", delay))
        self.spanway.run("outbox", "retry", "--wait-export", str(harness.PATIENCE), code=None)
        stored = {row["mlflowTraceId"]: row for row in self.spanway.listed("traces")}
        arrived = wait_until("all traces in MLflow", lambda: self.arrived(stored))
        for trace_id in stored:
            self.assertIn(trace_id, arrived)
        for prompt, old_text in expected.items():
            self.check_text(prompt, old_text, stored)
        self.assertTrue([row for row in stored.values() if row["state"] == "ERROR"], "no kill hit a running stream")
        self.assertTrue(any(expected.values()), "no text was old enough to be asked for")

    def arrived(self, stored):
        found = self.mlflow.traces()
        return found if all(trace_id in found for trace_id in stored) else None

    def kill_once(self, number, model, delay):
        """Kills one call after `delay` seconds; gives its prompt and the text that was at least a second old."""
        prompt = f"Tell me about moment {number}"
        process = self.spanway.start("send", *self.demo(model), prompt, environment=self.environment, stdout=harness.subprocess.PIPE,
                                     stderr=harness.subprocess.DEVNULL)
        os.set_blocking(process.stdout.fileno(), False)
        seen = []  # (time, text so far)
        text, end = "", time.monotonic() + delay
        while time.monotonic() < end and process.poll() is None:
            piece = process.stdout.buffer.read()
            if piece:
                text += piece.decode(errors="ignore")
                seen.append((time.monotonic(), text))
            time.sleep(0.01)
        process.kill()
        killed = time.monotonic()
        process.wait()
        process.stdout.close()
        old = [so_far for at, so_far in seen if at < killed - JOURNAL_DELAY]
        return {prompt: old[-1].strip() if old else ""}

    def check_text(self, prompt, old_text, stored):
        rows = [row for row in stored.values() if row["preview"] == prompt]
        if not rows:
            self.assertEqual(old_text, "", f"{prompt}: text was shown, but no trace is stored")
            return
        self.assertEqual(len(rows), 1, prompt)
        shown = self.spanway.run("trace", "show", rows[0]["mlflowTraceId"], "--json").stdout
        trace = harness.json.loads(shown)
        chunks = "".join(self.chunk_text(event) for span in trace["data"]["spans"] for event in span.get("events", []))
        self.assertTrue(chunks.strip().startswith(old_text), f"{prompt}: {old_text!r} is not in {chunks[:200]!r}")

    @staticmethod
    def chunk_text(event):
        value = event.get("attributes", {}).get("mlflow.chunk.value")
        if not value:
            return ""
        choices = harness.json.loads(value)["choices"]
        return "".join((choice["delta"].get("content") or "") for choice in choices)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1].isdigit():
        MOMENTS = int(sys.argv.pop(1))
    unittest.main()
