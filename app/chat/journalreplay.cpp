// SPDX-License-Identifier: Apache-2.0
#include "chat/journalreplay.h"

#include "chat/journalhead.h"
#include "llm/chatcodec.h"

#include <QtCore/QCoreApplication>

namespace chat {

namespace {

base::Error interruptedError()
{
    return base::Error(base::ErrorKind::Incomplete,
                       QCoreApplication::translate(
                           "chat::Recovery", "Spanway ended before the reply was complete. What had arrived is kept."));
}

} // namespace

JournalReplay::JournalReplay(const StoredPlan &stored, const base::Clock &clock)
    : m_clock(clock)
    , m_recorder(stored.plan, stored.seed, clock)
    , m_last(stored.seed.start)
{
    m_outcome.transport.timings.start = clock.mono(stored.seed.start);
}

void JournalReplay::add(const JournalWriter::Entry &entry)
{
    m_last = std::max(m_last, entry.at);
    if (entry.head.isObject())
        addHead(headFromJournal(entry.head, m_clock));
    else
        addEvent(llm::decodeEvent(entry.data), entry.at);
}

void JournalReplay::addHead(const http::Head &head)
{
    m_outcome.head = head;
    m_outcome.kong = gateway::KongFacts::fromHead(head);
    m_outcome.transport.timings = head.timings;
    m_outcome.transport.headComplete = true;
    m_outcome.transport.reusedConnection = head.reusedConnection;
    m_recorder.head(head, m_outcome.kong);
}

void JournalReplay::addEvent(const llm::ChatEvent &event, base::Timestamp at)
{
    m_outcome.streamed = true;
    m_outcome.tokens.add(event, m_clock.mono(at));
    m_builder.add(event);
    m_recorder.event(event, at);
}

const gateway::CallOutcome &JournalReplay::finish()
{
    m_outcome.state = llm::TurnState::Interrupted;
    m_outcome.error = interruptedError();
    m_outcome.error->requestId = m_outcome.kong.requestId;
    m_outcome.reply = m_builder.reply();
    m_outcome.transport.timings.end = m_clock.mono(m_last) - m_outcome.transport.timings.start;
    m_recorder.finish(m_outcome, m_last);
    return m_outcome;
}

} // namespace chat
