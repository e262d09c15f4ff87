// SPDX-License-Identifier: Apache-2.0
#include "demo/models/faultscript.h"

#include "demo/gzip.h"
#include "demo/models/chatencoder.h"

#include <QtCore/QDateTime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace demo {

namespace {

/// Longer than any read_timeout of the demo's configuration.
constexpr auto forever = 10min;
/// At the ordinary pace.
constexpr double secondsBetweenEvents = 0.005;

/// An upstream's refusal in OpenAI's form.
struct Refusal
{
    QLatin1StringView fault;
    int status;
    const char *reason;
    const char *message;
    const char *code;
};

constexpr Refusal refusals[] = {
    {"upstream-400"_L1, 400, "Bad Request",
     "Invalid value: 'wizard'. Supported values are: 'system', 'assistant', 'user', and 'tool'.", "invalid_value"},
    {"upstream-401"_L1, 401, "Unauthorized", "Incorrect API key provided: sk-demo****0000.", "invalid_api_key"},
    {"upstream-403"_L1, 403, "Forbidden", "Your project does not have access to this model.", "model_not_allowed"},
    {"upstream-404"_L1, 404, "Not Found", "The model `demo-gone` does not exist or you do not have access to it.",
     "model_not_found"},
    {"upstream-429"_L1, 429, "Too Many Requests",
     "Rate limit reached on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 20s.",
     "rate_limit_exceeded"},
    {"upstream-500"_L1, 500, "Internal Server Error",
     "The server had an error while processing your request. Sorry about that!", nullptr},
    {"upstream-529"_L1, 529, "Overloaded", "The model is overloaded. Please try again later.", "overloaded"},
};

constexpr char htmlPage[]
    = "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n"
      "<center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n"
      "</body>\r\n</html>\r\n";

QList<UpstreamStep> whole(int status, const QByteArray &reason, const http::Headers &headers, const QByteArray &body)
{
    const http::Headers all = headers + http::Headers{{"Content-Length"_ba, QByteArray::number(body.size())}};
    return {UpstreamStep::head(status, reason, all), UpstreamStep::data(body), UpstreamStep::end()};
}

QList<UpstreamStep> refusal(const Refusal &entry)
{
    const base::Json error
        = base::Json::object({{u"message"_s, QString::fromUtf8(entry.message)},
                              {u"type"_s, entry.status < 500 ? u"invalid_request_error"_s : u"server_error"_s},
                              {u"param"_s, {}},
                              {u"code"_s, entry.code ? base::Json(QString::fromLatin1(entry.code)) : base::Json()}});
    http::Headers headers{{"Content-Type"_ba, "application/json"_ba}, {"server"_ba, "demo-models"_ba}};
    if (entry.status == 429)
        headers.append({{"retry-after"_ba, "20"_ba}, {"retry-after-ms"_ba, "20000"_ba}});
    return whole(entry.status, entry.reason, headers, base::Json::object({{u"error"_s, error}}).write());
}

/// The events of an ordinary streamed reply, each with its blank line.
QByteArrayList replyEvents(const UpstreamCall &call, const ModelServer &server)
{
    ChatCall chat = ChatCall::parse(call.body).value_or(ChatCall());
    const ReplyPlan plan = makeReplyPlan(*server.models().find(u"demo-fast"_s), chat, server.seed());
    const ChatEncoder encoder(chat, "chatcmpl-demofault"_ba, QDateTime::currentSecsSinceEpoch());
    QByteArrayList events{encoder.roleEvent(0)};
    for (const Piece &piece : plan.choices.first().pieces)
        events.append(encoder.pieceEvent(0, piece, plan.choices.first()));
    events.append(encoder.finishEvent(0, plan.choices.first().finishReason));
    if (chat.includeUsage)
        events.append(encoder.usageEvent(plan));
    events.append(ChatEncoder::doneEvent());
    return events;
}

UpstreamStep streamHead(const http::Headers &more = {})
{
    return UpstreamStep::head(200, "OK"_ba,
                              http::Headers{{"Content-Type"_ba, "text/event-stream; charset=utf-8"_ba},
                                            {"Cache-Control"_ba, "no-cache"_ba},
                                            {"server"_ba, "demo-models"_ba}}
                                  + more);
}

QList<UpstreamStep> stream(const QByteArrayList &reads, const UpstreamStep &last, const UpstreamStep &head)
{
    QList<UpstreamStep> steps{head};
    for (const QByteArray &read : reads)
        steps.append(UpstreamStep::data(read));
    steps.append(last);
    return steps;
}

/// Spreads the reads over time.
QList<UpstreamStep> paced(QList<UpstreamStep> steps, double speed)
{
    for (UpstreamStep &step : steps) {
        if (step.after == 0ms && step.kind != UpstreamStep::Kind::Head)
            step.after = std::chrono::milliseconds(qint64(secondsBetweenEvents * 1000 / speed));
    }
    return steps;
}

QByteArrayList pieces(const QByteArray &bytes, qsizetype size)
{
    QByteArrayList list;
    for (qsizetype at = 0; at < bytes.size(); at += size)
        list.append(bytes.mid(at, size));
    return list;
}

QByteArrayList withCrLf(QByteArrayList events)
{
    for (QByteArray &event : events)
        event.replace("\n\n", "\r\n\r\n");
    return events;
}

/// Chunks as some providers leave them: nothing but choices, no role, their own word for the end.
QByteArrayList sparse(const QByteArrayList &events)
{
    QByteArrayList result;
    for (const QByteArray &event : events.mid(1)) {
        const qsizetype at = event.indexOf("\"choices\":");
        QByteArray choices = at < 0 ? event : "data: {" + event.mid(at);
        choices.replace("\"finish_reason\":\"stop\"", "\"finish_reason\":\"STOP\"");
        result.append(choices.replace(",\"logprobs\":null", ""));
    }
    return result;
}

QByteArrayList joinedBy(const QByteArrayList &events, const QByteArray &between)
{
    QByteArrayList result;
    for (const QByteArray &event : events)
        result << between << event;
    return result;
}

QList<UpstreamStep> brokenStream(const QByteArray &fault, const QByteArrayList &events)
{
    const QByteArrayList half = events.mid(0, std::max<qsizetype>(3, events.size() / 2));
    if (fault == "cut" || fault == "cut-clean")
        return stream(half, UpstreamStep::fail(UpstreamFailure::Closed), streamHead());
    if (fault == "stall")
        return stream(half, UpstreamStep::fail(UpstreamFailure::Closed, forever), streamHead());
    if (fault == "swallowed-error")
        return stream(half, UpstreamStep::end(), streamHead());
    if (fault == "inband-error") {
        const QByteArray error
            = "data: {\"error\":{\"message\":\"The server had an error while processing your request. "
              "Sorry about that!\",\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n";
        return stream(half + QByteArrayList{error}, UpstreamStep::end(), streamHead());
    }
    if (fault == "lost-delta")
        return stream(half.mid(0, half.size() - 1) + events.mid(half.size()), UpstreamStep::end(), streamHead());
    return {};
}

QList<UpstreamStep> oddStream(const QByteArray &fault, const QByteArrayList &events)
{
    const QByteArray all = events.join();
    const http::Headers gzip{{"content-encoding"_ba, "gzip"_ba}};
    const UpstreamStep end = UpstreamStep::end();
    if (fault == "gzip-stream")
        return stream({gzipped(all)}, end, streamHead(gzip));
    if (fault == "gzip-pieces")
        return stream(pieces(gzipped(all), 200), end, streamHead(gzip));
    if (fault == "crlf")
        return stream(withCrLf(events), end, streamHead());
    if (fault == "crlf-burst")
        return stream({withCrLf(events).join()}, end, streamHead());
    if (fault == "no-done")
        return stream(events.mid(0, events.size() - 1), end, streamHead());
    if (fault == "content-length")
        return stream(events, end, streamHead({{"Content-Length"_ba, QByteArray::number(all.size())}}));
    if (fault == "comments")
        return stream(joinedBy(events, ": keep-alive\n\n"_ba), end, streamHead());
    if (fault == "burst")
        return stream({all}, end, streamHead());
    if (fault == "split")
        return stream(pieces(all, 97), end, streamHead());
    if (fault == "missing-fields")
        return stream(sparse(events), end, streamHead());
    if (fault == "empty-events")
        return stream(joinedBy(events, "data: \n\n"_ba), end, streamHead());
    return {};
}

QList<UpstreamStep> brokenConnection(const QByteArray &fault)
{
    if (fault == "refused")
        return {UpstreamStep::fail(UpstreamFailure::Refused)};
    if (fault == "name-resolution")
        return {UpstreamStep::fail(UpstreamFailure::NameUnknown)};
    if (fault == "closed")
        return {UpstreamStep::fail(UpstreamFailure::Closed)};
    if (fault == "timeout")
        return {UpstreamStep::fail(UpstreamFailure::Closed, forever)};
    // nginx takes what has no status line for an answer of HTTP/0.9.
    if (fault == "garbage")
        return {UpstreamStep::head(200, {}, {}), UpstreamStep::data("this is not http\r\n\r\n"_ba),
                UpstreamStep::end()};
    return {};
}

QList<UpstreamStep> oddAnswer(const QByteArray &fault, bool streamed)
{
    const http::Headers json{{"Content-Type"_ba, "application/json"_ba}};
    if (fault == "html-503")
        return whole(503, "Service Unavailable"_ba, {{"Content-Type"_ba, "text/html"_ba}, {"server"_ba, "nginx"_ba}},
                     htmlPage);
    if (streamed)
        return fault == "plain-json" ? whole(200, "OK"_ba, json, R"({"choices":[]})"_ba) : QList<UpstreamStep>();
    if (fault == "no-choices")
        return whole(200, "OK"_ba, json, R"({"object":"error","message":"model is loading","code":50001})"_ba);
    if (fault == "not-json")
        return whole(200, "OK"_ba, {{"Content-Type"_ba, "text/plain"_ba}}, "the upstream says hi"_ba);
    if (fault == "lying-length")
        return whole(200, "OK"_ba, json + http::Headers{{"X-Kong-Limit"_ba, "calls=1"_ba}}, R"({"choices":[]})"_ba);
    return {};
}

} // namespace

QList<UpstreamStep> faultScript(const QByteArray &fault, const UpstreamCall &call, const ModelServer &server)
{
    for (const Refusal &entry : refusals) {
        if (fault == QByteArrayView(entry.fault.data(), entry.fault.size()))
            return refusal(entry);
    }
    const base::Json request = base::Json::parse(call.body).value_or(base::Json());
    const bool streamed = request[u"stream"].toBool();
    QList<UpstreamStep> steps = brokenConnection(fault);
    if (steps.isEmpty())
        steps = oddAnswer(fault, streamed);
    if (!steps.isEmpty() || !streamed)
        return steps;
    const QByteArrayList events = replyEvents(call, server);
    steps = brokenStream(fault, events);
    return paced(steps.isEmpty() ? oddStream(fault, events) : steps, server.speed());
}

} // namespace demo
