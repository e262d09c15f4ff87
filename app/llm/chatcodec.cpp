// SPDX-License-Identifier: Apache-2.0
#include "llm/chatcodec.h"

#include "llm/contenttext.h"
#include "llm/errorbody.h"
#include "llm/pythonjson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace llm {

namespace {

/// A number that fits an int; else `fallback`.
int indexOr(const base::Json &value, int fallback)
{
    if (!value.isNumber())
        return fallback;
    return int(std::clamp<qint64>(value.toInt64(), 0, std::numeric_limits<int>::max()));
}

/// Text as sent; any other value as the JSON it is (Ollama sends arguments as an object); nothing for null.
QString textOrJson(const base::Json &value)
{
    if (value.isNull())
        return {};
    return value.isString() ? value.toString() : QString::fromUtf8(value.write());
}

ToolCallFragment fragmentFrom(const base::Json &json)
{
    ToolCallFragment fragment;
    fragment.index = indexOr(json[u"index"], -1);
    fragment.id = json[u"id"].toString();
    fragment.type = json[u"type"].toString();
    const bool custom = json[u"custom"].isObject();
    const base::Json &called = json[custom ? u"custom" : u"function"];
    fragment.name = called[u"name"].toString();
    fragment.arguments = textOrJson(called[custom ? u"input" : u"arguments"]);
    return fragment;
}

/// What the model said inside a delta or a message; both have the same members.
void readSaid(const base::Json &said, ChoiceDelta &delta)
{
    delta.role = said[u"role"].toString();
    delta.text = contentText(said[u"content"], {});
    delta.reasoning = said[u"reasoning_content"].toString();
    if (delta.reasoning.isEmpty())
        delta.reasoning = said[u"reasoning"].toString();
    delta.refusal = said[u"refusal"].toString();
    for (const base::Json &call : said[u"tool_calls"].items())
        delta.toolCalls.append(fragmentFrom(call));
}

ChoiceDelta deltaFrom(const base::Json &choice, int position)
{
    ChoiceDelta delta;
    delta.index = indexOr(choice[u"index"], position);
    const base::Json &said = choice[u"delta"].isObject() ? choice[u"delta"] : choice[u"message"];
    if (said.isObject())
        readSaid(said, delta);
    else if (choice[u"text"].isString()) // the older completions API
        delta.text = choice[u"text"].toString();
    if (choice[u"finish_reason"].isString())
        delta.finishReason = choice[u"finish_reason"].toString();
    return delta;
}

/// Python's idea of "there is an error": anything but null, false, 0, "", [] and {}.
bool isTruthy(const base::Json &value)
{
    switch (value.type()) {
    case base::Json::Type::Null:
        return false;
    case base::Json::Type::Bool:
        return value.toBool();
    case base::Json::Type::Number:
        return value.toDouble() != 0;
    case base::Json::Type::String:
        return !value.toString().isEmpty();
    case base::Json::Type::Array:
    case base::Json::Type::Object:
        return value.size() > 0;
    }
    return false;
}

void readChunk(ChatEvent &event)
{
    const QList<base::Json> &choices = event.json[u"choices"].items();
    event.deltas.reserve(choices.size());
    for (qsizetype i = 0; i < choices.size(); ++i)
        event.deltas.append(deltaFrom(choices.at(i), int(i)));
    event.usage = Usage::fromJson(event.json[u"usage"]);
}

Choice choiceFrom(ChoiceDelta &&said)
{
    Choice choice;
    choice.index = said.index;
    choice.role = said.role.isEmpty() ? u"assistant"_s : said.role;
    choice.hasText = said.text.has_value();
    choice.text = said.text.value_or(QString());
    choice.reasoning = said.reasoning;
    choice.refusal = said.refusal;
    choice.finishReason = said.finishReason;
    for (const ToolCallFragment &fragment : std::as_const(said.toolCalls)) {
        ToolCall call;
        call.index = fragment.index >= 0 ? fragment.index : int(choice.toolCalls.size());
        call.id = fragment.id;
        if (!fragment.type.isEmpty())
            call.type = fragment.type;
        call.name = fragment.name;
        call.arguments = fragment.arguments;
        choice.toolCalls.append(call);
    }
    return choice;
}

} // namespace

ChatEvent decodeEvent(const QByteArray &data)
{
    ChatEvent event;
    event.data = data;
    if (QByteArrayView(data).trimmed() == "[DONE]") {
        event.type = ChatEvent::Type::End;
        return event;
    }
    auto json = base::Json::parse(data);
    if (!json || !json->isObject()) {
        event.type = ChatEvent::Type::Malformed;
        event.message
            = json ? u"Expecting an object: line 1 column 1 (char 0)"_s : jsonDecodeError(QString::fromUtf8(data));
        return event;
    }
    event.json = std::move(*json);
    if (isTruthy(event.json[u"error"])) {
        event.type = ChatEvent::Type::Error;
        event.message = decodeErrorBody(data).message;
        return event;
    }
    readChunk(event);
    return event;
}

ChatReply decodeReply(const QByteArray &body)
{
    ChatReply reply;
    auto json = base::Json::parse(body);
    if (!json || !json->isObject()) {
        reply.notJson = QString::fromUtf8(body);
        return reply;
    }
    reply.id = (*json)[u"id"].toString();
    reply.model = (*json)[u"model"].toString();
    reply.created = (*json)[u"created"];
    reply.systemFingerprint = (*json)[u"system_fingerprint"];
    reply.usage = Usage::fromJson((*json)[u"usage"]);
    const QList<base::Json> &choices = (*json)[u"choices"].items();
    for (qsizetype i = 0; i < choices.size(); ++i)
        reply.choices.append(choiceFrom(deltaFrom(choices.at(i), int(i))));
    std::ranges::stable_sort(reply.choices, {}, &Choice::index);
    reply.plain = std::move(*json);
    return reply;
}

ReplyShape replyShape(const ChatReply &reply)
{
    if (!reply.plain)
        return ReplyShape::Foreign;
    if (isTruthy((*reply.plain)[u"error"]))
        return ReplyShape::Error;
    return reply.plain->contains(u"choices") ? ReplyShape::Chat : ReplyShape::Foreign;
}

} // namespace llm
