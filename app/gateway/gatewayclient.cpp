// SPDX-License-Identifier: Apache-2.0
#include "gateway/gatewayclient.h"

#include "gateway/callreader.h"
#include "gateway/wireredaction.h"
#include "http/stream.h"

#include <QCoroFuture>

#include <QtCore/QTimer>

#include <functional>
#include <numeric>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

/// How long a server may take to end the message after it said that it is done.
constexpr std::chrono::milliseconds farewell{1000};

/// What a model says in a day; whoever sends more does not mean to end.
constexpr qsizetype longestReply = 256 * 1024 * 1024;

/// Longer exchanges are redacted in the thread pool.
constexpr qsizetype longWire = 256 * 1024;

qsizetype bytesIn(const QList<http::WireEntry> &wire)
{
    return std::transform_reduce(wire.cbegin(), wire.cend(), qsizetype(0), std::plus(),
                                 [](const http::WireEntry &entry) { return entry.bytes.size(); });
}

bool has(const http::Headers &headers, QByteArrayView name)
{
    return http::hasHeader(headers, name);
}

void addDefault(http::Headers &headers, const QByteArray &name, const QByteArray &value)
{
    if (!has(headers, name))
        headers.append({name, value, false});
}

http::Request requestFor(const ChatCall &call)
{
    http::Request request;
    request.method = "POST"_ba;
    request.url = call.endpoint.url;
    request.headers = call.endpoint.headers;
    addDefault(request.headers, "Content-Type"_ba, "application/json"_ba);
    addDefault(request.headers, "Accept"_ba,
               call.request.streams() ? "text/event-stream, application/json"_ba : "application/json"_ba);
    addDefault(request.headers, "Accept-Encoding"_ba, "identity"_ba);
    addDefault(request.headers, "User-Agent"_ba, "Spanway/" SPANWAY_VERSION ""_ba);
    if (!call.traceparent.isEmpty())
        addDefault(request.headers, "traceparent"_ba, call.traceparent);
    request.body = call.request.bytes();
    request.connectTimeout = call.endpoint.connectTimeout;
    request.idleTimeout = call.endpoint.idleTimeout;
    request.caFile = call.endpoint.caFile;
    request.maxBody = longestReply;
    request.keepWire = call.keepWire;
    return request;
}

void readNew(http::Stream &stream, CallReader &reader, bool &headTold)
{
    if (!headTold && stream.head()) {
        headTold = true;
        reader.head(*stream.head());
    }
    const QList<http::Stream::Piece> pieces = stream.take();
    for (const http::Stream::Piece &piece : pieces)
        reader.data(piece.bytes, piece.at);
}

} // namespace

GatewayClient::GatewayClient(http::Client *client, const base::Redactor *redactor)
    : m_client(client)
    , m_redactor(redactor)
{ }

QCoro::Task<CallOutcome> GatewayClient::complete(ChatCall call, std::shared_ptr<CallSink> sink, std::stop_token stop)
{
    const base::Redactor *const redactor = m_redactor; // this may be gone after the first wait
    CallReader reader(call, std::move(sink), redactor);
    const http::Request request = requestFor(call);
    std::stop_source ending;
    const std::stop_callback onStop(stop, [&ending] { ending.request_stop(); });
    QTimer patience;
    patience.setSingleShot(true);
    QObject::connect(&patience, &QTimer::timeout, &patience, [&ending] { ending.request_stop(); });
    http::Stream stream(m_client, request, ending.get_token());
    bool headTold = false;
    for (;;) {
        co_await stream.next();
        if (stop.stop_requested())
            reader.silence();
        readNew(stream, reader, headTold);
        if (stream.ended())
            break;
        if (reader.isSatisfied() && !patience.isActive())
            patience.start(farewell);
    }
    CallOutcome outcome = reader.finish(stream.outcome(), stop.stop_requested());
    const QList<http::WireEntry> wire = std::exchange(outcome.transport.wire, {});
    const bool split = reader.foundSplitSecret();
    if (bytesIn(wire) <= longWire) {
        outcome.transport.wire = redactedWire(wire, redactor, split);
        co_return outcome;
    }
    const QList<http::WireEntry> masked = co_await redactedWireInPool(wire, redactor, split);
    outcome.transport.wire = masked;
    co_return outcome;
}

} // namespace gateway
