// SPDX-License-Identifier: Apache-2.0
#include "nestedtrace.h"

#include "support/recording.h"
#include "trace/tracepreview.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

// mlflow.spanLogLevel as autolog writes it (golden README 3.3).
constexpr int chainLevel = 10;
constexpr int toolLevel = 20;
constexpr int errorLevel = 40;

trace::TraceInfo infoWith(const QString &session)
{
    trace::TraceInfo info;
    info.id = trace::TraceId::random();
    info.session = session;
    return info;
}

} // namespace

NestedTrace::NestedTrace(const QString &scenario, const QString &session)
    : m_scenario(scenario)
    , m_session(session)
    , m_live(infoWith({}))
{ }

trace::Span NestedTrace::functionSpan(const QString &function, const QString &type, const Json &inputs) const
{
    trace::Span span;
    span.id = trace::SpanId::random();
    span.name = function;
    span.type = type;
    span.start = m_clock.now();
    span.attributes.set(trace::keys::SpanType.toString(), type);
    span.attributes.set(u"mlflow.spanFunctionName"_s, function);
    span.attributes.set(trace::keys::SpanInputs.toString(), inputs);
    return span;
}

void NestedTrace::open(const QString &function, const Json &inputs)
{
    m_live.addSpan(functionSpan(function, u"CHAIN"_s, inputs));
}

ReplayedCall NestedTrace::call(int exchange, int stopAfter)
{
    ReplayOptions options;
    options.clock = m_clock;
    options.session = m_session;
    options.stopAfter = stopAfter;
    options.seed = chat::TurnRecorder::Seed::fresh(m_clock.now());
    options.seed->trace = m_live.record().info.id;
    options.seed->root = m_live.record().spans.first().id;
    const ReplayedCall call = replay(m_scenario, exchange, options);
    for (const trace::Span &span : call.record.spans) {
        if (span.parent)
            m_live.addSpan(span);
    }
    m_live.editInfo([&call](trace::TraceInfo &info) { info.session = call.record.info.session; });
    return call;
}

void NestedTrace::tool(const QString &function, const Json &inputs, const Json &outputs)
{
    trace::Span span = functionSpan(function, u"TOOL"_s, inputs);
    span.parent = m_live.record().spans.first().id;
    const int row = m_live.addSpan(span);
    m_live.setAttribute(row, trace::keys::SpanOutputs.toString(), outputs);
    m_live.setAttribute(row, trace::keys::LogLevel.toString(), toolLevel);
    m_live.closeSpan(row, m_clock.now(), trace::SpanStatus::Ok);
}

void NestedTrace::close(const Json &outputs)
{
    trace::Span root = m_live.record().spans.first();
    root.attributes.set(trace::keys::SpanOutputs.toString(), outputs);
    end(root, trace::SpanStatus::Ok, chainLevel);
}

void NestedTrace::fail(const QString &type, const QString &message)
{
    trace::Span root = m_live.record().spans.first();
    root.statusMessage = type + u": "_s + message;
    trace::SpanEvent event{u"exception"_s, m_clock.now(), {}};
    event.attributes.set(u"exception.message"_s, message);
    event.attributes.set(u"exception.type"_s, type);
    event.attributes.set(u"exception.stacktrace"_s, root.statusMessage);
    root.events.append(event);
    end(root, trace::SpanStatus::Error, errorLevel);
}

void NestedTrace::failAs(const ReplayedCall &call)
{
    trace::Span root = m_live.record().spans.first();
    const trace::Span &theirs = *call.record.root();
    root.statusMessage = theirs.statusMessage;
    root.events = theirs.events;
    end(root, theirs.status, int(theirs.attributes[trace::keys::LogLevel].toInt64()));
}

ReplayedCall NestedTrace::runToolLoop()
{
    open(u"ask_question"_s, question(m_scenario));
    const ReplayedCall first = call(1);
    const llm::ToolCall asked = first.outcome.reply.first()->toolCalls.value(0);
    Json inputs = *Json::parse(asked.toJson()[u"function"][u"arguments"].toString().toUtf8());
    inputs.insert(u"unit"_s, u"celsius"_s); // the function's default
    const Json result
        = Json::object({{u"city"_s, inputs[u"city"]}, {u"temperature"_s, 7}, {u"condition"_s, u"light rain"_s}});
    tool(u"get_weather"_s, inputs, result);
    close(call(2).outcome.reply.text());
    return first;
}

void NestedTrace::end(trace::Span root, trace::SpanStatus status, int logLevel)
{
    root.end = m_clock.now();
    root.status = status;
    root.attributes.set(trace::keys::LogLevel.toString(), logLevel);
    m_live.editSpan(0, [&root](trace::Span &span) { span = root; });
}

trace::TraceRecord NestedTrace::record() const
{
    trace::TraceRecord record = m_live.record();
    trace::completeInfo(record);
    return record;
}

Json question(const QString &scenario, int exchange)
{
    const Json messages = recordedRequest(scenario, exchange)[u"body"][u"messages"];
    return Json::object({{u"question"_s, messages.items().last()[u"content"]}});
}

} // namespace testsupport
