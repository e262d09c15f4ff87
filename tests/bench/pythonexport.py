# SPDX-License-Identifier: Apache-2.0
"""pythonexport.py URL COUNT: exports COUNT traces of four spans with MLflow's own Python client, default settings
(asynchronous export), and prints traces a second from the first span to the end of the queue."""
import os
import sys
import time

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["MLFLOW_MODEL_CATALOG_URI"] = ""

import mlflow

url, count = sys.argv[1], int(sys.argv[2])
mlflow.set_tracking_uri(url)
mlflow.set_experiment("bench-python")
text = "The sky is blue because air scatters short waves more than long ones. " * 12


def one(number):
    messages = {"messages": [{"role": "user", "content": f"{number} {text}"}]}
    outputs = {"choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]}
    with mlflow.start_span("chat turn", span_type="CHAIN") as root:
        root.set_inputs(messages)
        with mlflow.start_span("Completions", span_type="CHAT_MODEL") as model:
            model.set_inputs(messages)
            model.set_attribute("mlflow.llm.model", "demo-fast")
            model.set_attribute("mlflow.chat.tokenUsage", {"input_tokens": 100, "output_tokens": 50, "total_tokens": 150})
            for phase in ("connect", "generation"):
                with mlflow.start_span(phase, span_type="TASK"):
                    pass
            model.set_outputs(outputs)
        root.set_outputs(outputs)


start = time.monotonic()
for i in range(count):
    one(i)
mlflow.flush_trace_async_logging()
print(count / (time.monotonic() - start))
