// SPDX-License-Identifier: Apache-2.0
#include "chat/autologform.h"

#include <algorithm>
#include <span>

using base::Json;

namespace chat::autolog {

namespace {

struct Shape;

/// One key of a typed model of openai 3.54.0; `inner` dumps an object below it or every object of a list below it.
struct Field
{
    QStringView name;
    const Shape *inner = nullptr;
};

struct Shape
{
    std::span<const Field> fields;
};

constexpr Field functionFields[] = {{u"arguments"}, {u"name"}};
constexpr Shape functionShape{functionFields};
constexpr Field toolCallFields[] = {{u"id"}, {u"function", &functionShape}, {u"type"}};
constexpr Shape toolCallShape{toolCallFields};
constexpr Field customFields[] = {{u"input"}, {u"name"}};
constexpr Shape customShape{customFields};
constexpr Field customToolCallFields[] = {{u"id"}, {u"custom", &customShape}, {u"type"}};
constexpr Shape customToolCallShape{customToolCallFields};
constexpr Field urlCitationFields[] = {{u"end_index"}, {u"start_index"}, {u"title"}, {u"url"}};
constexpr Shape urlCitationShape{urlCitationFields};
constexpr Field annotationFields[] = {{u"type"}, {u"url_citation", &urlCitationShape}};
constexpr Shape annotationShape{annotationFields};
constexpr Field audioFields[] = {{u"id"}, {u"data"}, {u"expires_at"}, {u"transcript"}};
constexpr Shape audioShape{audioFields};
constexpr Field messageFields[] = {{u"content"}, {u"refusal"}, {u"role"}, {u"annotations", &annotationShape},
    {u"audio", &audioShape}, {u"function_call", &functionShape}, {u"tool_calls", &toolCallShape}};
constexpr Shape messageShape{messageFields};
constexpr Field topLogprobFields[] = {{u"token"}, {u"bytes"}, {u"logprob"}};
constexpr Shape topLogprobShape{topLogprobFields};
constexpr Field tokenLogprobFields[] = {{u"token"}, {u"bytes"}, {u"logprob"}, {u"top_logprobs", &topLogprobShape}};
constexpr Shape tokenLogprobShape{tokenLogprobFields};
constexpr Field logprobsFields[] = {{u"content", &tokenLogprobShape}, {u"refusal", &tokenLogprobShape}};
constexpr Shape logprobsShape{logprobsFields};
constexpr Field choiceFields[] = {{u"finish_reason"}, {u"index"}, {u"logprobs", &logprobsShape}, {u"message", &messageShape}};
constexpr Shape choiceShape{choiceFields};
constexpr Field completionDetailFields[] = {{u"accepted_prediction_tokens"}, {u"audio_tokens"}, {u"reasoning_tokens"},
    {u"rejected_prediction_tokens"}, {u"text_tokens"}};
constexpr Shape completionDetailShape{completionDetailFields};
constexpr Field promptDetailFields[] = {{u"audio_tokens"}, {u"cache_write_tokens"}, {u"cached_tokens"}, {u"image_tokens"},
    {u"text_tokens"}};
constexpr Shape promptDetailShape{promptDetailFields};
constexpr Field usageFields[] = {{u"completion_tokens"}, {u"prompt_tokens"}, {u"total_tokens"},
    {u"completion_tokens_details", &completionDetailShape}, {u"prompt_tokens_details", &promptDetailShape}};
constexpr Shape usageShape{usageFields};
constexpr Field replyFields[] = {{u"id"}, {u"choices", &choiceShape}, {u"created"}, {u"model"}, {u"object"}, {u"metadata"},
    {u"moderation"}, {u"service_tier"}, {u"system_fingerprint"}, {u"usage", &usageShape}};
constexpr Shape replyShape{replyFields};

constexpr Field fragmentFields[] = {{u"index"}, {u"id"}, {u"function", &functionShape}, {u"type"}};
constexpr Shape fragmentShape{fragmentFields};
constexpr Field deltaFields[] = {{u"audio"}, {u"content"}, {u"function_call", &functionShape}, {u"refusal"}, {u"role"},
    {u"tool_calls", &fragmentShape}};
constexpr Shape deltaShape{deltaFields};
constexpr Field chunkChoiceFields[] = {{u"delta", &deltaShape}, {u"index"}, {u"finish_reason"}, {u"logprobs", &logprobsShape}};
constexpr Shape chunkChoiceShape{chunkChoiceFields};
constexpr Field chunkFields[] = {{u"id"}, {u"choices", &chunkChoiceShape}, {u"created"}, {u"model"}, {u"object"}, {u"moderation"},
    {u"obfuscation"}, {u"service_tier"}, {u"system_fingerprint"}, {u"usage", &usageShape}};
constexpr Shape chunkShape{chunkFields};

/// Numbers as Python reads and writes them again: an integer keeps its digits, anything else becomes a float.
Json pythonValue(const Json &value)
{
    if (value.isNumber())
        return value.isInteger() ? value : Json(value.toDouble());
    if (value.isArray()) {
        QList<Json> items;
        items.reserve(value.size());
        for (const Json &item : value.items())
            items.append(pythonValue(item));
        return Json::array(items);
    }
    if (value.isObject()) {
        QList<Json::Member> members;
        members.reserve(value.size());
        for (const auto &[key, member] : value.members())
            members.append({key, pythonValue(member)});
        return Json::object(members);
    }
    return value;
}

bool isKnown(const Shape &shape, QStringView key)
{
    return std::ranges::any_of(shape.fields, [key](const Field &field) { return field.name == key; });
}

Json dump(const Shape &shape, const Json &value);

Json dumpField(const Field &field, const Json &value)
{
    if (!field.inner)
        return pythonValue(value);
    if (value.isObject())
        return dump(*field.inner, value);
    if (!value.isArray())
        return pythonValue(value);
    QList<Json> items;
    for (const Json &item : value.items())
        items.append(item.isObject() ? dump(*field.inner, item) : pythonValue(item));
    return Json::array(items);
}

Json dump(const Shape &shape, const Json &value)
{
    // A custom tool call is another class of the union that openai's model holds here.
    const bool custom = &shape == &toolCallShape && value.contains(u"custom");
    const Shape &used = custom ? customToolCallShape : shape;
    QList<Json::Member> members;
    for (const Field &field : used.fields)
        members.append({field.name.toString(), dumpField(field, value[field.name])});
    for (const auto &[key, member] : value.members()) {
        if (!isKnown(used, key))
            members.append({key, pythonValue(member)});
    }
    return Json::object(members);
}

} // namespace

Json dumpReply(const Json &body)
{
    return dump(replyShape, body);
}

Json dumpChunk(const Json &chunk)
{
    return dump(chunkShape, chunk);
}

} // namespace chat::autolog
