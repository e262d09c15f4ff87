// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "mlflow/backoff.h"
#include "mlflow/client.h"
#include "mlflow/traceexport.h"
#include "store/store.h"

#include <QtCore/QFuture>
#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace mlflow {

/// Drains the outbox to MLflow by the exactly-once recipe (mlflow.md 4.7), one request in flight for a destination; a
/// poisoned trace never holds back the others, nor a destination that is away the others. Only the process that holds
/// the exporter lock sends; the others look again now and then. GUI thread.
class Exporter : public QObject
{
    Q_OBJECT

public:
    /// Gives the login for a destination; an error parks nothing, the rows wait with its message.
    using Resolve = std::function<QFuture<base::Result<Connection>>(const store::Destination &)>;
    /// Names that go out with each trace (mlflow.user, mlflow.source.name); either may be empty.
    using Identity = mlflow::Identity;

    struct Status
    {
        int waiting = 0;
        int sending = 0;
        int failed = 0;
        std::optional<base::Timestamp> nextTry; ///< of the earliest waiting row
        std::optional<base::Timestamp> lastSent;
        QString reason; ///< why the head of the queue waits; empty if nothing is wrong
        bool otherProcess = false; ///< another Spanway drains the outbox

        bool operator==(const Status &) const = default;
    };

    Exporter(store::Store *store, http::Client *client, Resolve resolve, QObject *parent = nullptr);
    ~Exporter() override;

    void setIdentity(const Identity &identity);
    void setPace(const Pace &pace); ///< before start(); for tests
    /// What waited when an earlier Spanway ended is tried at once.
    void start();
    void stop(); ///< requests stop; the request in flight is abandoned and its row sent again later
    int running() const; ///< coroutines not ended

    const Status &status() const;
    void retryNow(); ///< everything that waits or failed
    void retryNow(qint64 rowId);
    /// What waits for this server (as named in destinations, also "spanway:local") goes now: it has just become
    /// reachable.
    void serverReady(const QString &server);
    /// Whether what waits for this destination needs its experiment restored first; known once it was tried in this
    /// run.
    bool experimentIsDeleted(const store::Destination &destination) const;
    /// The person agreed to have the deleted experiment of this destination restored; what waits for it goes now.
    void restoreExperiment(const store::Destination &destination);
    /// The page of a sent trace in MLflow's UI; empty while unknown (a local server's address is asked for, then
    /// statusChanged() comes).
    QString linkFor(const store::OutboxRow &row) const;

Q_SIGNALS:
    void statusChanged();
    void traceSent(const trace::TraceId &id, const QString &link);
    void needsAttention(const store::Destination &destination,
                        const base::Error &error); ///< 401, 403, deleted experiment, too old

private:
    QCoro::Task<> drain(std::stop_token stop);

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace mlflow
