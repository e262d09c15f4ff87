// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "mlflow/backoff.h"
#include "mlflow/exportloader.h"
#include "mlflow/refusal.h"
#include "mlflow/serverlink.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace mlflow {

/// The way to one destination: its queue, its login, what is known about its server, its pauses. One request in flight.
/// Follows the recipe of mlflow.md 4.7 and the table of mlflow.md 10. GUI thread; owned by the Exporter.
class Lane : public QObject
{
    Q_OBJECT

public:
    Lane(store::Destination destination, store::Store *store, http::Client *client, ServerLink::Resolve resolve);
    ~Lane() override;

    void setPace(const Pace &pace);
    void setIdentity(const Identity &identity) { m_identity = identity; }

    /// Takes claimed rows. During a pause they go back to the store at once, unless a person, in whatever process, has
    /// asked for one of them since the pause began: that ends it.
    void add(const QList<store::OutboxRow> &rows);
    /// Ends a pause and forgets what was learned about the server.
    void release();
    /// The person agreed: a deleted experiment is restored at the next try, which is now.
    void restoreExperiment();
    /// Whether the last try found the experiment deleted: the traces wait until the person restores it or chooses
    /// another.
    bool experimentIsDeleted() const { return m_deleted; }
    void stop();
    int running() const { return m_scope.running(); }

    qsizetype queued() const { return m_queue.size(); }
    const store::Destination &destination() const { return m_link.destination(); }
    QString url() const { return m_link.url(); }
    QString workspace() const { return m_link.workspace(); }

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
    QCoro::Task<> deliver(QList<ExportItem> items, std::stop_token stop);
    QCoro::Task<Posted> postTogether(QList<ExportItem> items, std::stop_token stop);
    QCoro::Task<bool> deliverOne(ExportItem item, bool posted, std::stop_token stop);
    QCoro::Task<bool> putAttachments(ExportItem item, std::stop_token stop);
    QCoro::Task<bool> startTrace(ExportItem item, std::stop_token stop);

    bool absorb(const ExportItem &item, const base::Error &error, Step step);
    void repeatLater(const ExportItem &item, const QString &reason, bool mayPark);
    void lookForExperimentAgain(const ExportItem &item, const base::Error &error);
    void setBack(const base::Error &error, bool tried = false);
    void pauseFor(std::chrono::milliseconds pause, const QString &reason, bool tried);
    QList<ExportItem> takeLoad(const ExportLoad &load);
    void succeed(const ExportItem &item);
    void startLoading();
    void dropLoading();
    bool paused() const;
    bool isAskedFor(const store::OutboxRow &row) const;

    ServerLink m_link;
    store::Store *m_store; ///< not owned
    Pace m_pace;
    Identity m_identity;
    ExportLoader m_loader;
    QList<store::OutboxRow> m_queue;
    QList<store::OutboxRow> m_loadingRows;
    std::optional<QFuture<ExportLoad>> m_loading;
    QHash<qint64, int> m_faults; ///< per row: answers that may be the trace's own fault
    base::Timestamp m_pausedSince{};
    base::Timestamp m_pausedUntil{};
    QString m_reason; ///< of the pause
    int m_failures = 0; ///< in a row, of the way as a whole
    bool m_single = false; ///< one trace a post, after something in a post went wrong
    bool m_deleted = false; ///< see experimentIsDeleted()
    bool m_told = false; ///< attention() was emitted
    bool m_reload = false; ///< what is in hand must be made ready anew
    base::TaskScope m_scope;
};

} // namespace mlflow
