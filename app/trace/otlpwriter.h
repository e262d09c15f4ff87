// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/protobufwriter.h"
#include "trace/tracerecord.h"

namespace trace {

/// Encodes OTLP's ExportTraceServiceRequest as protobuf, field by field as MLflow's Python client fills it (golden
/// README 3.1): one resource, one scope without a name, per span trace_id, span_id, parent_span_id, name, times,
/// attributes, events, links, status; never kind, flags or trace_state. Values are native (kvlist, array, string, int,
/// double, bool; null is a key without a value, in an array a value without content). A JSON number is an int if it is
/// spelled without point and exponent and fits 64 bits, else a double. A running span has no end.
class OtlpWriter
{
public:
    explicit OtlpWriter(const Attributes &resource);

    void add(const TraceRecord &trace);
    /// Bytes so far: callers keep posts small.
    qsizetype size() const;
    /// The whole request; the writer is empty afterwards.
    QByteArray finish();

private:
    void addSpan(const TraceId &trace, const Span &span);
    void addEvent(const SpanEvent &event);
    void addLink(const SpanLink &link);

    ProtobufWriter m_out;
    qsizetype m_resourceSpans = 0;
    qsizetype m_scopeSpans = 0;
};

} // namespace trace
