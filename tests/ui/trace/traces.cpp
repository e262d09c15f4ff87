// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/traces.h"

using namespace Qt::StringLiterals;

namespace traces {

trace::Span span(const QString &name, const QString &type, std::optional<trace::SpanId> parent, int fromMs,
                 std::optional<int> toMs)
{
    trace::Span span;
    span.id = trace::SpanId::random();
    span.parent = parent;
    span.name = name;
    span.type = type;
    span.status = toMs ? trace::SpanStatus::Ok : trace::SpanStatus::Unset;
    span.start = start + std::chrono::milliseconds(fromMs);
    if (toMs)
        span.end = start + std::chrono::milliseconds(*toMs);
    return span;
}

trace::TraceRecord agent()
{
    trace::TraceRecord record;
    record.info.id = trace::TraceId::random();
    record.info.name = u"agent"_s;
    record.info.state = trace::TraceState::Ok;
    record.info.start = start;
    record.info.end = start + std::chrono::seconds(1);
    record.spans.append(span(u"agent"_s, u"AGENT"_s, std::nullopt, 0, 1000));
    const trace::SpanId root = record.spans[0].id;
    trace::Span model = span(u"Completions"_s, u"CHAT_MODEL"_s, root, 10, 300);
    model.attributes.set(
        trace::keys::TokenUsage.toString(),
        base::Json::object({{u"input_tokens"_s, 12}, {u"output_tokens"_s, 34}, {u"total_tokens"_s, 46}}));
    record.spans.append(model);
    trace::Span tool = span(u"get_order"_s, u"TOOL"_s, root, 300, 900);
    tool.status = trace::SpanStatus::Error;
    tool.statusMessage = u"no such order"_s;
    record.spans.append(tool);
    record.spans.append(span(u"search"_s, u"RETRIEVER"_s, tool.id, 310, 500));
    return record;
}

trace::TraceRecord wide(int children)
{
    trace::TraceRecord record;
    record.info.id = trace::TraceId::random();
    record.info.name = u"batch"_s;
    record.info.state = trace::TraceState::Ok;
    record.info.start = start;
    record.spans.append(span(u"batch"_s, u"WORKFLOW"_s, std::nullopt, 0, children + 1));
    for (int i = 0; i < children; ++i)
        record.spans.append(span(u"case %1"_s.arg(i), u"TASK"_s, record.spans[0].id, i, i + 1));
    return record;
}

trace::TraceInfo running()
{
    trace::TraceInfo info;
    info.id = trace::TraceId::random();
    info.name = u"live"_s;
    info.start = start;
    return info;
}

} // namespace traces
