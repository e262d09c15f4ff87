// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mlflow/backoff.h"
#include "mlflow/client.h"
#include "store/records.h"

#include <QtCore/QFuture>

#include <functional>

namespace mlflow {

/// What is known about the server of one destination: its login, its version, the experiment's id. Asked for when it is
/// not known, kept until something goes wrong. GUI thread; used by one coroutine at a time.
class ServerLink
{
public:
    /// As Exporter::Resolve.
    using Resolve = std::function<QFuture<base::Result<Connection>>(const store::Destination &)>;

    ServerLink(store::Destination destination, http::Client *client, Resolve resolve);

    void setPace(const Pace &pace) { m_pace = pace; }

    /// Finds out what is missing: makes the experiment, refuses a server that is too old and, unless the person agreed
    /// to restore it, a deleted experiment.
    QCoro::Task<base::Result<void>> connect(std::stop_token stop);
    void allowRestore() { m_mayRestore = true; }

    /// The server is looked at again before the next use; the experiment's id stays.
    void forgetServer() { m_server.reset(); }
    void forgetExperiment() { m_experimentId.clear(); }

    const store::Destination &destination() const { return m_destination; }
    /// Null before the first connect().
    Client *client() const { return m_client.get(); }
    QString experimentId() const { return m_experimentId; }
    /// Spans sent as OTLP can be read again there: 3.6 and later.
    bool storesOtlp() const;
    /// Address as last resolved, empty before.
    QString url() const;
    /// The workspace that goes with links; empty without.
    QString workspace() const;

private:
    QCoro::Task<base::Result<void>> reach(std::stop_token stop);
    QCoro::Task<base::Result<void>> findExperiment(std::stop_token stop);

    store::Destination m_destination;
    http::Client *m_http; ///< not owned
    Resolve m_resolve;
    Pace m_pace;
    std::unique_ptr<Client> m_client;
    std::optional<ServerInfo> m_server;
    QString m_experimentId;
    bool m_mayRestore = false;
};

} // namespace mlflow
