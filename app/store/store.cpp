// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"

#include "store/database.h"
#include "store/databaseopener.h"
#include "store/healthmonitor.h"
#include "store/queuethread.h"
#include "store/sql/transaction.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPromise>

#include <csignal>
#include <future>
#include <type_traits>

using namespace Qt::StringLiterals;

namespace store {

namespace {

/// A limit on file sizes kills the process unless the signal is ignored; then the write fails and is reported like a
/// full disk.
void ignoreFileSizeSignal()
{
    struct sigaction current
    { };
    if (sigaction(SIGXFSZ, nullptr, &current) == 0 && current.sa_handler == SIG_DFL)
        std::signal(SIGXFSZ, SIG_IGN);
}

} // namespace

class Store::Private
{
public:
    using Signal = void (Store::*)();

    Private(Store *store, const StoreOptions &options)
        : m_store(store)
        , m_options(options)
    { }

    /// Called once, first; ends when the database is open or refused.
    base::Result<void> open()
    {
        const auto opening = run<void>([this](Database &database) {
            auto report = DatabaseOpener(m_options).open(database.connection);
            if (!report)
                return database.connection.fail(report.error());
            m_note = report->note;
            m_unsettled = report->isNew;
            if (!report->readOnlyProblem.isEmpty())
                m_health.readOnly(report->readOnlyProblem);
        });
        if (m_options.meanwhile)
            m_options.meanwhile();
        return opening.result();
    }

    void close()
    {
        m_thread.finish([this] { m_database.connection.close(); });
    }

    template <typename T, typename Step> Future<T> read(Step step) { return run<T>(std::move(step)); }

    /// The signals are emitted on the facade's thread if the step worked.
    template <typename T = void, typename Step>
    Future<T> write(Subject subject, const QList<Signal> &changed, Step step)
    {
        const auto counted = [this, step = std::move(step)](Database &database) {
            settle();
            m_changesBefore = database.connection.totalChanges();
            return step(database);
        };
        return run<T>(counted, [this, subject, changed](const base::Result<T> &result) {
            if (result)
                noteSuccess();
            else if (result.error().kind == base::ErrorKind::Storage)
                noteFailure(subject, result.error());
            for (const Signal signal : result ? changed : QList<Signal>())
                QMetaObject::invokeMethod(m_store, signal, Qt::QueuedConnection);
        });
    }

    /// Prepares a trace on a thread of its own while the storage thread still works on what was asked before.
    std::shared_future<PreparedTrace> prepare(const trace::TraceRecord &trace)
    {
        auto promise = std::make_shared<std::promise<PreparedTrace>>();
        m_preparer.post([promise, trace] { promise->set_value(PreparedTrace::of(trace)); });
        return promise->get_future().share();
    }

    /// Read here, unpacked on the thread pool: a huge trace must not keep the journal waiting.
    Future<trace::TraceRecord> loadTrace(const trace::TraceId &id)
    {
        using Loaded = base::Result<trace::TraceRecord>;
        auto promise = std::make_shared<QPromise<Loaded>>();
        promise->start();
        m_thread.post([this, promise, id] {
            const auto finish = [promise](Loaded loaded) {
                promise->addResult(std::move(loaded));
                promise->finish();
            };
            auto packed = outcome<PackedTrace>([id](Database &database) { return database.traces.load(id); });
            if (packed)
                TraceDecoder::start(std::move(*packed), finish);
            else
                finish(tl::unexpected(packed.error()));
        });
        return promise->future();
    }

    const QString &folder() const { return m_options.folder; }
    const QString &note() const { return m_note; }
    const HealthMonitor &health() const { return m_health; }

private:
    template <typename T, typename Step> base::Result<T> outcome(const Step &step)
    {
        Connection &connection = m_database.connection;
        if constexpr (std::is_void_v<T>) {
            step(m_database);
            if (const auto error = connection.takeError())
                return tl::unexpected(*error);
            return {};
        } else {
            T value = step(m_database);
            if (const auto error = connection.takeError())
                return tl::unexpected(*error);
            return value;
        }
    }

    template <typename T, typename Step>
    Future<T> run(Step step, std::function<void(const base::Result<T> &)> after = {})
    {
        auto promise = std::make_shared<QPromise<base::Result<T>>>();
        promise->start();
        Future<T> future = promise->future();
        m_thread.post([this, promise, step = std::move(step), after = std::move(after)] {
            base::Result<T> result = outcome<T>(step);
            if (after)
                after(result);
            promise->addResult(std::move(result));
            promise->finish();
        });
        return future;
    }

    /// Before whatever is written first, not when the program starts: nobody waits for it there.
    void settle()
    {
        if (!std::exchange(m_unsettled, false))
            return;
        DatabaseOpener::settle(m_database.connection);
        m_database.connection.takeError();
    }

    /// A call that found nothing to write proves nothing about the disk.
    void noteSuccess()
    {
        if (m_database.connection.totalChanges() > m_changesBefore && m_health.succeeded())
            emitHealth();
    }

    void noteFailure(Subject subject, const base::Error &error)
    {
        if (m_database.connection.foundDamage())
            DatabaseOpener::markSuspect(m_options.folder);
        if (m_health.failed(subject, error))
            emitHealth();
    }

    void emitHealth()
    {
        QMetaObject::invokeMethod(
            m_store, [this, health = m_health.health()] { Q_EMIT m_store->healthChanged(health); },
            Qt::QueuedConnection);
    }

    Store *m_store;
    StoreOptions m_options;
    QString m_note;
    HealthMonitor m_health;
    Database m_database;
    qint64 m_changesBefore = 0; ///< the running write's
    bool m_unsettled = false; ///< see DatabaseOpener::Report::isNew
    QueueThread m_preparer{u"store-prepare"_s};
    QueueThread m_thread{u"storage"_s}; // last: it is gone before what its jobs use
};

Store::Store() = default;

Store::~Store()
{
    d->close();
}

base::Result<std::unique_ptr<Store>> Store::open(const StoreOptions &options)
{
    ignoreFileSizeSignal();
    std::unique_ptr<Store> store(new Store);
    store->d = std::make_unique<Private>(store.get(), options);
    const auto opened = store->d->open();
    if (!opened)
        return tl::unexpected(opened.error());
    return store;
}

QString Store::folder() const
{
    return d->folder();
}

StoreHealth Store::health() const
{
    return d->health().health();
}

QString Store::openNote() const
{
    return d->note();
}

Store::Future<void> Store::saveConversation(const ConversationRecord &conversation)
{
    return d->write(Subject::Conversation, {},
                    [conversation](Database &database) { database.conversations.put(conversation); });
}

Store::Future<void> Store::removeConversation(const QString &id)
{
    return d->write(Subject::Conversation, {},
                    [id](Database &database) { database.conversations.remove(id); });
}

Store::Future<QList<ConversationRecord>> Store::conversations()
{
    return d->read<QList<ConversationRecord>>([](Database &database) { return database.conversations.all(); });
}

Store::Future<QList<TurnRecord>> Store::turns(const QString &conversationId)
{
    return d->read<QList<TurnRecord>>(
        [conversationId](Database &database) { return database.turns.ofConversation(conversationId); });
}

Store::Future<QList<QString>> Store::searchConversations(const QString &text)
{
    return d->read<QList<QString>>([text](Database &database) { return database.conversations.search(text); });
}

Store::Future<void> Store::beginTurn(const TurnRecord &turn)
{
    return d->write(Subject::Turn, {}, [turn](Database &database) {
        TurnRecord owned = turn;
        if (owned.owner.pid == 0)
            owned.owner = ProcessOwner::self();
        database.turns.put(owned);
    });
}

Store::Future<void> Store::appendJournal(const QList<std::pair<QString, QByteArray>> &turnIdAndBytes)
{
    return d->write(Subject::Turn, {}, [turnIdAndBytes](Database &database) { database.turns.append(turnIdAndBytes); });
}

Store::Future<void> Store::commitTurn(const TurnRecord &turn, const trace::TraceRecord &trace,
                                      const std::optional<OutboxDraft> &draft)
{
    const bool leaves = draft && draft->content != settings::ContentMode::Nothing;
    const auto commit = [turn, prepared = d->prepare(trace), draft, leaves](Database &database) {
        const PreparedTrace &trace = prepared.get();
        Transaction transaction(database.connection, Transaction::Durability::Full);
        database.turns.put(turn);
        database.turns.dropJournal(turn.id);
        database.traces.put(trace, u"spanway"_s);
        if (leaves)
            database.outbox.put(trace.trace.info.id, *draft);
        transaction.commit();
    };
    return leaves ? d->write(Subject::Turn, {&Store::tracesChanged, &Store::outboxChanged}, commit)
                  : d->write(Subject::Turn, {&Store::tracesChanged}, commit);
}

Store::Future<QList<InterruptedTurn>> Store::interruptedTurns()
{
    return d->write<QList<InterruptedTurn>>(Subject::Turn, {},
                                            [](Database &database) { return database.turns.takeInterrupted(); });
}

Store::Future<void> Store::updateTurn(const TurnRecord &turn)
{
    return d->write(Subject::Turn, {}, [turn](Database &database) { database.turns.put(turn); });
}

Store::Future<void> Store::supersedeTurn(const QString &id)
{
    return d->write(Subject::Turn, {}, [id](Database &database) { database.turns.supersede(id); });
}

Store::Future<void> Store::importTrace(const trace::TraceRecord &trace, const QString &origin)
{
    return d->write(Subject::Trace, {&Store::tracesChanged},
                    [prepared = d->prepare(trace), origin](Database &database) {
                        const PreparedTrace &trace = prepared.get();
                        Transaction transaction(database.connection);
                        if (database.traces.originOf(trace.trace.info.id) != "spanway"_L1)
                            database.traces.put(trace, origin);
                        transaction.commit();
                    });
}

Store::Future<QList<TraceRow>> Store::traces(const TraceQuery &query)
{
    return d->read<QList<TraceRow>>([query](Database &database) { return database.traces.page(query); });
}

Store::Future<qint64> Store::traceCount()
{
    return d->read<qint64>([](Database &database) { return database.traces.count(); });
}

Store::Future<trace::TraceRecord> Store::trace(const trace::TraceId &id)
{
    return d->loadTrace(id);
}

Store::Future<void> Store::removeTrace(const trace::TraceId &id)
{
    return d->write(Subject::Trace, {&Store::tracesChanged, &Store::outboxChanged}, [id](Database &database) {
        Transaction transaction(database.connection);
        database.traces.remove(id);
        transaction.commit();
    });
}

Store::Future<void> Store::saveWire(const trace::TraceId &id, const QList<http::WireEntry> &wire)
{
    return d->write(Subject::Wire, {}, [id, wire](Database &database) { database.wires.put(id, wire); });
}

Store::Future<QList<http::WireEntry>> Store::wire(const trace::TraceId &id)
{
    return d->read<QList<http::WireEntry>>([id](Database &database) { return database.wires.load(id); });
}

Store::Future<QList<OutboxRow>> Store::claimDue(base::Timestamp now, int limit)
{
    return d->write<QList<OutboxRow>>(
        Subject::Outbox, {}, [now, limit](Database &database) { return database.outbox.claimDue(now, limit); });
}

Store::Future<void> Store::markSent(qint64 rowId, const QString &experimentId)
{
    return d->write(Subject::Outbox, {&Store::outboxChanged},
                    [rowId, experimentId](Database &database) { database.outbox.markSent(rowId, experimentId); });
}

Store::Future<void> Store::markWaiting(qint64 rowId, base::Timestamp nextTry, const QString &reason)
{
    return d->write(Subject::Outbox, {&Store::outboxChanged}, [rowId, nextTry, reason](Database &database) {
        database.outbox.markWaiting(rowId, nextTry, reason);
    });
}

Store::Future<void> Store::markFailed(qint64 rowId, const QString &reason)
{
    return d->write(Subject::Outbox, {&Store::outboxChanged},
                    [rowId, reason](Database &database) { database.outbox.markFailed(rowId, reason); });
}

Store::Future<void> Store::postpone(const Destination &destination, base::Timestamp until, const QString &reason,
                                    bool tried)
{
    return d->write(Subject::Outbox, {&Store::outboxChanged}, [destination, until, reason, tried](Database &database) {
        database.outbox.postpone(destination, until, reason, tried);
    });
}

Store::Future<void> Store::hasten(const Destination &destination, base::Timestamp now)
{
    return d->write(Subject::Outbox, {&Store::outboxChanged},
                    [destination, now](Database &database) { database.outbox.hasten(destination, now); });
}

Store::Future<void> Store::retryNow(std::optional<qint64> rowId)
{
    return d->write(Subject::Outbox, {&Store::outboxChanged},
                    [rowId](Database &database) { database.outbox.retryNow(rowId); });
}

Store::Future<void> Store::redirect(const Destination &from, const Destination &to)
{
    return d->write(Subject::Outbox, {&Store::outboxChanged},
                    [from, to](Database &database) { database.outbox.redirect(from, to); });
}

Store::Future<QList<OutboxRow>> Store::outbox(bool withSent, int limit)
{
    return d->read<QList<OutboxRow>>(
        [withSent, limit](Database &database) { return database.outbox.list(withSent, limit); });
}

Store::Future<OutboxCounts> Store::outboxCounts()
{
    return d->read<OutboxCounts>([](Database &database) { return database.outbox.counts(); });
}

Store::Future<std::optional<OutboxRow>> Store::outboxOf(const trace::TraceId &id)
{
    return d->read<std::optional<OutboxRow>>([id](Database &database) { return database.outbox.rowOf(id); });
}

Store::Future<bool> Store::acquireExporterLock()
{
    return d->read<bool>([](Database &database) { return database.outbox.acquireLock(); });
}

Store::Future<void> Store::releaseExporterLock()
{
    return d->read<void>([](Database &database) { database.outbox.releaseLock(); });
}

Store::Future<void> Store::flush()
{
    return d->read<void>([](Database &) {});
}

} // namespace store
