// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mlflow/attachments.h"
#include "settings/profile.h"
#include "trace/tracerecord.h"

#include <optional>

namespace mlflow {

/// Names that go out with each trace; an empty one is left out.
struct Identity
{
    QString user; ///< mlflow.user
    QString sourceName; ///< mlflow.source.name
};

/// How a trace is made ready.
struct ExportOptions
{
    settings::ContentMode content = settings::ContentMode::Everything;
    Identity identity;
    QString experimentId;
    bool artifact = false; ///< for servers before 3.6: the spans as traces.json too
};

/// One trace as it goes over the wire: whole, so that every repetition sends the same bytes. Bodies of several traces
/// put one behind the other are one valid request, since protobuf merges repeated fields.
struct TraceExport
{
    trace::TraceId id;
    QByteArray spans; ///< OTLP ExportTraceServiceRequest
    int spanCount = 0;
    base::Json info; ///< trace_info of StartTrace
    QList<Attachment> attachments;
    QByteArray artifact; ///< body of traces.json, if asked for
    std::optional<QString> problem; ///< it must not be sent: why
};

/// Applies the content mode, takes out attachments, fills the info as autolog does (golden README 3.9) and encodes. Any
/// thread.
TraceExport prepareTrace(trace::TraceRecord record, const ExportOptions &options);

/// What of a sent trace_info the echo lacks or has otherwise (mlflow.md 0.5); empty: it was stored as sent.
QString echoDifference(const base::Json &sent, const base::Json &echo);
/// The spans are in MLflow's own database.
bool spansAreStored(const base::Json &echo);
/// The path behind `mlflow-artifacts:/` where the server wants a trace's files, or where it usually does, as without an
/// echo.
QString artifactFolder(const base::Json &echo, const QString &experimentId, const trace::TraceId &id);

} // namespace mlflow
