// SPDX-License-Identifier: Apache-2.0
#include "trace/wireattributes.h"

namespace trace {

QList<base::Json::Member> wireAttributes(const TraceId &trace, const Span &span)
{
    QList<base::Json::Member> all;
    all.reserve(span.attributes.members().size() + 2);
    all.append({keys::TraceRequestId.toString(), mlflowTraceId(trace)});
    if (!span.type.isEmpty())
        all.append({keys::SpanType.toString(), span.type});
    for (const base::Json::Member &member : span.attributes.members()) {
        const bool written
            = member.first == keys::TraceRequestId || (member.first == keys::SpanType && !span.type.isEmpty());
        if (!written)
            all.append(member);
    }
    return all;
}

void takeWireAttributes(const TraceId &trace, Span &span)
{
    if (const base::Json &type = span.attributes[keys::SpanType]; type.isString() && !type.toString().isEmpty()) {
        span.type = type.toString();
        span.attributes.remove(keys::SpanType);
    }
    if (span.attributes[keys::TraceRequestId].toString() == mlflowTraceId(trace))
        span.attributes.remove(keys::TraceRequestId);
}

} // namespace trace
