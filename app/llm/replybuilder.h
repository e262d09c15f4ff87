// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llm/chatevent.h"

namespace llm {

/// Builds the reply from events, whatever is missing, doubled or out of order in them. Cost by event, not by reply.
class ReplyBuilder
{
public:
    static constexpr qsizetype maxKeptChunks = 5000;

    void add(const ChatEvent &event);
    /// For a transport that broke: whether the last two events were the same bytes (kong.md 2.5); takes the double
    /// back.
    bool dropDoubledLast();
    const ChatReply &reply() const { return m_reply; }

private:
    /// How long a tool call was before the newest event.
    struct CallMark
    {
        int choice = 0;
        qsizetype position = 0;
        bool created = false;
        qsizetype name = 0;
        qsizetype arguments = 0;
    };

    Choice &choice(int index);
    void addChunk(const ChatEvent &event);
    void apply(const ChoiceDelta &delta);
    void apply(Choice &choice, const ToolCallFragment &fragment);
    void remove(const ChoiceDelta &delta);
    void undo(const CallMark &mark);

    ChatReply m_reply;
    ChatEvent m_last;
    QByteArray m_previous; ///< data of the event before m_last
    QList<CallMark> m_marks; ///< of m_last
};

} // namespace llm
