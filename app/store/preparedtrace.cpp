// SPDX-License-Identifier: Apache-2.0
#include "store/preparedtrace.h"

#include "store/spancodec.h"
#include "store/tracewords.h"

namespace store {

PreparedTrace PreparedTrace::of(const trace::TraceRecord &trace)
{
    SpanCodec codec;
    QList<QByteArray> payloads;
    payloads.reserve(trace.spans.size());
    for (const trace::Span &span : trace.spans)
        payloads.append(codec.encode(span));
    return {trace, TraceRollup::of(trace), TraceWords::of(trace), payloads};
}

} // namespace store
