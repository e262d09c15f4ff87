// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/server.h"

#include <QtCore/QList>

namespace testsupport {

/// A gateway that streams as far as the test lets it. Thread of its event loop.
class StreamGateway
{
public:
    StreamGateway();

    QString baseUrl() const;
    bool isStreaming() const; ///< the client is there and its answer is not finished
    void send(const QByteArray &text); ///< one event of the running answer
    void finish(); ///< finish_reason, [DONE], end
    void cut(); ///< the connection just ends

    int status = 200; ///< another one refuses, with `refusal` as its message
    QByteArray refusal;
    http::Headers refusalHeaders;
    QList<http::ServerRequest> requests;

private:
    void answer(const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response);

    std::shared_ptr<http::ServerResponse> m_running;
    http::Server m_server;
    quint16 m_port = 0;
};

} // namespace testsupport
