// SPDX-License-Identifier: Apache-2.0
#include "demo/models/replyplan.h"

#include "demo/models/tokens.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

quint64 seedOf(const ChatCall &call, quint64 gatewaySeed, int choice)
{
    quint64 seed = Dice::seedOf(call.prompt().toUtf8(), gatewaySeed ^ Dice::seedOf(call.model.toUtf8()));
    if (call.temperature > 0)
        seed = Dice::seedOf(QByteArray::number(call.seed.value_or(0)), seed);
    return Dice::seedOf(QByteArray::number(choice), seed);
}

/// The text up to the first stop sequence, which itself is not said.
QString stopped(const QString &text, const QStringList &stops)
{
    qsizetype end = text.size();
    for (const QString &stop : stops) {
        const qsizetype at = text.indexOf(stop);
        if (at >= 0)
            end = std::min(end, at);
    }
    return text.first(end);
}

void addTokens(QList<Piece> *pieces, Piece::Kind kind, const QString &text)
{
    for (const QString &token : tokens(text))
        pieces->append({kind, token, 0});
}

void addToolCall(QList<Piece> *pieces, const ToolCall &call, int index)
{
    pieces->append({Piece::Kind::ToolStart, call.name, index});
    for (const QString &token : tokens(call.arguments))
        pieces->append({Piece::Kind::ToolArguments, token, index});
}

ChoicePlan planChoice(const Draft &draft, const ChatCall &call)
{
    ChoicePlan plan;
    plan.toolCalls = draft.toolCalls;
    plan.finishReason = draft.toolCalls.isEmpty() ? u"stop"_s : u"tool_calls"_s;
    addTokens(&plan.pieces, Piece::Kind::Reasoning, draft.reasoning);
    addTokens(&plan.pieces, Piece::Kind::Refusal, draft.refusal);
    addTokens(&plan.pieces, Piece::Kind::Text, stopped(draft.text, call.stop));
    for (int i = 0; i < draft.toolCalls.size(); ++i)
        addToolCall(&plan.pieces, draft.toolCalls.at(i), i);
    if (call.maxTokens && plan.pieces.size() > *call.maxTokens) {
        plan.pieces.resize(*call.maxTokens);
        plan.finishReason = u"length"_s;
    }
    return plan;
}

/// A tool call's name costs as many tokens as it has, though it is sent in one piece.
qsizetype costOf(const Piece &piece)
{
    return piece.kind == Piece::Kind::ToolStart ? tokenCount(piece.text) : 1;
}

} // namespace

ReplyPlan makeReplyPlan(const Model &model, const ChatCall &call, quint64 seed)
{
    ReplyPlan reply;
    reply.promptTokens = promptTokens(call.messages, call.tools);
    for (int i = 0; i < call.choices; ++i) {
        Dice dice(seedOf(call, seed, i));
        reply.choices.append(planChoice(model.draft(call, &dice), call));
        for (const Piece &piece : reply.choices.last().pieces) {
            reply.completionTokens += costOf(piece);
            if (piece.kind == Piece::Kind::Reasoning)
                ++reply.reasoningTokens;
        }
    }
    return reply;
}

} // namespace demo
