// SPDX-License-Identifier: Apache-2.0
#include "demo/forwarding.h"

#include <QtNetwork/QHostAddress>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

/// Headers of the client that Kong does not pass on: hop by hop, replaced, or meant for Kong.
bool staysAtKong(const QByteArray &name)
{
    static const QByteArrayList names{"host"_ba,
                                      "connection"_ba,
                                      "keep-alive"_ba,
                                      "content-length"_ba,
                                      "transfer-encoding"_ba,
                                      "expect"_ba,
                                      "te"_ba,
                                      "upgrade"_ba,
                                      "via"_ba,
                                      "x-kong-request-debug"_ba,
                                      "x-kong-request-debug-token"_ba,
                                      "x-kong-request-debug-log"_ba,
                                      "x-real-ip"_ba,
                                      "x-kong-request-id"_ba};
    return names.contains(name) || name.startsWith("x-forwarded-");
}

} // namespace

bool isAddress(const QString &host)
{
    return !QHostAddress(host).isNull();
}

Forwarding::Forwarding(const http::ServerRequest &client)
    : headers(client.headers)
    , body(client.body)
    , query(client.query())
{
    headers.removeIf([](const http::Header &header) { return staysAtKong(header.name.toLower()); });
}

QByteArray Forwarding::hostHeader(const http::ServerRequest &client, const kong::RouteMatch &match,
                                  const Address &address) const
{
    if (match.route->preserveHost)
        return http::headerValue(client.headers, "Host");
    const QByteArray host = address.host.toUtf8();
    return url ? host : host + ':' + QByteArray::number(address.port);
}

UpstreamCall Forwarding::call(const http::ServerRequest &client, const kong::RouteMatch &match, const Address &address,
                              const Facts &facts) const
{
    QByteArray path = match.upstreamPath;
    if (url && !url->path().isEmpty())
        path = url->path(QUrl::FullyEncoded).toUtf8();
    const QByteArray from = facts.clientAddress.toUtf8();
    UpstreamCall call{client.method, query.isEmpty() ? path : path + '?' + query, address.host, address.port, {}, body};
    call.headers = {{"Via"_ba, (client.minorVersion == 0 ? "1 "_ba : "1.1 "_ba) + kongVersion},
                    {"Host"_ba, hostHeader(client, match, address)},
                    {"Connection"_ba, "keep-alive"_ba},
                    {"X-Forwarded-For"_ba, from},
                    {"X-Forwarded-Proto"_ba, "http"_ba},
                    {"X-Forwarded-Host"_ba, http::headerValue(client.headers, "Host").split(':').first()},
                    {"X-Forwarded-Port"_ba, QByteArray::number(facts.port)},
                    {"X-Forwarded-Path"_ba, client.path()}};
    if (!match.prefix.isEmpty())
        call.headers.append({"X-Forwarded-Prefix"_ba, match.prefix});
    call.headers.append({{"X-Real-IP"_ba, from}, {"X-Kong-Request-Id"_ba, facts.requestId}});
    if (!body.isEmpty())
        call.headers.append({"Content-Length"_ba, QByteArray::number(body.size())});
    call.headers += headers;
    return call;
}

} // namespace demo
