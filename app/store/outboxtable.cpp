// SPDX-License-Identifier: Apache-2.0
#include "store/outboxtable.h"

#include "store/sql/transaction.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace store {

namespace {

struct NamedState
{
    OutboxState state;
    QLatin1StringView name;
};

constexpr std::array namedStates{
    NamedState{OutboxState::Waiting, "waiting"_L1},
    NamedState{OutboxState::Sending, "sending"_L1},
    NamedState{OutboxState::Sent, "sent"_L1},
    NamedState{OutboxState::Failed, "failed"_L1},
};

base::Timestamp wallNow()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

OutboxRow readRow(Statement &row)
{
    OutboxRow result;
    result.id = row.integer();
    result.traceId = trace::TraceId::fromBytes(row.blob()).value_or(trace::TraceId());
    result.traceName = row.text();
    result.destination.profileId = row.text();
    result.destination.server = row.text();
    result.destination.login = row.text();
    result.destination.experiment = row.text();
    result.content = settings::contentModeFromName(row.text()).value_or(settings::ContentMode::Nothing);
    result.state = OutboxTable::stateFromName(row.text()).value_or(OutboxState::Waiting);
    result.attempts = int(row.integer());
    result.created = row.time();
    result.nextTry = row.time();
    result.reason = row.text();
    result.experimentId = row.text();
    return result;
}

QList<OutboxRow> readAll(Statement &rows)
{
    QList<OutboxRow> result;
    while (rows.next())
        result.append(readRow(rows));
    return result;
}

#define OUTBOX_COLUMNS                                                                                                 \
    "SELECT outbox.id, outbox.trace_id, ifnull(traces.name, ''), profile_id, server, login, experiment, content, "     \
    "outbox.state, attempts, created, next_try, reason, experiment_id "                                                \
    "FROM outbox LEFT JOIN traces ON traces.id = outbox.trace_id "

constexpr std::string_view dueRows = OUTBOX_COLUMNS
    "WHERE outbox.state <> 'sent' AND outbox.state = 'waiting' AND next_try <= ? ORDER BY next_try, outbox.id LIMIT ?";
constexpr std::string_view openRows = OUTBOX_COLUMNS "WHERE outbox.state <> 'sent' ORDER BY outbox.id DESC LIMIT ?";
constexpr std::string_view allRows = OUTBOX_COLUMNS "ORDER BY outbox.id DESC LIMIT ?";
constexpr std::string_view rowsOfTrace = OUTBOX_COLUMNS "WHERE outbox.trace_id = ? ORDER BY outbox.id DESC LIMIT 1";

#undef OUTBOX_COLUMNS

} // namespace

OutboxTable::OutboxTable(Connection &connection)
    : m_connection(connection)
{ }

QString OutboxTable::stateName(OutboxState state)
{
    const auto *found = std::ranges::find(namedStates, state, &NamedState::state);
    return found == namedStates.end() ? QString() : QString(found->name);
}

std::optional<OutboxState> OutboxTable::stateFromName(QStringView name)
{
    const auto *found = std::ranges::find_if(namedStates, [name](const NamedState &n) { return n.name == name; });
    return found == namedStates.end() ? std::nullopt : std::optional(found->state);
}

void OutboxTable::put(const trace::TraceId &id, const OutboxDraft &draft)
{
    const base::Timestamp now = wallNow();
    m_connection
        .prepare(
            "INSERT INTO outbox (trace_id, profile_id, server, login, experiment, content, state, created, next_try) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', ?7, ?7) "
            "ON CONFLICT (trace_id, server, experiment, login, profile_id) DO UPDATE SET content = excluded.content, "
            "state = 'waiting', next_try = excluded.next_try, reason = '' WHERE state <> 'sending'")
        .bind(id.bytes())
        .bind(draft.destination.profileId)
        .bind(draft.destination.server)
        .bind(draft.destination.login)
        .bind(draft.destination.experiment)
        .bind(settings::contentModeName(draft.content))
        .bind(now)
        .run();
}

bool OutboxTable::hasDue(base::Timestamp now)
{
    Statement row = m_connection.prepare(
        "SELECT 1 FROM outbox WHERE state <> 'sent' AND state = 'waiting' AND next_try <= ? LIMIT 1");
    return row.bind(now).next();
}

QList<OutboxRow> OutboxTable::claimDue(base::Timestamp now, int limit)
{
    releaseDeadSenders();
    // Looking before writing: an idle program must not take the write lock at every look.
    if (!hasDue(now))
        return {};
    Transaction transaction(m_connection);
    Statement due = m_connection.prepare(dueRows);
    QList<OutboxRow> rows = readAll(due.bind(now).bind(limit));
    const ProcessOwner self = ProcessOwner::self();
    for (OutboxRow &row : rows) {
        m_connection.prepare("UPDATE outbox SET state = 'sending', owner_pid = ?, owner_ticks = ? WHERE id = ?")
            .bind(self.pid)
            .bind(self.startTicks)
            .bind(row.id)
            .run();
        row.state = OutboxState::Sending;
    }
    transaction.commit();
    return rows;
}

void OutboxTable::markSent(qint64 rowId, const QString &experimentId)
{
    m_connection
        .prepare(
            "UPDATE outbox SET state = 'sent', attempts = attempts + 1, reason = '', experiment_id = ? WHERE id = ?")
        .bind(experimentId)
        .bind(rowId)
        .run();
}

void OutboxTable::markWaiting(qint64 rowId, base::Timestamp nextTry, const QString &reason)
{
    m_connection
        .prepare("UPDATE outbox SET state = 'waiting', attempts = attempts + 1, next_try = ?, reason = ? "
                 "WHERE id = ? AND state <> 'sent'")
        .bind(nextTry)
        .bind(reason)
        .bind(rowId)
        .run();
}

void OutboxTable::markFailed(qint64 rowId, const QString &reason)
{
    m_connection
        .prepare("UPDATE outbox SET state = 'failed', attempts = attempts + 1, reason = ? "
                 "WHERE id = ? AND state <> 'sent'")
        .bind(reason)
        .bind(rowId)
        .run();
}

void OutboxTable::postpone(const Destination &destination, base::Timestamp until, const QString &reason, bool tried)
{
    const ProcessOwner self = ProcessOwner::self();
    m_connection
        .prepare(
            "UPDATE outbox SET attempts = attempts + (?9 AND state = 'sending'), state = 'waiting', next_try = ?1, "
            "reason = ?2 WHERE profile_id = ?3 AND server = ?4 "
            "AND login = ?5 AND experiment = ?6 AND state <> 'sent' "
            "AND (state = 'waiting' OR (state = 'sending' AND owner_pid = ?7 AND owner_ticks = ?8))")
        .bind(until)
        .bind(reason)
        .bind(destination.profileId)
        .bind(destination.server)
        .bind(destination.login)
        .bind(destination.experiment)
        .bind(self.pid)
        .bind(self.startTicks)
        .bind(int(tried))
        .run();
}

void OutboxTable::hasten(const Destination &destination, base::Timestamp now)
{
    m_connection
        .prepare("UPDATE outbox SET next_try = min(next_try, ?1), reason = '' WHERE profile_id = ?2 AND server = ?3 "
                 "AND login = ?4 AND experiment = ?5 AND state <> 'sent' AND state = 'waiting'")
        .bind(now)
        .bind(destination.profileId)
        .bind(destination.server)
        .bind(destination.login)
        .bind(destination.experiment)
        .run();
}

void OutboxTable::retryNow(std::optional<qint64> rowId)
{
    m_connection
        .prepare("UPDATE outbox SET next_try = CASE state WHEN 'failed' THEN ?1 ELSE min(next_try, ?1) END, "
                 "state = 'waiting' WHERE state IN ('waiting', 'failed') AND (?2 IS NULL OR id = ?2)")
        .bind(wallNow())
        .bind(rowId)
        .run();
}

void OutboxTable::redirect(const Destination &from, const Destination &to)
{
    if (from == to)
        return;
    Transaction transaction(m_connection, Transaction::Durability::Full);
    const auto bindBoth = [](Statement &statement, const Destination &a, const Destination &b) {
        for (const Destination &side : {a, b})
            statement.bind(side.profileId).bind(side.server).bind(side.login).bind(side.experiment);
        statement.run();
    };
    // A trace that goes to the new place already needs no second row there.
    Statement doubled = m_connection.prepare("DELETE FROM outbox WHERE state IN ('waiting', 'failed') AND profile_id = "
                                             "?1 AND server = ?2 AND login = ?3 AND "
                                             "experiment = ?4 AND trace_id IN (SELECT trace_id FROM outbox WHERE "
                                             "profile_id = ?5 AND server = ?6 AND login = ?7 "
                                             "AND experiment = ?8)");
    bindBoth(doubled, from, to);
    Statement moved = m_connection.prepare(
        "UPDATE outbox SET profile_id = ?5, server = ?6, login = ?7, experiment = ?8, experiment_id = '', "
        "next_try = 0, reason = '' WHERE state IN ('waiting', 'failed') AND profile_id = ?1 AND server = ?2 "
        "AND login = ?3 AND experiment = ?4");
    bindBoth(moved, from, to);
    transaction.commit();
}

QList<OutboxRow> OutboxTable::list(bool withSent, int limit)
{
    Statement rows = m_connection.prepare(withSent ? allRows : openRows);
    return readAll(rows.bind(limit));
}

OutboxCounts OutboxTable::counts()
{
    OutboxCounts counts;
    {
        Statement rows
            = m_connection.prepare("SELECT state, count(*) FROM outbox WHERE state <> 'sent' GROUP BY state");
        while (rows.next()) {
            const OutboxState state = stateFromName(rows.text()).value_or(OutboxState::Sent);
            const int number = int(rows.integer());
            if (state == OutboxState::Waiting)
                counts.waiting = number;
            else if (state == OutboxState::Sending)
                counts.sending = number;
            else if (state == OutboxState::Failed)
                counts.failed = number;
        }
    }
    Statement head = m_connection.prepare("SELECT next_try, reason FROM outbox WHERE state <> 'sent' AND state = "
                                          "'waiting' ORDER BY next_try, id LIMIT 1");
    if (head.next()) {
        counts.nextTry = head.time();
        counts.reason = head.text();
    }
    return counts;
}

std::optional<OutboxRow> OutboxTable::rowOf(const trace::TraceId &id)
{
    Statement row = m_connection.prepare(rowsOfTrace);
    if (!row.bind(id.bytes()).next())
        return std::nullopt;
    return readRow(row);
}

void OutboxTable::releaseDeadSenders()
{
    QList<ProcessOwner> dead;
    {
        Statement owners = m_connection.prepare(
            "SELECT DISTINCT owner_pid, owner_ticks FROM outbox WHERE state <> 'sent' AND state = 'sending'");
        while (owners.next()) {
            const qint64 pid = owners.integer();
            const ProcessOwner owner{pid, owners.integer()};
            if (!owner.isAlive())
                dead.append(owner);
        }
    }
    for (const ProcessOwner &owner : std::as_const(dead))
        releaseSender(owner);
}

void OutboxTable::releaseSender(const ProcessOwner &owner)
{
    m_connection
        .prepare("UPDATE outbox SET state = 'waiting' "
                 "WHERE state <> 'sent' AND state = 'sending' AND owner_pid = ? AND owner_ticks = ?")
        .bind(owner.pid)
        .bind(owner.startTicks)
        .run();
}

bool OutboxTable::acquireLock()
{
    const ProcessOwner self = ProcessOwner::self();
    Transaction transaction(m_connection);
    {
        Statement row = m_connection.prepare("SELECT owner_pid, owner_ticks FROM locks WHERE name = 'exporter'");
        if (row.next()) {
            const qint64 pid = row.integer();
            const ProcessOwner holder{pid, row.integer()};
            if (holder == self)
                return true;
            if (holder.isAlive())
                return false;
        }
    }
    m_connection.prepare("INSERT OR REPLACE INTO locks (name, owner_pid, owner_ticks) VALUES ('exporter', ?, ?)")
        .bind(self.pid)
        .bind(self.startTicks)
        .run();
    transaction.commit();
    return m_connection.ok();
}

void OutboxTable::releaseLock()
{
    const ProcessOwner self = ProcessOwner::self();
    Transaction transaction(m_connection);
    m_connection.prepare("DELETE FROM locks WHERE name = 'exporter' AND owner_pid = ? AND owner_ticks = ?")
        .bind(self.pid)
        .bind(self.startTicks)
        .run();
    releaseSender(self);
    transaction.commit();
}

} // namespace store
