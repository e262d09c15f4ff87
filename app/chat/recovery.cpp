// SPDX-License-Identifier: Apache-2.0
#include "chat/recovery.h"

#include "chat/journalwriter.h"
#include "chat/turnrecord.h"
#include "chat/turnrecorder.h"
#include "llm/chatcodec.h"
#include "llm/replybuilder.h"
#include "store/store.h"

#include <QCoroFuture>

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace chat {

namespace {

base::Error interruptedError()
{
    return base::Error(base::ErrorKind::Incomplete,
                       QCoreApplication::translate(
                           "chat::Recovery", "Spanway ended before the reply was complete. What had arrived is kept."));
}

/// A finished trace and turn made from what the journal holds.
struct Rebuilt
{
    store::TurnRecord turn;
    trace::TraceRecord trace;
};

Rebuilt rebuild(const store::InterruptedTurn &interrupted, const StoredPlan &stored, const base::Clock &clock)
{
    TurnRecorder recorder(stored.plan, stored.seed, clock);
    llm::ReplyBuilder builder;
    base::Timestamp last = stored.seed.start;
    for (const JournalWriter::Entry &entry : JournalWriter::parse(interrupted.journal)) {
        const llm::ChatEvent event = llm::decodeEvent(entry.data);
        builder.add(event);
        recorder.event(event, entry.at);
        last = std::max(last, entry.at);
    }
    gateway::CallOutcome outcome;
    outcome.state = llm::TurnState::Interrupted;
    outcome.error = interruptedError();
    outcome.reply = builder.reply();
    recorder.finish(outcome, last);

    Turn turn = turnFromRecord(interrupted.turn);
    turn.state = outcome.state;
    turn.reply = outcome.reply;
    turn.error = outcome.error;
    turn.metrics.contentEvents = outcome.reply.chunkCount;
    return {toRecord(turn, stored.plan, stored.seed), recorder.record()};
}

} // namespace

Recovery::Recovery(const TurnServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

void Recovery::start()
{
    m_scope.start(run(m_scope.token()));
}

int Recovery::running() const
{
    return m_scope.running();
}

QCoro::Task<> Recovery::run(std::stop_token stop)
{
    auto question = m_services.store->interruptedTurns();
    const auto found = co_await qCoro(question).waitForFinished();
    if (stop.stop_requested())
        co_return;
    int recovered = 0;
    const auto turns = found.value_or(QList<store::InterruptedTurn>());
    for (const store::InterruptedTurn &interrupted : turns) {
        const auto plan = planFromRecord(interrupted.turn);
        if (!plan)
            continue;
        const Rebuilt rebuilt = rebuild(interrupted, *plan, *m_services.clock);
        auto commit = m_services.store->commitTurn(rebuilt.turn, rebuilt.trace, plan->plan.draft);
        const auto saved = co_await qCoro(commit).waitForFinished();
        if (stop.stop_requested())
            co_return;
        recovered += saved ? 1 : 0;
    }
    Q_EMIT finished(recovered);
}

} // namespace chat
