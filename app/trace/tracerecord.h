// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/span.h"

#include <QtCore/QMap>

namespace trace {

enum class TraceState { InProgress, Ok, Error };

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
    QMap<QString, QString> tags;
    QMap<QString, QString> metadata;
};

/// A whole trace with its payloads in memory: what the recorder makes, the store keeps and the exporter sends. Root first, then by start.
struct TraceRecord
{
    TraceInfo info;
    QList<Span> spans;

    const Span *root() const; ///< first span without a parent, null if none
    const Span *find(const SpanId &id) const;
    Span *find(const SpanId &id);
};

} // namespace trace
