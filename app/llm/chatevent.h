// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llm/chatreply.h"

namespace llm {

struct ToolCallFragment
{
    int index = -1; ///< -1: not sent
    QString id;
    QString type;
    QString name;
    QString arguments;
};

/// What one event added to one choice.
struct ChoiceDelta
{
    int index = 0;
    QString role;
    std::optional<QString> text; ///< content was a string (maybe empty)
    QString reasoning;
    QString refusal;
    QList<ToolCallFragment> toolCalls;
    std::optional<QString> finishReason;

    /// Non-empty text, reasoning, refusal or a tool-call fragment: counts as a token arriving (a role alone does not).
    bool hasContent() const;
};

/// One event of a streamed reply, decoded.
struct ChatEvent
{
    enum class Type {
        Chunk, ///< a chat.completion.chunk (or what a provider sends in its place)
        End, ///< [DONE]
        Error, ///< data: {"error": ...}
        Malformed ///< data that is not a JSON object
    };

    Type type = Type::Chunk;
    base::Json json; ///< the object of Chunk and Error
    QByteArray data; ///< the raw text of the data line(s)
    QList<ChoiceDelta> deltas;
    std::optional<Usage> usage;
    QString message; ///< Error: its message; Malformed: the text of Python's JSONDecodeError

    bool hasContent() const; ///< any delta has content
};

} // namespace llm
