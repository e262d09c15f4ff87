// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracerecord.h"

namespace trace {

// What MLflow's Python client derives from the spans before it sends them (golden README 3.7 and 3.9). All lengths are
// in Unicode code points.

/// The text, or its first `most` - 3 code points and "..." if it is longer than `most`.
QString cutCodePoints(const QString &text, qsizetype most);
/// The first `most` code points, nothing added.
QString firstCodePoints(const QString &text, qsizetype most);

/// Preview of the root's inputs: the last user message's text, else the JSON text; at most 1000.
QString requestPreview(const base::Json &inputs);
/// Preview of the root's outputs: the first choice's text, else the JSON text; at most 1000. Empty for null.
QString responsePreview(const base::Json &outputs);

/// Sum of `mlflow.chat.tokenUsage` over the tree; a span below one that has usage is not counted. Null if no span has
/// any.
base::Json aggregateTokenUsage(const QList<Span> &spans);

/// Writes metadata `mlflow.trace.sizeStats` and `mlflow.trace.sizeBytes`; call it last, when nothing else of the record
/// changes.
void setSizeStats(TraceRecord &record, const QString &experimentId);

/// Fills name, state, start, end and previews from the spans; a state other than InProgress stays.
void describeFromSpans(TraceRecord &record);

/// Sorts the spans (root first, then by start), describes the trace from them and replaces metadata traceInputs,
/// traceOutputs, tokenUsage, schema version and sizes. The writers add name and session to tags and metadata.
void completeInfo(TraceRecord &record, const QString &experimentId = {});

} // namespace trace
