// SPDX-License-Identifier: Apache-2.0
#include "demo/models/chatencoder.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

constexpr char fingerprint[] = "fp_demo";

base::Json usage(const ReplyPlan &plan)
{
    const auto object = [](std::initializer_list<base::Json::Member> members) { return base::Json::object(members); };
    return object({{u"prompt_tokens"_s, qint64(plan.promptTokens)},
                   {u"completion_tokens"_s, qint64(plan.completionTokens)},
                   {u"total_tokens"_s, qint64(plan.promptTokens + plan.completionTokens)},
                   {u"prompt_tokens_details"_s, object({{u"cached_tokens"_s, 0}, {u"audio_tokens"_s, 0}})},
                   {u"completion_tokens_details"_s,
                    object({{u"reasoning_tokens"_s, qint64(plan.reasoningTokens)},
                            {u"audio_tokens"_s, 0},
                            {u"accepted_prediction_tokens"_s, 0},
                            {u"rejected_prediction_tokens"_s, 0}})}});
}

QByteArray field(const char *name, const QString &text)
{
    return "{\"" + QByteArray(name) + "\":" + base::jsonQuoted(text) + '}';
}

QByteArray toolStart(const ToolCall &call, int index)
{
    return "{\"tool_calls\":[{\"index\":" + QByteArray::number(index) + ",\"id\":" + base::jsonQuoted(call.id)
        + ",\"type\":\"function\",\"function\":{\"name\":" + base::jsonQuoted(call.name) + ",\"arguments\":\"\"}}]}";
}

/// Text of all pieces of that kind.
QString joined(const ChoicePlan &choice, Piece::Kind kind, int tool = 0)
{
    QString text;
    for (const Piece &piece : choice.pieces) {
        if (piece.kind == kind && piece.tool == tool)
            text += piece.text;
    }
    return text;
}

bool hasStarted(const ChoicePlan &choice, int tool)
{
    return std::any_of(choice.pieces.begin(), choice.pieces.end(), [tool](const Piece &piece) {
        return piece.kind == Piece::Kind::ToolStart && piece.tool == tool;
    });
}

base::Json textOrNull(const QString &text)
{
    return text.isEmpty() ? base::Json() : base::Json(text);
}

} // namespace

ChatEncoder::ChatEncoder(const ChatCall &call, const QByteArray &id, qint64 created)
    : m_id(id)
    , m_model(call.model)
    , m_created(created)
{
    m_prefix = "data: {\"id\":\"" + id + "\",\"object\":\"chat.completion.chunk\",\"created\":"
        + QByteArray::number(created) + ",\"model\":" + base::jsonQuoted(call.model)
        + ",\"service_tier\":\"default\",\"system_fingerprint\":\"" + fingerprint + "\",\"choices\":[";
    m_suffix = call.includeUsage ? "],\"usage\":null}\n\n"_ba : "]}\n\n"_ba;
}

base::Json ChatEncoder::message(const ChoicePlan &choice) const
{
    base::Json message = base::Json::object({{u"role"_s, u"assistant"_s},
                                             {u"content"_s, textOrNull(joined(choice, Piece::Kind::Text))},
                                             {u"refusal"_s, textOrNull(joined(choice, Piece::Kind::Refusal))},
                                             {u"annotations"_s, base::Json::array()}});
    const QString reasoning = joined(choice, Piece::Kind::Reasoning);
    if (!reasoning.isEmpty())
        message.insert(u"reasoning_content"_s, reasoning);
    for (int i = 0; i < choice.toolCalls.size(); ++i) {
        if (!hasStarted(choice, i))
            continue;
        const ToolCall &call = choice.toolCalls.at(i);
        base::Json calls = message[u"tool_calls"];
        const base::Json function = base::Json::object(
            {{u"name"_s, call.name}, {u"arguments"_s, joined(choice, Piece::Kind::ToolArguments, i)}});
        calls.append(base::Json::object({{u"id"_s, call.id}, {u"type"_s, u"function"_s}, {u"function"_s, function}}));
        message.insert(u"tool_calls"_s, calls);
    }
    return message;
}

QByteArray ChatEncoder::whole(const ReplyPlan &plan) const
{
    base::Json choices = base::Json::array();
    for (int i = 0; i < plan.choices.size(); ++i)
        choices.append(base::Json::object({{u"index"_s, i},
                                           {u"message"_s, message(plan.choices.at(i))},
                                           {u"logprobs"_s, {}},
                                           {u"finish_reason"_s, plan.choices.at(i).finishReason}}));
    return base::Json::object({{u"id"_s, QString::fromLatin1(m_id)},
                               {u"object"_s, u"chat.completion"_s},
                               {u"created"_s, m_created},
                               {u"model"_s, m_model},
                               {u"choices"_s, choices},
                               {u"usage"_s, usage(plan)},
                               {u"service_tier"_s, u"default"_s},
                               {u"system_fingerprint"_s, QString::fromLatin1(fingerprint)}})
        .write();
}

QByteArray ChatEncoder::event(int choice, const QByteArray &delta, const QByteArray &finish) const
{
    return m_prefix + "{\"index\":" + QByteArray::number(choice) + ",\"delta\":" + delta
        + ",\"logprobs\":null,\"finish_reason\":" + finish + '}' + m_suffix;
}

QByteArray ChatEncoder::roleEvent(int choice) const
{
    return event(choice, "{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"_ba, "null"_ba);
}

QByteArray ChatEncoder::pieceEvent(int choice, const Piece &piece, const ChoicePlan &plan) const
{
    switch (piece.kind) {
    case Piece::Kind::Reasoning:
        return event(choice, field("reasoning_content", piece.text), "null"_ba);
    case Piece::Kind::Refusal:
        return event(choice, field("refusal", piece.text), "null"_ba);
    case Piece::Kind::ToolStart:
        return event(choice, toolStart(plan.toolCalls.at(piece.tool), piece.tool), "null"_ba);
    case Piece::Kind::ToolArguments:
        return event(choice,
                     "{\"tool_calls\":[{\"index\":" + QByteArray::number(piece.tool)
                         + ",\"function\":" + field("arguments", piece.text) + "}]}",
                     "null"_ba);
    case Piece::Kind::Text:
        break;
    }
    return event(choice, field("content", piece.text), "null"_ba);
}

QByteArray ChatEncoder::finishEvent(int choice, const QString &reason) const
{
    return event(choice, "{}"_ba, base::jsonQuoted(reason));
}

QByteArray ChatEncoder::usageEvent(const ReplyPlan &plan) const
{
    return m_prefix + "],\"usage\":" + usage(plan).write() + "}\n\n";
}

QByteArray ChatEncoder::doneEvent()
{
    return "data: [DONE]\n\n"_ba;
}

} // namespace demo
