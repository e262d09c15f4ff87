// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/model.h"

namespace demo {

/// One token of a choice, as it is streamed.
struct Piece
{
    enum class Kind { Reasoning, Text, Refusal, ToolStart, ToolArguments };

    Kind kind = Kind::Text;
    QString text;
    int tool = 0; ///< index of the tool call
};

/// One choice after stop and max_tokens.
struct ChoicePlan
{
    QList<Piece> pieces;
    QList<ToolCall> toolCalls;
    QString finishReason;
};

/// A whole reply, ready to be sent at once or token by token.
struct ReplyPlan
{
    QList<ChoicePlan> choices;
    qsizetype promptTokens = 0;
    qsizetype completionTokens = 0;
    qsizetype reasoningTokens = 0;
};

/// Asks the model for each choice and applies the call's limits. `seed` is the gateway's; the call's own seed joins it.
/// At temperature 0 the call's seed does not matter.
ReplyPlan makeReplyPlan(const Model &model, const ChatCall &call, quint64 seed);

} // namespace demo
