// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "mlflow/backoff.h"
#include "mlflow/client.h"
#include "mlflow/exportloader.h"
#include "mlflow/refusal.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>

namespace mlflow {

/// The way to one destination: its queue, its login, what is known about its server, its pauses. One request in flight.
/// Follows the recipe of mlflow.md 4.7 and the table of mlflow.md 10. GUI thread; owned by the Exporter.
class Lane : public QObject
{
    Q_OBJECT

public:
    /// As Exporter::Resolve.
    using Resolve = std::function<QFuture<base::Result<Connection>>(const store::Destination &)>;

    Lane(store::Destination destination, store::Store *store, http::Client *client, Resolve resolve);
    ~Lane() override;

    void setPace(const Pace &pace) { m_pace = pace; }
    void setIdentity(const Identity &identity) { m_identity = identity; }

    /// Takes claimed rows. During a pause they go back to the store at once.
    void add(const QList<store::OutboxRow> &rows);
    /// Ends a pause and forgets what was learned about the server.
    void release();
    /// The person agreed: a deleted experiment is restored at the next try, which is now.
    void restoreExperiment();
    void stop();
    int running() const { return m_scope.running(); }

    qsizetype queued() const { return m_queue.size(); }
    const store::Destination &destination() const { return m_destination; }
    /// Address of the server as last resolved, empty before.
    QString url() const { return m_client ? m_client->connection().url : QString(); }
    /// The workspace that goes with links; empty without.
    QString workspace() const;

Q_SIGNALS:
    void sent(const store::OutboxRow &row, const QString &experimentId);
    void hungry(); ///< the queue is nearly empty
    void attention(const base::Error &error); ///< only a person can mend it; told once until something works again

private:
    /// How far one trace came.
    enum class Step { Spans, Attachments, Start, Artifact };
    /// What follows on a post of several traces.
    enum class Posted { Together, OneByOne, Halt };

    QCoro::Task<> run(std::stop_token stop);
    QCoro::Task<base::Result<void>> connect(std::stop_token stop);
    QCoro::Task<base::Result<void>> reach(std::stop_token stop);
    QCoro::Task<base::Result<void>> findExperiment(std::stop_token stop);
    QCoro::Task<> deliver(QList<ExportItem> items, std::stop_token stop);
    QCoro::Task<Posted> postTogether(QList<ExportItem> items, std::stop_token stop);
    QCoro::Task<bool> deliverOne(ExportItem item, bool posted, std::stop_token stop);
    QCoro::Task<bool> putAttachments(ExportItem item, std::stop_token stop);
    QCoro::Task<bool> startTrace(ExportItem item, std::stop_token stop);

    bool absorb(const ExportItem &item, const base::Error &error, Step step);
    void repeatLater(const ExportItem &item, const QString &reason, bool mayPark);
    void lookForExperimentAgain(const ExportItem &item, const base::Error &error);
    void setBack(const base::Error &error);
    void pauseFor(std::chrono::milliseconds pause, const QString &reason);
    QList<ExportItem> takeLoad(const ExportLoad &load);
    void succeed(const ExportItem &item);
    void startLoading();
    void dropLoading();
    bool paused() const;
    bool storesOtlp() const;

    store::Destination m_destination;
    store::Store *m_store; ///< not owned
    http::Client *m_http; ///< not owned
    Resolve m_resolve;
    Pace m_pace;
    Identity m_identity;
    ExportLoader m_loader;
    std::unique_ptr<Client> m_client;
    std::optional<ServerInfo> m_server; ///< empty: the way must be looked at before the next post
    QString m_experimentId; ///< empty: not known
    bool m_mayRestore = false;
    QList<store::OutboxRow> m_queue;
    QList<store::OutboxRow> m_loadingRows;
    std::optional<QFuture<ExportLoad>> m_loading;
    QHash<qint64, int> m_faults; ///< per row: answers that may be the trace's own fault
    base::Timestamp m_pausedUntil{};
    QString m_reason; ///< of the pause
    int m_failures = 0; ///< in a row, of the way as a whole
    bool m_single = false; ///< one trace a post, after something in a post went wrong
    bool m_told = false; ///< attention() was emitted
    bool m_reload = false; ///< what is in hand must be made ready anew
    base::TaskScope m_scope;
};

} // namespace mlflow
