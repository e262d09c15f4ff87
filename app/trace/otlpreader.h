// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "trace/tracerecord.h"

namespace trace {

/// The spans of one ScopeSpans with the resource above it.
struct OtlpBatch
{
    Attributes resource;
    QString scopeName;
    QString scopeVersion;
    QList<std::pair<TraceId, Span>> spans;
};

/// Decodes OTLP's ExportTraceServiceRequest from protobuf. Strict and bounded: invalid UTF-8, ids of the wrong length,
/// a known field of the wrong kind, values nested deeper than 64 and any fault of the wire format refuse the whole
/// request (InvalidInput), as MLflow's server does. Unknown fields are skipped. NaN and infinities become text, bytes
/// become base64 text: JSON has no form for them.
base::Result<QList<OtlpBatch>> readOtlp(QByteArrayView protobuf);

} // namespace trace
