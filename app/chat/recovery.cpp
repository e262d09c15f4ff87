// SPDX-License-Identifier: Apache-2.0
#include "chat/recovery.h"

#include "chat/journalreplay.h"
#include "chat/journalwriter.h"
#include "chat/turnrecord.h"
#include "store/store.h"

#include <QCoroFuture>

namespace chat {

namespace {

/// A finished trace and turn made from what the journal holds.
struct Rebuilt
{
    store::TurnRecord turn;
    trace::TraceRecord trace;
};

Rebuilt rebuild(const store::InterruptedTurn &interrupted, const StoredPlan &stored, const base::Clock &clock)
{
    JournalReplay replay(stored, clock);
    const QList<JournalWriter::Entry> entries = JournalWriter::parse(interrupted.journal);
    for (const JournalWriter::Entry &entry : entries)
        replay.add(entry);
    const gateway::CallOutcome &outcome = replay.finish();

    Turn turn = turnFromRecord(interrupted.turn);
    turn.state = outcome.state;
    turn.reply = outcome.reply;
    turn.error = outcome.error;
    turn.metrics = measure(outcome);
    return {toRecord(turn, stored.plan, stored.seed), replay.record()};
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
