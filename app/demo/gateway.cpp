// SPDX-License-Identifier: Apache-2.0
#include "demo/gateway.h"

#include "base/random.h"
#include "demo/exchange.h"
#include "demo/headers.h"
#include "kong/declarative.h"
#include "kong/errorbody.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

/// The model a body names, if the demo routes by it.
QByteArray routedModel(const QByteArray &body)
{
    if (!body.contains("\"fault-") && !body.contains("\"demo-limited\""))
        return {};
    const auto json = base::Json::parse(body);
    return json ? (*json)[u"model"].toString().toUtf8() : QByteArray();
}

/// Faults whose cause is the request itself.
void applyFault(const QByteArray &fault, http::ServerRequest *request)
{
    if (fault == "no-route")
        request->target = "/no-route" + request->target;
    else if (fault == "key-twice")
        request->headers.append({"x-demo-fault"_ba, fault});
    else if (fault == "only-if-cached")
        setHeader(&request->headers, "Cache-Control"_ba, "only-if-cached"_ba);
}

void addRoutingHeaders(http::ServerRequest *request)
{
    const QByteArray model = routedModel(request->body);
    if (model.startsWith("fault-"))
        setHeader(&request->headers, "x-demo-fault"_ba, model.mid(6));
    else if (!model.isEmpty())
        setHeader(&request->headers, "x-demo-model"_ba, model);
    applyFault(http::headerValue(request->headers, "x-demo-fault"), request);
}

} // namespace

base::Result<std::unique_ptr<Gateway>> Gateway::create(const QByteArray &yaml, Upstream *upstream,
                                                       const Options &options)
{
    auto configuration = kong::readDeclarative(yaml, QDateTime::currentSecsSinceEpoch());
    if (!configuration)
        return tl::unexpected(configuration.error());
    return std::unique_ptr<Gateway>(new Gateway(std::move(*configuration), upstream, options));
}

Gateway::Gateway(kong::Configuration configuration, Upstream *upstream, const Options &options)
    : m_core(std::move(configuration), upstream)
    , m_admin(&m_core)
{
    m_core.routeByModel = options.routeByModel;
    m_core.port = options.announcedPort;
    if (options.secondsNow)
        m_core.secondsNow = options.secondsNow;
    // nginx: large_client_header_buffers 4 8k.
    http::ServerLimits limits;
    limits.requestLine = 8 * 1024;
    limits.headerBytes = 32 * 1024;
    m_server = std::make_unique<http::Server>(
        [this](const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response) {
            handle(request, response);
        },
        limits);
    m_server->setRefusal([this](int status, const QString &, const std::shared_ptr<http::ServerResponse> &response) {
        refuse(status, response);
    });
    m_adminServer = std::make_unique<http::Server>(
        [this](const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response) {
            m_admin.handle(request, response);
        });
}

Gateway::~Gateway()
{
    // Exchanges first: they use the core.
    qDeleteAll(findChildren<Exchange *>(QString(), Qt::FindDirectChildrenOnly));
}

base::Result<quint16> Gateway::listen(quint16 port)
{
    const auto actual = m_server->listen(QHostAddress::LocalHost, port);
    if (m_core.port == 0)
        m_core.port = actual.value_or(0);
    return actual;
}

base::Result<quint16> Gateway::listenAdmin(quint16 port)
{
    return m_adminServer->listen(QHostAddress::LocalHost, port);
}

int Gateway::running() const
{
    return int(findChildren<Exchange *>(QString(), Qt::FindDirectChildrenOnly).size());
}

void Gateway::handle(http::ServerRequest request, const std::shared_ptr<http::ServerResponse> &response)
{
    if (m_core.routeByModel)
        addRoutingHeaders(&request);
    auto *exchange = new Exchange(&m_core, std::move(request), response);
    exchange->setParent(this);
    exchange->run();
}

void Gateway::refuse(int status, const std::shared_ptr<http::ServerResponse> &response)
{
    const QByteArray id = base::randomBytes(16).toHex();
    const kong::ErrorBody body = kong::nginxErrorBody({}, {}, kong::nginxErrorMessage(status), id);
    // nginx's own code for headers that are too large is 494, shown as 400.
    const int shown = status == 431 ? 400 : status;
    const ReplyHead head{shown,
                         kong::nginxReason(shown),
                         {{"Date"_ba, httpDate(QDateTime::currentDateTimeUtc())},
                          {"Content-Type"_ba, body.contentType},
                          {"X-Kong-Response-Latency"_ba, "0"_ba},
                          {"Server"_ba, "kong/3.10.0"_ba},
                          {"X-Kong-Request-Id"_ba, id}}};
    ReplyWriter(http::ServerRequest(), response).sendWhole(head, body.body, true);
}

} // namespace demo
