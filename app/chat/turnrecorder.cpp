// SPDX-License-Identifier: Apache-2.0
#include "chat/turnrecorder.h"

#include "chat/phaserecorder.h"
#include "llm/replybuilder.h"
#include "trace/tracepreview.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace chat {

namespace {

constexpr int logLevelModel = 20; ///< autolog's mlflow.spanLogLevel for CHAT_MODEL
constexpr int logLevelChain = 10;
constexpr int logLevelError = 40;
constexpr int rootRow = 0; ///< openSpans() adds them in this order
constexpr int modelRow = 1;

void set(trace::Span *span, QStringView key, const Json &value)
{
    span->attributes.set(key.toString(), value);
}

void setIf(trace::Span *span, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        span->attributes.set(key, value);
}

void setIf(trace::Span *span, const QString &key, const std::optional<double> &value)
{
    if (value)
        span->attributes.set(key, *value);
}

trace::SpanEvent exceptionEvent(const autolog::Exception &exception, base::Timestamp at)
{
    trace::SpanEvent event{u"exception"_s, at, {}};
    event.attributes.set(u"exception.message"_s, exception.message);
    event.attributes.set(u"exception.type"_s, exception.type);
    event.attributes.set(u"exception.stacktrace"_s, exception.type + u": "_s + exception.message);
    return event;
}

std::optional<double> msBetween(const http::Timings &timings, const std::optional<base::MonoTime> &at)
{
    if (!at)
        return std::nullopt;
    return std::chrono::duration<double, std::milli>(*at - timings.start).count();
}

/// What Kong and we know about the call, none of which autolog writes.
void writeFacts(trace::Span *model, const gateway::CallOutcome &outcome)
{
    const gateway::KongFacts &kong = outcome.kong;
    setIf(model, u"kong.request_id"_s, kong.requestId);
    setIf(model, u"kong.model"_s, kong.model);
    setIf(model, u"kong.via"_s, kong.via);
    setIf(model, u"kong.route"_s, kong.routeName);
    setIf(model, u"kong.service"_s, kong.serviceName);
    setIf(model, u"kong.cache_status"_s, kong.cacheStatus);
    setIf(model, u"kong.proxy_latency_ms"_s, kong.proxyLatencyMs);
    setIf(model, u"kong.upstream_latency_ms"_s, kong.upstreamLatencyMs);
    setIf(model, u"kong.response_latency_ms"_s, kong.responseLatencyMs);
    if (outcome.head.status != 0)
        model->attributes.set(u"spanway.http_status"_s, outcome.head.status);
    if (outcome.streamed) {
        setIf(model, u"spanway.ttft_ms"_s, msBetween(outcome.transport.timings, outcome.tokens.firstToken));
        setIf(model, u"spanway.first_text_ms"_s, msBetween(outcome.transport.timings, outcome.tokens.firstText));
    }
    model->attributes.set(u"spanway.connection_reused"_s, outcome.transport.reusedConnection);
    if (outcome.reply.chunkCount > outcome.reply.chunks.size())
        model->attributes.set(u"spanway.chunk_count"_s, outcome.reply.chunkCount);
    set(model, trace::keys::State, llm::turnStateName(outcome.state));
}

Json rootOutputs(const llm::ChatReply &reply)
{
    Json choices = Json::array();
    for (const llm::Choice &choice : reply.choices) {
        Json message = Json::object({{u"role"_s, u"assistant"_s}, {u"content"_s, autolog::outputMessage(choice)[u"content"]}});
        if (!choice.refusal.isEmpty())
            message.insert(u"refusal"_s, choice.refusal);
        if (!choice.toolCalls.isEmpty()) {
            Json calls = Json::array();
            for (const llm::ToolCall &call : choice.toolCalls)
                calls.append(call.toJson());
            message.insert(u"tool_calls"_s, calls);
        }
        choices.append(Json::object({{u"index"_s, choice.index},
                                     {u"message"_s, message},
                                     {u"finish_reason"_s, choice.finishReason ? Json(*choice.finishReason) : Json()}}));
    }
    return Json::object({{u"choices"_s, choices}});
}

} // namespace

TurnRecorder::Seed TurnRecorder::Seed::fresh(base::Timestamp now)
{
    return {trace::TraceId::random(), trace::SpanId::random(), trace::SpanId::random(), now};
}

Json TurnRecorder::Seed::toJson() const
{
    return Json::object({{u"trace"_s, trace.hex()},
                         {u"root"_s, root.hex()},
                         {u"model"_s, model.hex()},
                         {u"start"_s, static_cast<qint64>(start.time_since_epoch().count())}});
}

std::optional<TurnRecorder::Seed> TurnRecorder::Seed::fromJson(const Json &json)
{
    const auto trace = trace::TraceId::fromHex(json[u"trace"].toString());
    const auto root = trace::SpanId::fromHex(json[u"root"].toString());
    const auto model = trace::SpanId::fromHex(json[u"model"].toString());
    if (!trace || !root || !model)
        return std::nullopt;
    return Seed{*trace, *root, *model, base::Timestamp(std::chrono::nanoseconds(json[u"start"].toInt64()))};
}

TurnRecorder::TurnRecorder(const TurnPlan &plan, const Seed &seed, const base::Clock &clock)
    : m_seed(seed)
    , m_clock(clock)
    , m_profileName(plan.profile.name)
    , m_inputs(plan.request.body())
{
    openSpans(plan);
    m_phases = std::make_unique<PhaseRecorder>(m_live.get(), m_seed.model, m_clock);
}

TurnRecorder::~TurnRecorder() = default;

QByteArray TurnRecorder::traceparent() const
{
    return "00-" + m_seed.trace.bytes().toHex() + '-' + m_seed.model.bytes().toHex() + "-01";
}

trace::LiveTrace *TurnRecorder::live() const
{
    return m_live.get();
}

const trace::TraceRecord &TurnRecorder::record() const
{
    return m_live->record();
}

void TurnRecorder::openSpans(const TurnPlan &plan)
{
    trace::TraceInfo info;
    info.id = m_seed.trace;
    info.name = u"chat turn"_s;
    info.start = m_seed.start;
    info.session = plan.session;
    info.tags = plan.tags;
    m_live = std::make_unique<trace::LiveTrace>(info);

    trace::Span root;
    root.id = m_seed.root;
    root.name = info.name;
    root.type = u"CHAIN"_s;
    root.start = m_seed.start;
    set(&root, trace::keys::SpanType, root.type);
    set(&root, trace::keys::SpanInputs, Json::object({{u"messages"_s, Json::array({plan.own.json()})}}));
    m_live->addSpan(root);

    trace::Span model;
    model.id = m_seed.model;
    model.parent = m_seed.root;
    model.name = u"Completions"_s;
    model.type = u"CHAT_MODEL"_s;
    model.start = m_seed.start;
    set(&model, trace::keys::SpanType, model.type);
    set(&model, trace::keys::SpanInputs, m_inputs);
    for (const auto &[key, value] : m_inputs.members()) {
        if (key != "messages"_L1 && key != "input"_L1)
            model.attributes.set(key, value);
    }
    set(&model, trace::keys::MessageFormat, u"openai"_s);
    m_live->addSpan(model);
}

void TurnRecorder::head(const http::Head &head, const gateway::KongFacts &kong)
{
    m_handedOver = m_clock.wall(head.timings.start);
    m_phases->head(head, kong, m_inputs[u"stream"].toBool());
}

void TurnRecorder::event(const llm::ChatEvent &event, base::Timestamp at)
{
    if (event.type != llm::ChatEvent::Type::Chunk)
        return;
    if (event.hasContent() && m_phases->firstContent(at) && m_handedOver) {
        // Known from here on; finish() writes the same number.
        const double ttft = std::chrono::duration<double, std::milli>(at - *m_handedOver).count();
        m_live->editSpan(modelRow, [ttft](trace::Span &span) { span.attributes.set(u"spanway.ttft_ms"_s, ttft); });
    }
    m_lastChunk = event.json;
    if (m_chunkCount < llm::ReplyBuilder::maxKeptChunks) {
        trace::SpanEvent chunk{u"mlflow.chunk.item.%1"_s.arg(m_chunkCount), at, {}};
        chunk.attributes.set(u"mlflow.chunk.value"_s,
                             QString::fromUtf8(autolog::dumpChunk(event.json).write(base::JsonStyle::PythonAscii)));
        m_chunks.append(chunk);
    }
    ++m_chunkCount;
}

void TurnRecorder::finish(const gateway::CallOutcome &outcome, base::Timestamp end)
{
    // The doubled last event of a cut stream was taken back from the reply: its chunk goes too (kong.md 2.5).
    while (m_chunks.size() > outcome.reply.chunks.size())
        m_chunks.removeLast();
    m_phases->finish(end);
    finishModel(outcome, end);
    finishRoot(outcome, end);
    finishInfo(outcome);
}

std::optional<autolog::Exception> TurnRecorder::exceptionOf(const gateway::CallOutcome &outcome) const
{
    if (outcome.state == llm::TurnState::Interrupted)
        return autolog::Exception{u"Interrupted"_s, u"Spanway ended before the reply was complete"_s};
    return autolog::exceptionFor(outcome);
}

void TurnRecorder::writeReply(trace::Span *model, const gateway::CallOutcome &outcome) const
{
    const Json tools = autolog::chatTools(m_inputs[u"tools"]);
    if (!tools.isNull())
        set(model, trace::keys::ChatTools, tools);
    const QString reported = outcome.reply.plain ? outcome.reply.plain->operator[](u"model").toString()
                                                 : m_lastChunk[u"model"].toString();
    const QString name = reported.isEmpty() ? m_inputs[u"model"].toString() : reported;
    if (!name.isEmpty())
        set(model, trace::keys::LlmModel, name);
    const Json usage = autolog::tokenUsage(outcome.reply.usage);
    if (!usage.isNull())
        set(model, trace::keys::TokenUsage, usage);
    Json outputs;
    if (outcome.reply.notJson)
        outputs = Json(*outcome.reply.notJson);
    else if (outcome.reply.plain)
        outputs = autolog::dumpReply(*outcome.reply.plain);
    else
        outputs = autolog::streamedOutputs(outcome.reply, m_lastChunk);
    if (!outputs.isNull())
        set(model, trace::keys::SpanOutputs, outputs);
}

void TurnRecorder::finishModel(const gateway::CallOutcome &outcome, base::Timestamp end)
{
    trace::Span model = m_live->record().spans.at(modelRow);
    model.events = m_chunks;
    model.end = end;
    const auto exception = exceptionOf(outcome);
    if (exception) {
        model.status = trace::SpanStatus::Error;
        model.events.append(exceptionEvent(*exception, end));
        set(&model, trace::keys::LogLevel, logLevelError);
    } else {
        model.status = trace::SpanStatus::Ok;
        writeReply(&model, outcome);
        set(&model, trace::keys::LogLevel, logLevelModel);
    }
    writeFacts(&model, outcome);
    m_live->editSpan(modelRow, [&model](trace::Span &span) { span = model; });
}

void TurnRecorder::finishRoot(const gateway::CallOutcome &outcome, base::Timestamp end)
{
    trace::Span root = m_live->record().spans.at(rootRow);
    root.end = end;
    const auto exception = exceptionOf(outcome);
    if (exception) {
        root.status = trace::SpanStatus::Error;
        root.statusMessage = exception->type + u": "_s + exception->message;
        root.events.append(exceptionEvent(*exception, end));
    } else {
        root.status = trace::SpanStatus::Ok;
        set(&root, trace::keys::SpanOutputs, rootOutputs(outcome.reply));
    }
    set(&root, trace::keys::LogLevel, exception ? logLevelError : logLevelChain);
    set(&root, trace::keys::State, llm::turnStateName(outcome.state));
    m_live->editSpan(rootRow, [&root](trace::Span &span) { span = root; });
}

void TurnRecorder::finishInfo(const gateway::CallOutcome &outcome)
{
    trace::TraceRecord record = m_live->record();
    const auto tag = [&record](const QString &key, const QString &value) {
        if (!value.isEmpty())
            record.info.tags.insert(key, value);
    };
    tag(u"kong.request_id"_s, outcome.kong.requestId);
    tag(u"kong.route"_s, outcome.kong.routeName);
    tag(u"kong.cache"_s, outcome.kong.cacheStatus);
    tag(u"spanway.profile"_s, m_profileName);
    if (const auto ttft = msBetween(outcome.transport.timings, outcome.tokens.firstToken); ttft && outcome.streamed)
        tag(u"spanway.ttft_ms"_s, QString::number(*ttft, 'f', 1));
    trace::completeInfo(record);
    m_live->editInfo([&record](trace::TraceInfo &info) { info = record.info; });
}

} // namespace chat
