// SPDX-License-Identifier: Apache-2.0
#include "app/trace/treebuilder.h"

#include <QtCore/QtEndian>

using namespace Qt::StringLiterals;

namespace treebuilder {

trace::SpanId spanId(int number)
{
    QByteArray bytes(8, '\0');
    qToBigEndian(quint64(number), bytes.data());
    return *trace::SpanId::fromBytes(bytes);
}

base::Timestamp at(qint64 offset)
{
    return base::Timestamp(std::chrono::nanoseconds(Epoch + offset));
}

trace::Span span(int id, int parent, qint64 start, qint64 end)
{
    trace::Span span;
    span.id = spanId(id);
    if (parent != 0)
        span.parent = spanId(parent);
    span.name = u"span %1"_s.arg(id);
    span.type = u"TOOL"_s;
    span.status = trace::SpanStatus::Ok;
    span.start = at(start);
    if (end >= 0)
        span.end = at(end);
    return span;
}

trace::TraceRecord largeTrace(int count, int fan)
{
    trace::TraceRecord record;
    record.spans.reserve(count);
    for (int id = 1; id <= count; ++id) {
        trace::Span next = span(id, id == 1 ? 0 : (id - 2) / fan + 1, id, id == 1 ? 10 * qint64(count) : id + 5);
        next.name = u"step %1"_s.arg(id % 50);
        if (id % 10 == 0) {
            next.attributes.set(
                trace::keys::TokenUsage.toString(),
                base::Json::object({{u"input_tokens"_s, 1}, {u"output_tokens"_s, 2}, {u"total_tokens"_s, 3}}));
        }
        record.spans.append(std::move(next));
    }
    return record;
}

} // namespace treebuilder
