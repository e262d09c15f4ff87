// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/client.h"
#include "mlflow/exporter.h"
#include "store/store.h"
#include "support/testmain.h"

#include <QCoroTask>

#include <QtCore/QTemporaryDir>

namespace mlflowtest {

/// Waits for a future of the store (or any other) while the event loop runs.
template <typename T> base::Result<T> get(const QFuture<base::Result<T>> &future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 60000))
        return tl::unexpected(base::Error(base::ErrorKind::Timeout));
    return future.result();
}

/// Runs a coroutine to its end while the event loop runs.
template <typename T> base::Result<T> run(QCoro::Task<base::Result<T>> &&task)
{
    std::optional<base::Result<T>> result;
    task.then([&result](base::Result<T> value) { result = std::move(value); });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, 60000))
        return tl::unexpected(base::Error(base::ErrorKind::Timeout));
    return *result;
}

/// A finished turn as the recorder makes it: CHAIN root and CHAT_MODEL child with usage 10 + 5 = 15, two spans.
trace::TraceRecord makeTrace(const QString &prompt = QStringLiteral("hello"));

/// A store in a folder of its own and an exporter over it, with short pauses.
class OutboxFixture
{
public:
    OutboxFixture();
    ~OutboxFixture();

    store::Store &store() { return *m_store; }
    mlflow::Exporter &exporter() { return *m_exporter; }
    http::Client &client() { return m_client; }

    /// The connection that every destination gets; its URL is the destination's server.
    mlflow::Connection connection;
    std::optional<base::Error> resolveError;
    QString localUrl; ///< of destinations "spanway:local"

    store::Destination destination(const QString &server, const QString &experiment = QStringLiteral("exp")) const;
    /// Stores a trace and puts it into the outbox.
    void enqueue(const trace::TraceRecord &record, const store::Destination &destination,
                 settings::ContentMode content = settings::ContentMode::Everything);
    store::OutboxRow row(const trace::TraceId &id);
    bool isSent(const trace::TraceId &id) { return row(id).state == store::OutboxState::Sent; }
    /// Writes the exporter lock as another process would; 0 removes it.
    void pretendLockHeldBy(qint64 pid);
    /// A new exporter over the same store, as after a crash.
    void restartExporter();
    void setPace(const mlflow::Pace &pace);

private:
    void endExporter();

    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_store;
    http::Client m_client;
    mlflow::Pace m_pace;
    std::unique_ptr<mlflow::Exporter> m_exporter;
};

} // namespace mlflowtest
