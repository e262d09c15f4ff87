// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/balancer.h"
#include "http/serverrequest.h"
#include "kong/router.h"

#include <QtCore/QUrl>

#include <optional>

namespace demo {

/// Kong's name and version as it stands in Server and Via.
inline constexpr char kongVersion[] = "kong/3.10.0";

/// Whether a host is an IP address, so that nothing has to be looked up.
bool isAddress(const QString &host);

/// The request on its way to the upstream: what plugins change, and the headers that Kong adds (kong.md 1.8).
class Forwarding
{
public:
    /// Takes over what the client sent, without the headers that stay at Kong.
    explicit Forwarding(const http::ServerRequest &client);

    http::Headers headers;
    QByteArray body;
    QByteArray query;
    std::optional<QUrl> url; ///< replaces address (and path) of the service: ai-proxy

    /// Facts about the exchange that go into the call.
    struct Facts
    {
        QByteArray requestId;
        QString clientAddress;
        quint16 port = 0;
    };
    UpstreamCall call(const http::ServerRequest &client, const kong::RouteMatch &match, const Address &address,
                      const Facts &facts) const;

private:
    QByteArray hostHeader(const http::ServerRequest &client, const kong::RouteMatch &match,
                          const Address &address) const;
};

} // namespace demo
