// SPDX-License-Identifier: Apache-2.0
#include "demo/exchange.h"

#include "base/random.h"
#include "demo/headers.h"
#include "kong/errorbody.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

QByteArray milliseconds(base::MonoTime from, base::MonoTime to)
{
    return QByteArray::number(qint64(std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count()));
}

} // namespace

Exchange::Exchange(GatewayCore *core, http::ServerRequest request, std::shared_ptr<http::ServerResponse> response)
    : m_core(core)
    , m_client(std::move(request))
    , m_writer(m_client, std::move(response))
    , m_requestId(base::randomBytes(16).toHex())
    , m_forwarding(m_client)
    , m_targets(core)
{
    m_readTimer.setSingleShot(true);
    connect(&m_readTimer, &QTimer::timeout, this, &Exchange::onReadTimeout);
    m_writer.response()->onHangUp([this] { done(); });
    if (http::headerValue(m_client.headers, "X-Kong-Request-Debug") == "*")
        m_debug.emplace(m_client.at);
}

Exchange::~Exchange() = default;

bool Exchange::kongDebug() const
{
    return clientHeader("Kong-Debug") == "1";
}

QString Exchange::clientAddress() const
{
    return m_client.remoteAddress.section(u':', 0, -2);
}

void Exchange::run()
{
    if (route())
        runPlugins();
}

bool Exchange::route()
{
    kong::RouteQuery query{m_client.method, m_client.path(), clientHeader("Host"), {}};
    for (const http::Header &header : m_client.headers)
        query.headers.append({header.name, header.value});
    const auto match = m_core->router().match(query);
    if (m_debug)
        m_debug->routed();
    if (!match) {
        error(404, "no Route matched with those values"_ba);
        return false;
    }
    m_match = *match;
    if (m_match.route->protocols.contains(u"http"_s))
        return true;
    const int status = m_match.route->httpsRedirectStatus;
    if (status == 426) {
        error(426, "Please use HTTPS protocol"_ba,
              {{"Upgrade"_ba, "TLS/1.2, HTTP/1.1"_ba}, {"Connection"_ba, "Upgrade"_ba}});
        return false;
    }
    exit(status,
         {{"Content-Type"_ba, "text/html; charset=UTF-8"_ba},
          {"Location"_ba, "https://" + clientHeader("Host").split(':').first() + m_client.target}},
         kong::nginxPage(status));
    return false;
}

const kong::Plugin *Exchange::applicable(const QString &name) const
{
    return m_core->plan().find(name, m_match.route ? m_match.route->id : QString(),
                               m_match.service ? m_match.service->id : QString(),
                               m_consumer ? m_consumer->id : QString());
}

void Exchange::runPlugins()
{
    const QStringList &names = m_core->plan().names();
    while (m_nextPlugin < names.size()) {
        const kong::Plugin *plugin = applicable(names.at(m_nextPlugin++));
        if (plugin && runPlugin(*plugin) != Flow::Next)
            return;
    }
    finishAccess();
}

Flow Exchange::runPlugin(const kong::Plugin &plugin)
{
    PluginHandler *handler = m_core->handler(plugin.name);
    if (!handler)
        return Flow::Next;
    m_running.push_back({&plugin, handler->start(plugin)});
    m_inAccess = {&plugin, std::chrono::steady_clock::now()};
    const Flow flow = m_running.back().run->access(this);
    if (flow == Flow::Next)
        stampAccess();
    return flow;
}

void Exchange::stampAccess()
{
    const auto [plugin, since] = std::exchange(m_inAccess, {});
    if (m_debug && plugin)
        m_debug->plugin(DebugTimer::Phase::Access, plugin->name, plugin->id, since);
}

void Exchange::resume()
{
    if (m_done)
        return;
    stampAccess();
    runPlugins();
}

void Exchange::callAside(const UpstreamCall &call, AsideCall::Done done)
{
    if (m_debug && m_inAccess.first)
        m_debug->external(m_inAccess.first->name, call.host, call.port);
    m_aside.push_back(std::make_unique<AsideCall>(m_core->upstream(), call, std::move(done)));
}

void Exchange::authenticate(const kong::Consumer *consumer, const QByteArray &credential)
{
    m_consumer = consumer;
    setHeader(&m_forwarding.headers, "X-Consumer-ID"_ba, consumer->id.toUtf8());
    if (!consumer->customId.isEmpty())
        setHeader(&m_forwarding.headers, "X-Consumer-Custom-ID"_ba, consumer->customId.toUtf8());
    setHeader(&m_forwarding.headers, "X-Consumer-Username"_ba, consumer->name.toUtf8());
    setHeader(&m_forwarding.headers, "X-Credential-Identifier"_ba, credential);
}

void Exchange::finishAccess()
{
    if (m_match.service)
        chooseAddress();
    else
        error(503, "no Service found with those values"_ba);
}

void Exchange::chooseAddress()
{
    m_proxied = std::chrono::steady_clock::now();
    const kong::Service &service = *m_match.service;
    if (const auto &url = m_forwarding.url) {
        // Kong only looks a name up if the service it replaces had one (golden/kong 163p).
        if (isAddress(service.host) && !isAddress(url->host()))
            return nginxError(500);
        return callUpstream({url->host(), url->port(80)});
    }
    if (const auto address = m_targets.first(service))
        callUpstream(*address);
    else
        error(503, "failure to get a peer from the ring-balancer"_ba);
}

void Exchange::callUpstream(const Address &address)
{
    m_address = address;
    m_readTimer.start(m_match.service->readTimeout);
    const Forwarding::Facts facts{m_requestId, clientAddress(), m_core->port};
    m_job = m_core->upstream()->start(m_forwarding.call(m_client, m_match, address, facts), this);
}

void Exchange::onUpstreamHead(int status, const QByteArray &reason, const http::Headers &headers)
{
    if (m_done)
        return;
    m_upstreamStatus = status;
    m_upstreamHead = {status, reason, headers};
    m_readTimer.start();
    if (m_whole)
        return;
    m_answered = std::chrono::steady_clock::now();
    beginProxied();
}

ReplyHead Exchange::upstreamReply() const
{
    ReplyHead head{m_upstreamHead.status, m_upstreamHead.reason, m_added};
    for (const http::Header &header : m_upstreamHead.headers) {
        const QByteArray name = header.name.toLower();
        if (name != "connection" && name != "transfer-encoding" && name != "content-length" && name != "keep-alive")
            head.headers.append(header);
    }
    return head;
}

void Exchange::beginProxied()
{
    m_source = Source::Upstream;
    ReplyHead head = upstreamReply();
    addCharset(&head.headers);
    finishHead(&head);
    if (m_abandoned) {
        m_writer.drop();
        return done();
    }
    std::optional<qint64> length;
    if (http::hasHeader(m_upstreamHead.headers, "Content-Length") && !http::hasHeader(head.headers, "Content-Length"))
        length = http::headerValue(m_upstreamHead.headers, "Content-Length").toLongLong();
    const bool accelerated = http::headerValue(m_upstreamHead.headers, "X-Accel-Buffering") == "no";
    removeHeader(&head.headers, "X-Accel-Buffering");
    if (http::hasHeader(head.headers, "Content-Length")) {
        // A plugin has changed the length although the body still comes (golden/kong 533).
        length = http::headerValue(head.headers, "Content-Length").toLongLong();
        removeHeader(&head.headers, "Content-Length");
    }
    m_writer.begin(head, length, m_match.route->responseBuffering && !accelerated);
}

QByteArray Exchange::filtered(const QByteArray &read, bool last)
{
    QByteArray piece = read;
    for (const Running &running : m_running)
        piece = running.run->bodyFilter(this, piece, last);
    return piece;
}

void Exchange::onUpstreamData(const QByteArray &read)
{
    if (m_done)
        return;
    m_readTimer.start();
    if (m_whole) {
        m_wholeBody += read;
        return;
    }
    const QByteArray piece = filtered(read, false);
    if (m_withhold)
        m_withheld += piece;
    else
        m_writer.write(piece);
}

void Exchange::onUpstreamEnd()
{
    if (m_done)
        return;
    m_readTimer.stop();
    if (m_whole)
        finishWhole();
    else
        finishProxied();
}

void Exchange::finishProxied()
{
    m_writer.write(m_withheld + filtered({}, true));
    m_writer.end();
    done();
}

void Exchange::finishWhole()
{
    m_answered = std::chrono::steady_clock::now();
    m_source = Source::Upstream;
    ReplyHead head = upstreamReply();
    QByteArray body = m_wholeBody;
    for (const Running &running : m_running) {
        if (!running.run->wholeFilter(this, &head, &body)) {
            m_writer.drop();
            return done();
        }
    }
    addCharset(&head.headers);
    head.headers.prepend({"Date"_ba, httpDate(QDateTime::currentDateTimeUtc())});
    answer(Source::Upstream, head, body);
}

void Exchange::onUpstreamFailure(UpstreamFailure failure)
{
    if (m_done)
        return;
    m_readTimer.stop();
    if (m_writer.begun())
        return cutStream();
    if (failure == UpstreamFailure::NameUnknown) {
        error(503, "name resolution failed"_ba);
        return;
    }
    const auto next = failure == UpstreamFailure::Refused ? m_targets.afterRefusal(*m_match.service) : std::nullopt;
    if (next)
        callUpstream(*next);
    else
        nginxError(502);
}

void Exchange::cutStream()
{
    for (const Running &running : m_running)
        m_writer.write(running.run->bodyFilterAfterCut());
    m_writer.cut();
    done();
}

void Exchange::onReadTimeout()
{
    m_job.reset();
    if (m_writer.begun())
        cutStream();
    else
        nginxError(504);
}

Flow Exchange::exit(int status, const http::Headers &headers, const QByteArray &body)
{
    answer(Source::Kong, {status, {}, headers}, body);
    return Flow::Answered;
}

Flow Exchange::error(int status, const QByteArray &message, const http::Headers &headers)
{
    const kong::ErrorBody body = kong::errorBody(clientHeader("Accept"), message, m_requestId);
    return exit(status, http::Headers{{"Content-Type"_ba, body.contentType}} + headers, body.body);
}

Flow Exchange::exitAsProxied(int status, const http::Headers &headers, const QByteArray &body)
{
    m_proxied = std::chrono::steady_clock::now();
    m_answered = m_proxied;
    answer(Source::Cache, {status, {}, headers}, body);
    return Flow::Answered;
}

void Exchange::nginxError(int status)
{
    m_answered = std::chrono::steady_clock::now();
    const kong::ErrorBody body = kong::nginxErrorBody(clientHeader("Accept"), clientHeader("Content-Type"),
                                                      kong::nginxErrorMessage(status), m_requestId);
    answer(Source::Nginx, {status, {}, {{"Content-Type"_ba, body.contentType}}}, body.body);
}

void Exchange::answer(Source source, ReplyHead head, const QByteArray &body)
{
    m_source = source;
    head.reason = kong::nginxReason(head.status);
    if (source != Source::Upstream) {
        if (!http::hasHeader(head.headers, "Date"))
            head.headers.prepend({"Date"_ba, httpDate(QDateTime::currentDateTimeUtc())});
        for (const http::Header &header : std::as_const(m_added)) {
            if (!http::hasHeader(head.headers, header.name))
                head.headers.append(header);
        }
    }
    finishHead(&head);
    if (http::headerValue(head.headers, "Transfer-Encoding") == "chunked") {
        removeHeader(&head.headers, "Transfer-Encoding");
        m_writer.begin(head, std::nullopt, true);
        m_writer.write(body);
        m_writer.end();
    } else {
        m_writer.sendWhole(head, body);
    }
    done();
}

void Exchange::finishHead(ReplyHead *head)
{
    stampAccess();
    startRemainingFilters();
    for (const Running &running : m_running) {
        if (!running.run->hasHeaderFilter())
            continue;
        const auto since = std::chrono::steady_clock::now();
        running.run->headerFilter(this, head);
        if (m_debug)
            m_debug->plugin(DebugTimer::Phase::HeaderFilter, running.plugin->name, running.plugin->id, since);
    }
    if (kongDebug() && m_match.route) {
        head->headers.append(
            {{"Kong-Route-Id"_ba, m_match.route->id.toUtf8()}, {"Kong-Route-Name"_ba, m_match.route->name.toUtf8()}});
        if (m_match.service)
            head->headers.append({{"Kong-Service-Id"_ba, m_match.service->id.toUtf8()},
                                  {"Kong-Service-Name"_ba, m_match.service->name.toUtf8()}});
    }
    addLatencies(head);
    head->headers.append({"X-Kong-Request-Id"_ba, m_requestId});
    if (m_debug)
        addDebugHeaders(head);
}

void Exchange::startRemainingFilters()
{
    const QStringList &names = m_core->plan().names();
    while (m_nextPlugin < names.size()) {
        const kong::Plugin *plugin = applicable(names.at(m_nextPlugin++));
        PluginHandler *handler = plugin ? m_core->handler(plugin->name) : nullptr;
        if (handler)
            m_running.push_back({plugin, handler->start(*plugin)});
    }
}

void Exchange::addDebugHeaders(ReplyHead *head)
{
    DebugTimer::Shape shape;
    shape.routed = m_match.route != nullptr;
    shape.unbuffered = shape.routed && !m_match.route->responseBuffering;
    shape.whole = m_whole;
    shape.proxied = m_answered && m_source != Source::Cache;
    shape.upstreamFailed = m_source == Source::Nginx;
    if (shape.proxied)
        shape.upstreamMs = milliseconds(m_proxied, *m_answered).toLongLong();
    if (shape.proxied && m_forwarding.url && !isAddress(m_address.host))
        shape.resolvedName = m_address.host;
    head->headers.append({"X-Kong-Request-Debug-Output"_ba, m_debug->output(m_requestId, shape).write()});
}

void Exchange::addLatencies(ReplyHead *head)
{
    const bool hasServer = http::hasHeader(head->headers, "Server");
    if (m_source == Source::Kong) {
        head->headers.append(
            {"X-Kong-Response-Latency"_ba, milliseconds(m_client.at, std::chrono::steady_clock::now())});
    } else {
        const QByteArray via = http::headerValue(head->headers, "Via");
        head->headers.append({{"X-Kong-Upstream-Latency"_ba, milliseconds(m_proxied, m_answered.value_or(m_proxied))},
                              {"X-Kong-Proxy-Latency"_ba, milliseconds(m_client.at, m_proxied)}});
        setHeader(&head->headers, "Via"_ba, via.isEmpty() ? "1.1 "_ba + kongVersion : via + ", 1.1 " + kongVersion);
    }
    if (!hasServer)
        head->headers.append({"Server"_ba, kongVersion});
}

void Exchange::done()
{
    if (m_done)
        return;
    m_done = true;
    m_readTimer.stop();
    m_writer.response()->onHangUp({});
    // The job may be the one that called: it goes together with this.
    deleteLater();
}

} // namespace demo
