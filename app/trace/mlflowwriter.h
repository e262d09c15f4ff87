// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracerecord.h"

namespace trace {

/// `trace_info` of StartTrace v3 (mlflow.md 4.3): request_time and execution_duration in whole milliseconds by the rule
/// of mlflow.md 4.7 (from the first start to the last end of all spans), metadata and tag values cut to what MLflow
/// keeps, never in the middle of a character.
base::Json startTraceInfo(const TraceRecord &record, const QString &experimentId);

/// `Trace.to_dict()` of MLflow's Python package: `info` and `data.spans`. Without experiment the location is left out.
base::Json traceToDict(const TraceRecord &record, const QString &experimentId = {});

/// Body of the artifact traces.json (mlflow.md 4.5): `{"spans": [...]}`.
base::Json traceArtifact(const TraceRecord &record);

/// `Span.to_dict()`: ids in base64, attribute values as JSON text, event attributes native.
base::Json spanToDict(const TraceId &trace, const Span &span);

} // namespace trace
