// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/journalwriter.h"
#include "chat/turnrecord.h"
#include "llm/replybuilder.h"

namespace chat {

/// The journal of a turn whose Spanway died, put back into the form a live call has: the same trace, closed as
/// interrupted at the last moment known.
class JournalReplay
{
public:
    JournalReplay(const StoredPlan &stored, const base::Clock &clock);

    void add(const JournalWriter::Entry &entry);
    /// Closes the trace. Once, last.
    const gateway::CallOutcome &finish();
    const trace::TraceRecord &record() const { return m_recorder.record(); }

private:
    void addHead(const http::Head &head);
    void addEvent(const llm::ChatEvent &event, base::Timestamp at);

    base::Clock m_clock;
    TurnRecorder m_recorder;
    llm::ReplyBuilder m_builder;
    gateway::CallOutcome m_outcome;
    base::Timestamp m_last;
};

} // namespace chat
