// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/redactor.h"
#include "http/client.h"
#include "http/stream.h"
#include "mlflow/connection.h"
#include "trace/tracerecord.h"

#include <QCoroTask>

#include <memory>
#include <stop_token>

namespace mlflow {

/// What a server is and can.
struct ServerInfo
{
    Version version;
    bool workspaces = false;
};

struct Experiment
{
    QString id;
    QString name;
    bool deleted = false;
};

/// One MLflow server over REST and OTLP, each call one HTTP request. No retry here but one: a kept connection that the
/// server had closed meanwhile (uvicorn does so after 5 s) is replaced at once; the exporter and the person decide
/// about everything else. GUI thread. Errors carry MLflow's own text where it has one; faultOf() in mlflow/refusal.h
/// tells them apart. After a stop request a call ends with Cancelled and touches nothing of the Client.
class Client
{
public:
    Client(http::Client *client, Connection connection);
    ~Client();

    /// Also learns what later calls need to know: compression from 3.7 on, the workspace header.
    QCoro::Task<base::Result<ServerInfo>> serverInfo(std::stop_token stop);
    QCoro::Task<base::Result<Experiment>> experimentByName(QString name,
                                                           std::stop_token stop); ///< NotFound if there is none
    QCoro::Task<base::Result<Experiment>>
    createExperiment(QString name, std::stop_token stop); ///< made, or found if another was faster
    QCoro::Task<base::Result<void>> restoreExperiment(QString id, std::stop_token stop);
    /// `body`: ExportTraceServiceRequest. The time-out grows with size (mlflow.md 10).
    QCoro::Task<base::Result<void>> postSpans(QString experimentId, QByteArray body, int spanCount,
                                              std::stop_token stop);
    /// StartTrace v3; gives the echoed trace_info.
    QCoro::Task<base::Result<base::Json>> startTrace(base::Json traceInfo, std::stop_token stop);
    /// `path` below the artifact root: "1/traces/tr-.../artifacts/traces.json".
    QCoro::Task<base::Result<void>> putArtifact(QString path, QByteArray body, std::stop_token stop);
    QCoro::Task<base::Result<base::Json>> traceInfo(QString mlflowTraceId, std::stop_token stop);
    /// Spans in the form of traces.json: `{"spans":[...]}`, attribute values as JSON text.
    QCoro::Task<base::Result<base::Json>> traceSpans(QString mlflowTraceId, std::stop_token stop);
    /// Newest first; `filter` in MLflow's grammar (mlflow.md 5.1). Gives `{"traces":[...],"next_page_token"}`.
    QCoro::Task<base::Result<base::Json>> searchTraces(QString experimentId, QString filter, int limit,
                                                       std::stop_token stop);
    QCoro::Task<base::Result<int>> deleteTraces(QString experimentId, QStringList mlflowTraceIds, std::stop_token stop);

    const Connection &connection() const { return m_connection; }
    /// Silence that the smallest request may meet; 30 s, since a locked database alone takes 20.
    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

private:
    QCoro::Task<base::Result<http::Response>> send(http::Request request, std::stop_token stop);
    QCoro::Task<base::Result<base::Json>> call(http::Request request, std::stop_token stop);
    http::Request request(const QByteArray &method, const QString &path) const;
    std::chrono::milliseconds patienceFor(qsizetype bytes, int spans) const;
    http::Request jsonRequest(const QByteArray &method, const QString &path, const base::Json &body) const;
    base::Error refusalOf(const http::Response &response) const;

    http::Client *m_client; ///< not owned
    Connection m_connection;
    std::unique_ptr<base::Redactor> m_redactor; ///< knows this connection's secrets
    std::optional<ServerInfo> m_info;
    std::chrono::milliseconds m_patience{30000};
};

} // namespace mlflow
