// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "trace/issue.h"
#include "trace/tracerecord.h"

namespace trace {

/// A trace from outside with what was wrong in it.
struct LoadedTrace
{
    TraceRecord record;
    IssueList issues; ///< what could not be read, by its place in the JSON; what is wrong with the shape is found by
                      ///< TraceTree
};

/// Reads one trace in any form MLflow gives (golden README 1): `{"info", "data": {"spans"}}` of to_dict(), `{"trace":
/// {"trace_info", "spans"}}` of traces/get (also without the outer layer, and the standard's OTLP JSON spelling of
/// spans), `{"spans"}` of the artifact, and a bare trace_info. Times of 19 digits are exact. Broken parts are left out
/// and listed; a missing start becomes the trace's, a missing info is taken from the spans. InvalidInput if it is no
/// trace at all.
base::Result<LoadedTrace> readMlflowTrace(const base::Json &json);

/// Reads a file: one trace as above, a list of them, or `{"traces": [...]}`. InvalidInput if it is no JSON or holds no
/// trace.
base::Result<QList<LoadedTrace>> readMlflowJson(QByteArrayView utf8);

/// Reads a TraceInfo in the forms of the REST API (v3, also v2's names) and of to_dict(). Name and session leave the
/// tags and the metadata.
TraceInfo readTraceInfo(const base::Json &json, IssueList &issues);

} // namespace trace
