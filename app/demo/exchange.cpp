// SPDX-License-Identifier: Apache-2.0
#include "demo/exchange.h"

#include "base/random.h"
#include "demo/headers.h"
#include "kong/errorbody.h"

#include <QtNetwork/QHostAddress>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

constexpr char kongVersion[] = "kong/3.10.0";

QByteArray milliseconds(base::MonoTime from, base::MonoTime to)
{
    return QByteArray::number(qint64(std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count()));
}

bool isAddress(const QString &host)
{
    return !QHostAddress(host).isNull();
}

/// Headers of the client that Kong does not pass on: hop by hop, replaced, or meant for Kong.
bool staysAtKong(const QByteArray &name)
{
    static const QByteArrayList names{"host"_ba, "connection"_ba, "keep-alive"_ba, "content-length"_ba,
        "transfer-encoding"_ba, "expect"_ba, "te"_ba, "upgrade"_ba, "via"_ba, "x-kong-request-debug"_ba,
        "x-kong-request-debug-token"_ba, "x-kong-request-debug-log"_ba, "x-real-ip"_ba,
        "x-kong-request-id"_ba};
    return names.contains(name) || name.startsWith("x-forwarded-");
}

/// nginx names its charset for text that names none.
void addCharset(http::Headers *headers)
{
    const QByteArray type = http::headerValue(*headers, "Content-Type");
    if (type == "text/html" || type == "text/plain" || type == "text/xml")
        setHeader(headers, "Content-Type"_ba, type + "; charset=UTF-8");
}

} // namespace

/// A call that a plugin makes on its own.
class Exchange::AsideCall : public UpstreamSink
{
public:
    AsideCall(Upstream *upstream, const UpstreamCall &call, AsideDone done)
        : m_done(std::move(done))
    {
        m_job = upstream->start(call, this);
    }

    void onUpstreamHead(int status, const QByteArray &, const http::Headers &headers) override
    {
        m_status = status;
        m_headers = headers;
    }
    void onUpstreamData(const QByteArray &read) override { m_body += read; }
    void onUpstreamEnd() override { m_done(m_status, m_headers, m_body); }
    void onUpstreamFailure(UpstreamFailure) override { m_done(0, {}, {}); }

private:
    AsideDone m_done;
    std::unique_ptr<UpstreamJob> m_job;
    int m_status = 0;
    http::Headers m_headers;
    QByteArray m_body;
};

Exchange::Exchange(GatewayCore *core, http::ServerRequest request, std::shared_ptr<http::ServerResponse> response)
    : m_core(core)
    , m_client(std::move(request))
    , m_writer(m_client, std::move(response))
    , m_requestId(base::randomBytes(16).toHex())
    , m_query(m_client.query())
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
    if (!route())
        return;
    for (const http::Header &header : m_client.headers) {
        if (!staysAtKong(header.name.toLower()))
            m_forwarded.append(header);
    }
    m_body = m_client.body;
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
    const QByteArray phrase = QByteArray::number(status) + ' ' + kong::nginxReason(status);
    exit(status,
        {{"Content-Type"_ba, "text/html; charset=UTF-8"_ba},
            {"Location"_ba, "https://" + clientHeader("Host").split(':').first() + m_client.target}},
        "<html>\r\n<head><title>" + phrase + "</title></head>\r\n<body>\r\n<center><h1>" + phrase
            + "</h1></center>\r\n</body>\r\n</html>\r\n");
    return false;
}

const kong::Plugin *Exchange::applicable(const QString &name) const
{
    return m_core->plan().find(name, m_match.route ? m_match.route->id : QString(),
        m_match.service ? m_match.service->id : QString(), m_consumer ? m_consumer->id : QString());
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

void Exchange::callAside(const UpstreamCall &call, AsideDone done)
{
    if (m_debug && m_inAccess.first)
        m_debug->external(m_inAccess.first->name, call.host, call.port);
    m_aside.push_back(std::make_unique<AsideCall>(m_core->upstream(), call, std::move(done)));
}

void Exchange::authenticate(const kong::Consumer *consumer, const QByteArray &credential)
{
    m_consumer = consumer;
    setHeader(&m_forwarded, "X-Consumer-ID"_ba, consumer->id.toUtf8());
    if (!consumer->customId.isEmpty())
        setHeader(&m_forwarded, "X-Consumer-Custom-ID"_ba, consumer->customId.toUtf8());
    setHeader(&m_forwarded, "X-Consumer-Username"_ba, consumer->name.toUtf8());
    setHeader(&m_forwarded, "X-Credential-Identifier"_ba, credential);
}

void Exchange::setUpstreamUrl(const QUrl &url)
{
    m_upstreamUrl = url;
}

void Exchange::finishAccess()
{
    if (!m_match.service) {
        error(503, "no Service found with those values"_ba);
        return;
    }
    chooseAddress();
}

void Exchange::chooseAddress()
{
    m_proxied = std::chrono::steady_clock::now();
    const kong::Service &service = *m_match.service;
    if (m_upstreamUrl) {
        // Kong only looks a name up if the service it replaces had one (golden/kong 163p).
        if (isAddress(service.host) && !isAddress(m_upstreamUrl->host()))
            return nginxError(500);
        return callUpstream({m_upstreamUrl->host(), m_upstreamUrl->port(80)});
    }
    const kong::Upstream *pool = m_core->configuration().upstream(service.host);
    if (!pool)
        return callUpstream({service.host, service.port});
    const auto address = m_core->balancer()->next(*pool, m_tried);
    if (!address) {
        error(503, "failure to get a peer from the ring-balancer"_ba);
        return;
    }
    callUpstream(*address);
}

void Exchange::callUpstream(const Address &address)
{
    m_address = address;
    ++m_tries;
    m_readTimer.start(m_match.service->readTimeout);
    m_job = m_core->upstream()->start(upstreamCall(address), this);
}

UpstreamCall Exchange::upstreamCall(const Address &address) const
{
    const QByteArray host = clientHeader("Host");
    QByteArray path = m_match.upstreamPath;
    if (m_upstreamUrl && !m_upstreamUrl->path().isEmpty())
        path = m_upstreamUrl->path(QUrl::FullyEncoded).toUtf8();
    UpstreamCall call{m_client.method, m_query.isEmpty() ? path : path + '?' + m_query, address.host, address.port, {}, m_body};
    const QByteArray hostHeader = m_match.route->preserveHost ? host
        : m_upstreamUrl ? address.host.toUtf8()
                        : address.host.toUtf8() + ':' + QByteArray::number(address.port);
    call.headers = {{"Via"_ba, (m_client.minorVersion == 0 ? "1 "_ba : "1.1 "_ba) + kongVersion}, {"Host"_ba, hostHeader},
        {"Connection"_ba, "keep-alive"_ba}, {"X-Forwarded-For"_ba, clientAddress().toUtf8()},
        {"X-Forwarded-Proto"_ba, "http"_ba}, {"X-Forwarded-Host"_ba, host.split(':').first()},
        {"X-Forwarded-Port"_ba, QByteArray::number(m_core->port)}, {"X-Forwarded-Path"_ba, m_client.path()}};
    if (!m_match.prefix.isEmpty())
        call.headers.append({"X-Forwarded-Prefix"_ba, m_match.prefix});
    call.headers.append({{"X-Real-IP"_ba, clientAddress().toUtf8()}, {"X-Kong-Request-Id"_ba, m_requestId}});
    if (!m_body.isEmpty())
        call.headers.append({"Content-Length"_ba, QByteArray::number(m_body.size())});
    call.headers += m_forwarded;
    return call;
}

bool Exchange::retry()
{
    const kong::Upstream *pool = m_core->configuration().upstream(m_match.service->host);
    if (m_upstreamUrl || !pool)
        return false;
    const QString target = u"%1:%2"_s.arg(m_address.host).arg(m_address.port);
    m_tried.insert(target);
    m_core->balancer()->reportRefused(*pool, target);
    if (m_tries > m_match.service->retries)
        return false;
    const auto address = m_core->balancer()->next(*pool, m_tried);
    if (!address)
        return false;
    callUpstream(*address);
    return true;
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
    if (failure == UpstreamFailure::Refused && retry())
        return;
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
    const kong::ErrorBody body = kong::nginxErrorBody(
        clientHeader("Accept"), clientHeader("Content-Type"), kong::nginxErrorMessage(status), m_requestId);
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
        head->headers.append({{"Kong-Route-Id"_ba, m_match.route->id.toUtf8()},
            {"Kong-Route-Name"_ba, m_match.route->name.toUtf8()}});
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
    if (shape.proxied && m_upstreamUrl && !isAddress(m_address.host))
        shape.resolvedName = m_address.host;
    head->headers.append(
        {"X-Kong-Request-Debug-Output"_ba, m_debug->output(m_requestId, shape).write()});
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

void Exchange::setReplyHeader(const QByteArray &name, const QByteArray &value)
{
    setHeader(&m_added, name, value);
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
