// SPDX-License-Identifier: Apache-2.0
#include "cli/sendreport.h"

#include "cli/optionwords.h"

#include <algorithm>

using base::Json;
using namespace Qt::StringLiterals;

namespace cli {

namespace {

Json orNull(const QString &text)
{
    return text.isEmpty() ? Json() : Json(text);
}

Json orNull(const std::optional<double> &value)
{
    return value ? Json(*value) : Json();
}

Json toolCalls(const llm::Choice &choice)
{
    QList<Json> calls(choice.toolCalls.size());
    std::ranges::transform(choice.toolCalls, calls.begin(), &llm::ToolCall::toJson);
    return Json::array(std::move(calls));
}

Json choicesOf(const llm::ChatReply &reply)
{
    Json choices = Json::array();
    for (const llm::Choice &choice : reply.choices) {
        choices.append(Json::object({{u"index"_s, choice.index},
                                     {u"text"_s, choice.text},
                                     {u"reasoning"_s, orNull(choice.reasoning)},
                                     {u"refusal"_s, orNull(choice.refusal)},
                                     {u"toolCalls"_s, toolCalls(choice)},
                                     {u"finishReason"_s, choice.finishReason ? Json(*choice.finishReason) : Json()}}));
    }
    return choices;
}

Json offset(const http::Timings::Offset &value)
{
    return value ? Json(std::chrono::duration<double, std::milli>(*value).count()) : Json();
}

Json since(const http::Timings &timings, const std::optional<base::MonoTime> &at)
{
    return at ? offset(std::chrono::nanoseconds(*at - timings.start)) : Json();
}

/// Milliseconds since the request was handed to the client; null where it did not happen.
Json timingsOf(const gateway::CallOutcome &outcome)
{
    const http::Timings &timings = outcome.transport.timings;
    return Json::object({{u"nameLookup"_s, offset(timings.nameLookup)},
                         {u"connect"_s, offset(timings.connect)},
                         {u"tls"_s, offset(timings.tls)},
                         {u"ready"_s, offset(timings.ready)},
                         {u"headerEnd"_s, offset(timings.headerEnd)},
                         {u"firstByte"_s, offset(timings.firstByte)},
                         {u"firstToken"_s, since(timings, outcome.tokens.firstToken)},
                         {u"firstText"_s, since(timings, outcome.tokens.firstText)},
                         {u"lastToken"_s, since(timings, outcome.tokens.lastToken)},
                         {u"end"_s, offset(timings.end)},
                         {u"connectionReused"_s, outcome.transport.reusedConnection}});
}

Json kongOf(const gateway::KongFacts &kong)
{
    Json rate;
    if (const gateway::RateWindow *tightest = kong.tightest()) {
        rate = Json::object({{u"window"_s, orNull(tightest->name)},
                             {u"unit"_s, tightest->unit},
                             {u"limit"_s, orNull(tightest->limit)},
                             {u"remaining"_s, orNull(tightest->remaining)},
                             {u"resetSeconds"_s, orNull(tightest->resetSeconds)}});
    }
    return Json::object({{u"requestId"_s, orNull(kong.requestId)},
                         {u"proxyLatencyMs"_s, orNull(kong.proxyLatencyMs)},
                         {u"upstreamLatencyMs"_s, orNull(kong.upstreamLatencyMs)},
                         {u"model"_s, orNull(kong.model)},
                         {u"cacheStatus"_s, orNull(kong.cacheStatus)},
                         {u"rateLimit"_s, rate}});
}

Json errorOf(const base::Error &error, const QString &kind, const QString &message)
{
    return Json::object({{u"kind"_s, kind},
                         {u"httpStatus"_s, error.httpStatus == 0 ? Json() : Json(error.httpStatus)},
                         {u"message"_s, message},
                         {u"requestId"_s, orNull(error.requestId)}});
}

Json usageError(const base::Error &error)
{
    return errorOf(error, u"usage"_s, error.message);
}

Json callError(const chat::Turn &turn)
{
    if (!turn.error)
        return {};
    return errorOf(*turn.error, base::errorKindName(turn.error->kind), inOptions(*turn.error, turn.suggestedModel));
}

Json reportOf(const chat::Turn &turn, const gateway::CallOutcome &outcome, const ExportReport &report, const Json &error)
{
    const llm::Choice *first = turn.reply.first();
    const llm::Choice choice = first ? *first : llm::Choice();
    const bool wasTraced = turn.traceId != trace::TraceId(); // a refused command line leaves no trace
    return Json::object({{u"traceId"_s, wasTraced ? Json(turn.traceId.hex()) : Json()},
                         {u"mlflowTraceId"_s, wasTraced ? Json(trace::mlflowTraceId(turn.traceId)) : Json()},
                         {u"state"_s, llm::turnStateName(turn.state)},
                         {u"text"_s, turn.reply.notJson ? *turn.reply.notJson : choice.text},
                         {u"reasoning"_s, orNull(choice.reasoning)},
                         {u"toolCalls"_s, toolCalls(choice)},
                         {u"finishReason"_s, choice.finishReason ? Json(*choice.finishReason) : Json()},
                         {u"choices"_s, choicesOf(turn.reply)},
                         {u"usage"_s, turn.reply.usage ? turn.reply.usage->raw : Json()},
                         {u"timings"_s, timingsOf(outcome)},
                         {u"kong"_s, kongOf(outcome.kong)},
                         {u"error"_s, error},
                         {u"export"_s, Json::object({{u"state"_s, report.state},
                                                     {u"attempts"_s, report.attempts},
                                                     {u"error"_s, orNull(report.error)}})}});
}

QString outboxStateName(store::OutboxState state)
{
    switch (state) {
    case store::OutboxState::Waiting:
        return u"waiting"_s;
    case store::OutboxState::Sending:
        return u"sending"_s;
    case store::OutboxState::Sent:
        return u"sent"_s;
    case store::OutboxState::Failed:
        return u"failed"_s;
    }
    return {};
}

} // namespace

ExportReport exportReport(const std::optional<store::OutboxRow> &row)
{
    if (!row)
        return {};
    return {outboxStateName(row->state), row->attempts, row->reason};
}

ExitCode exitCodeFor(llm::TurnState state)
{
    switch (state) {
    case llm::TurnState::Done:
        return ExitCode::Done;
    case llm::TurnState::Stopped:
        return ExitCode::Stopped;
    case llm::TurnState::Incomplete:
    case llm::TurnState::TimedOut:
    case llm::TurnState::Interrupted:
        return ExitCode::Incomplete;
    case llm::TurnState::Failed:
        return ExitCode::Failed;
    case llm::TurnState::Running:
        break;
    }
    return ExitCode::Internal;
}

Json sendReport(const chat::Turn &turn, const gateway::CallOutcome &outcome, const ExportReport &report)
{
    return reportOf(turn, outcome, report, callError(turn));
}

Json refusedReport(const base::Error &error)
{
    chat::Turn refused;
    refused.state = llm::TurnState::Failed;
    return reportOf(refused, {}, {}, usageError(error));
}

Json refusedAnswer(const base::Error &error)
{
    return Json::object({{u"error"_s, usageError(error)}});
}

} // namespace cli
