// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "gateway/chatcall.h"
#include "trace/span.h"

#include <optional>

namespace chat {

/// The exact shapes in which `mlflow.openai.autolog()` writes a chat call (golden recordings, mlflow 3.17.2 with openai 3.54.0).
/// Where autolog loses or falsifies we write the truth: autologdifferences.h names every case.
namespace autolog {

/// Attribute `mlflow.chat.tools` of the request's tools through autolog's narrow model; null where it writes none.
base::Json chatTools(const base::Json &tools);
/// A reply that was not streamed, dumped with every optional key, unknown keys last in their object.
base::Json dumpReply(const base::Json &body);
/// One chunk, dumped the same way (event attribute `mlflow.chunk.value` is its PythonAscii text).
base::Json dumpChunk(const base::Json &chunk);
/// Outputs of a streamed reply; null if there were no chunks. `last`: the newest chunk, also when more came than are kept.
base::Json streamedOutputs(const llm::ChatReply &reply, const base::Json &last);
/// Message of one choice as it stands in the outputs, every optional key present.
base::Json outputMessage(const llm::Choice &choice);
/// `mlflow.chat.tokenUsage`; null without usage.
base::Json tokenUsage(const std::optional<llm::Usage> &usage);

/// Event `exception` of a failed call: class and message as openai's client raises them; empty where it raises none.
struct Exception
{
    QString type;
    QString message;
};
std::optional<Exception> exceptionFor(const gateway::CallOutcome &outcome);

} // namespace autolog

} // namespace chat
