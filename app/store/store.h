// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "http/types.h"
#include "store/records.h"

#include <QtCore/QFuture>
#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace store {

struct StoreOptions
{
    QString folder; ///< made with mode 0700 if missing; the database is <folder>/spanway.db, mode 0600
    qint64 maxPages = 0; ///< PRAGMA max_page_count for tests of a full disk; 0: SQLite's own
    std::function<void()> meanwhile = {}; ///< done by the caller's thread while open() waits for the disk
};

/// What was committed to disk and what was not: shown as a banner.
struct StoreHealth
{
    bool writable = true;
    QString problem; ///< for people: what is not saved and why; empty if writable
    bool lasting = false; ///< no write of this run can work: trying again is no use
};

/// The database: conversations, turns with their journal, traces, outbox, full text. The facade lives on the GUI
/// thread; all SQL runs on one storage thread in the order of the calls. Futures finish on the storage thread: continue
/// with `.then(context, ...)` or co_await. Errors are of kind Storage, except open() on a newer database
/// (InvalidInput).
class Store : public QObject
{
    Q_OBJECT

public:
    /// Opens or makes the database on the calling thread's behalf and blocks until that is decided (start-up only).
    /// Migrates forward after copying the file; a database of a newer Spanway is refused untouched; a damaged one is
    /// set aside together with -wal and -shm and told by healthNote().
    static base::Result<std::unique_ptr<Store>> open(const StoreOptions &options);
    ~Store() override; ///< flushes and ends the storage thread

    QString folder() const;
    StoreHealth health() const; ///< last known, see healthChanged()
    QString openNote() const; ///< "a damaged database was set aside as ...", usually empty

    template <typename T> using Future = QFuture<base::Result<T>>;

    // Conversations
    Future<void> saveConversation(const ConversationRecord &conversation);
    /// Its turns too, also those that end later; traces stay. What is saved of it afterwards is ignored.
    Future<void> removeConversation(const QString &id);
    Future<QList<ConversationRecord>> conversations(); ///< newest update first
    Future<QList<TurnRecord>> turns(const QString &conversationId); ///< by position
    Future<QList<QString>> searchConversations(const QString &text); ///< ids, best first

    // A running turn
    Future<void> beginTurn(const TurnRecord &turn);
    /// One batch for all streams that got something, NORMAL durability: survives a kill, not a power cut.
    Future<void> appendJournal(const QList<std::pair<QString, QByteArray>> &turnIdAndBytes);
    /// Final turn, its trace and its outbox row in one transaction with synchronous=FULL; drops the journal. No draft:
    /// nothing leaves.
    Future<void> commitTurn(const TurnRecord &turn, const trace::TraceRecord &trace,
                            const std::optional<OutboxDraft> &draft);
    Future<QList<InterruptedTurn>> interruptedTurns(); ///< running turns of dead owners only
    Future<void> updateTurn(const TurnRecord &turn);
    /// Marks a turn as replaced by a newer run of the same prompt: member "superseded": true in its details.
    Future<void> supersedeTurn(const QString &id);

    // Traces
    /// A trace from elsewhere (file, demo); replaces one with the same id unless that one is ours.
    Future<void> importTrace(const trace::TraceRecord &trace, const QString &origin);
    Future<QList<TraceRow>> traces(const TraceQuery &query);
    Future<qint64> traceCount();
    Future<trace::TraceRecord> trace(const trace::TraceId &id); ///< NotFound
    Future<void> removeTrace(const trace::TraceId &id); ///< its outbox rows too
    Future<void> saveWire(const trace::TraceId &id,
                          const QList<http::WireEntry> &wire); ///< kept compressed, up to 4 MiB
    Future<QList<http::WireEntry>> wire(const trace::TraceId &id);

    // Outbox
    /// Marks up to `limit` due rows as sending and gives them; rows left in sending by a dead process count as waiting.
    Future<QList<OutboxRow>> claimDue(base::Timestamp now, int limit);
    Future<void> markSent(qint64 rowId, const QString &experimentId);
    /// Counts an attempt. What is sent stays sent, here as in markFailed().
    Future<void> markWaiting(qint64 rowId, base::Timestamp nextTry, const QString &reason);
    Future<void> markFailed(qint64 rowId, const QString &reason); ///< parked: only a person retries
    /// Everything that waits for a destination, or is being sent there by this process, waits until then. `tried` counts
    /// an attempt for what was being sent.
    Future<void> postpone(const Destination &destination, base::Timestamp until, const QString &reason, bool tried = false);
    /// What waits for a destination is due now. What is being sent there stays so: it would be sent twice.
    Future<void> hasten(const Destination &destination, base::Timestamp now);
    Future<void> retryNow(std::optional<qint64> rowId); ///< one, or all that are not sent
    Future<void> redirect(const Destination &from, const Destination &to); ///< moves waiting rows, after asking
    Future<QList<OutboxRow>> outbox(bool withSent, int limit);
    Future<OutboxCounts> outboxCounts();
    Future<std::optional<OutboxRow>> outboxOf(const trace::TraceId &id);

    /// Whether this process is the one that drains the outbox: takes the lock if it is free or its owner is dead.
    Future<bool> acquireExporterLock();
    Future<void> releaseExporterLock();

    Future<void> flush(); ///< finishes when everything called before is done

Q_SIGNALS:
    void healthChanged(const store::StoreHealth &health);
    void tracesChanged();
    void outboxChanged(); ///< a row was added or changed state, by this process

private:
    Store();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace store
