// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <optional>

namespace demo {

class Exchange;

/// A chat or completion request on its way through ai-proxy (kong/llm/plugin/shared-filters/parse-request.lua and
/// normalize-request.lua).
struct AiRequest
{
    base::Json body; ///< as it goes upstream
    QString model; ///< the one that X-Kong-LLM-Model names
    bool askedToStream = false; ///< the client sent stream: true
    bool streams = false; ///< the upstream is asked to stream
};

/// The JSON body of a request as Kong's AI plugins see it: missing for another content type, for what is not JSON, and
/// for a body that nginx spooled to a file and that is above `maxSize`, the trap of long chats.
std::optional<base::Json> aiBody(Exchange *exchange, qint64 maxSize);

/// Checks in Kong's order. Error: the message of its 400.
base::Result<AiRequest> makeAiRequest(Exchange *exchange, const base::Json &config);

/// A string of the model configuration with its `$(headers.x)`, `$(uri_captures.x)`, `$(query_params.x)` filled in.
base::Result<QString> filledTemplate(Exchange *exchange, const QString &text);

} // namespace demo
