// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/span.h"

#include <QtCore/QMap>

namespace trace {

enum class TraceState { InProgress, Ok, Error };

/// Keys of TraceInfo::tags and TraceInfo::metadata (mlflow/tracing/constant.py).
namespace infokeys {
inline constexpr QStringView TraceName = u"mlflow.traceName";
inline constexpr QStringView Session = u"mlflow.trace.session";
inline constexpr QStringView TraceInputs = u"mlflow.traceInputs";
inline constexpr QStringView TraceOutputs = u"mlflow.traceOutputs";
inline constexpr QStringView TokenUsage = u"mlflow.trace.tokenUsage";
inline constexpr QStringView Cost = u"mlflow.trace.cost";
inline constexpr QStringView SizeStats = u"mlflow.trace.sizeStats";
inline constexpr QStringView SizeBytes = u"mlflow.trace.sizeBytes";
inline constexpr QStringView SchemaVersion = u"mlflow.trace_schema.version";
} // namespace infokeys

/// What MLflow calls TraceInfo, without the spans.
struct TraceInfo
{
    TraceId id;
    QString name; ///< tag mlflow.traceName; the root span's name
    TraceState state = TraceState::InProgress;
    base::Timestamp start;
    std::optional<base::Timestamp> end; ///< empty: running
    QString requestPreview; ///< at most 1000 code points
    QString responsePreview;
    QString session; ///< metadata mlflow.trace.session; empty: none
    QString clientRequestId; ///< the caller's own id of the request; usually empty
    QMap<QString, QString> tags;
    QMap<QString, QString> metadata;
};

/// A whole trace with its payloads in memory: what the recorder makes, the store keeps and the exporter sends. Root
/// first, then by start.
struct TraceRecord
{
    TraceInfo info;
    QList<Span> spans;

    const Span *root() const; ///< first span without a parent, null if none
    const Span *find(const SpanId &id) const;
    Span *find(const SpanId &id);
    /// Root first, then by start; equal starts keep their order (MLflow's order of spans).
    void sortSpans();
};

} // namespace trace
