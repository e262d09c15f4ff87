// SPDX-License-Identifier: Apache-2.0
#include "chat/autologform.h"

#include <algorithm>

using base::ErrorKind;
using base::Json;
using namespace Qt::StringLiterals;

namespace chat::autolog {

namespace {

/// Only these count towards the outputs of a stream; Kong's chunks from Gemini have no `object` at all.
bool isCounted(const Json &chunk)
{
    const QString object = chunk[u"object"].toString();
    return object == "chat.completion.chunk"_L1 || object == "text_completion"_L1;
}

bool hasCountedChunk(const llm::ChatReply &reply)
{
    return std::ranges::any_of(reply.chunks, isCounted);
}

Json toolCalls(const QList<llm::ToolCall> &calls)
{
    if (calls.isEmpty())
        return {};
    Json list = Json::array();
    for (const llm::ToolCall &call : calls) {
        list.append(Json::object({{u"id"_s, call.id.isEmpty() ? Json() : Json(call.id)},
                                  {u"function"_s, Json::object({{u"arguments"_s, call.arguments}, {u"name"_s, call.name}})},
                                  {u"type"_s, call.type}}));
    }
    return list;
}

Json outputChoice(const llm::Choice &choice)
{
    return Json::object({{u"finish_reason"_s, choice.finishReason ? Json(*choice.finishReason) : Json()},
                         {u"index"_s, choice.index},
                         {u"logprobs"_s, Json()},
                         {u"message"_s, outputMessage(choice)}});
}

/// Class that openai's client raises for a status (openai/_client.py).
QString statusClass(int status)
{
    switch (status) {
    case 400:
        return u"BadRequestError"_s;
    case 401:
        return u"AuthenticationError"_s;
    case 403:
        return u"PermissionDeniedError"_s;
    case 404:
        return u"NotFoundError"_s;
    case 409:
        return u"ConflictError"_s;
    case 422:
        return u"UnprocessableEntityError"_s;
    case 429:
        return u"RateLimitError"_s;
    default:
        return status >= 500 ? u"InternalServerError"_s : u"APIStatusError"_s;
    }
}

Exception statusException(const gateway::CallOutcome &outcome)
{
    QString message = u"Error code: %1"_s.arg(outcome.head.status);
    if (!outcome.apiMessage.isEmpty())
        message += u" - "_s + outcome.apiMessage;
    return {statusClass(outcome.head.status), message};
}

} // namespace

Json outputMessage(const llm::Choice &choice)
{
    const bool onlyOther = !choice.hasText && (!choice.toolCalls.isEmpty() || !choice.refusal.isEmpty());
    Json message = Json::object({{u"content"_s, onlyOther ? Json() : Json(choice.text)},
                                 {u"refusal"_s, choice.refusal.isEmpty() ? Json() : Json(choice.refusal)},
                                 {u"role"_s, u"assistant"_s},
                                 {u"annotations"_s, Json()},
                                 {u"audio"_s, Json()},
                                 {u"function_call"_s, Json()},
                                 {u"tool_calls"_s, toolCalls(choice.toolCalls)}});
    if (!choice.reasoning.isEmpty())
        message.insert(u"reasoning_content"_s, choice.reasoning);
    return message;
}

Json streamedOutputs(const llm::ChatReply &reply, const Json &last)
{
    if (reply.chunkCount == 0)
        return {};
    if (!hasCountedChunk(reply)) {
        Json list = Json::array();
        for (const Json &chunk : reply.chunks)
            list.append(dumpChunk(chunk));
        return list;
    }
    Json choices = Json::array();
    for (const llm::Choice &choice : reply.choices)
        choices.append(outputChoice(choice));
    Json body = Json::object({{u"id"_s, last[u"id"]},
                              {u"choices"_s, choices},
                              {u"created"_s, last[u"created"]},
                              {u"model"_s, last[u"model"]},
                              {u"object"_s, u"chat.completion"_s},
                              {u"system_fingerprint"_s, last[u"system_fingerprint"]},
                              {u"usage"_s, last[u"usage"]}});
    return dumpReply(body);
}

Json tokenUsage(const std::optional<llm::Usage> &usage)
{
    if (!usage)
        return {};
    Json result = Json::object();
    const auto put = [&result](const QString &key, std::optional<qint64> value) {
        if (value)
            result.insert(key, Json(*value));
    };
    put(u"input_tokens"_s, usage->input);
    put(u"output_tokens"_s, usage->output);
    put(u"total_tokens"_s, usage->total);
    put(u"cache_read_input_tokens"_s, usage->cacheRead);
    put(u"cache_creation_input_tokens"_s, usage->cacheCreation);
    return result;
}

std::optional<Exception> exceptionFor(const gateway::CallOutcome &outcome)
{
    if (outcome.streamError) {
        const bool malformed = outcome.streamError->type == llm::ChatEvent::Type::Malformed;
        return Exception{malformed ? u"JSONDecodeError"_s : u"APIError"_s, outcome.streamError->message};
    }
    if (outcome.head.status >= 300)
        return statusException(outcome);
    if (!outcome.error || outcome.state == llm::TurnState::Stopped)
        return std::nullopt;
    if (outcome.error->kind == ErrorKind::Timeout)
        return Exception{u"APITimeoutError"_s, u"Request timed out."_s};
    // A stream that ended without end marker, but whole by HTTP's rules, raises nothing in openai's client.
    if (!outcome.transport.error && outcome.transport.headComplete)
        return std::nullopt;
    return Exception{u"APIConnectionError"_s, u"Connection error."_s};
}

} // namespace chat::autolog
