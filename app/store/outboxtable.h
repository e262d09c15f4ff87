// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/records.h"
#include "store/sql/connection.h"

namespace store {

/// What waits to be exported, and the lock of the process that does it. Functions that change several rows make their
/// own transaction, except put(), which belongs into the one that writes the trace.
class OutboxTable
{
public:
    explicit OutboxTable(Connection &connection);

    static QString stateName(OutboxState state);
    static std::optional<OutboxState> stateFromName(QStringView name);

    /// One row for a trace and a destination: a second call sends it again, unless it is being sent right now.
    void put(const trace::TraceId &id, const OutboxDraft &draft);
    QList<OutboxRow> claimDue(base::Timestamp now, int limit);
    void markSent(qint64 rowId, const QString &experimentId);
    void markWaiting(qint64 rowId, base::Timestamp nextTry, const QString &reason);
    void markFailed(qint64 rowId, const QString &reason);
    void postpone(const Destination &destination, base::Timestamp until, const QString &reason, bool tried);
    void hasten(const Destination &destination, base::Timestamp now);
    void retryNow(std::optional<qint64> rowId);
    void redirect(const Destination &from, const Destination &to);
    QList<OutboxRow> list(bool withSent, int limit); ///< newest first
    OutboxCounts counts();
    std::optional<OutboxRow> rowOf(const trace::TraceId &id);

    bool acquireLock();
    void releaseLock(); ///< rows this process was sending wait again

private:
    bool hasDue(base::Timestamp now);
    void releaseDeadSenders();
    void releaseSender(const ProcessOwner &owner);

    Connection &m_connection;
};

} // namespace store
