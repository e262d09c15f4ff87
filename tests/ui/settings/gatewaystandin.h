// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/server.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

namespace testsupport {

/// A gateway that looks for its key in the header `apikey` only, knows one model, and lists it. Thread of its event
/// loop.
class GatewayStandIn
{
public:
    GatewayStandIn();

    QString baseUrl() const;

    QByteArray key = "right-key-4711";
    QStringList models{QStringLiteral("gpt-4o")};
    QList<http::ServerRequest> requests;

private:
    void answer(const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response);
    void chat(const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response) const;

    http::Server m_server;
    quint16 m_port = 0;
};

} // namespace testsupport
