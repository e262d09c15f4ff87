// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "http/serverrequest.h"
#include "http/serverresponse.h"

#include <QtNetwork/QHostAddress>

#include <functional>
#include <memory>

namespace http {

/// A small, strict and bounded HTTP/1.1 server on the event loop (demo gateway, OTLP receiver, tests). One request of a
/// connection is answered at a time; malformed ones get 400, 413, 414, 431, 501 or 505 and the connection ends.
class Server
{
public:
    /// Called once per whole request, on the server's thread. It may keep the response and answer later.
    using Handler = std::function<void(const ServerRequest &request, const std::shared_ptr<ServerResponse> &response)>;
    /// Called instead of the built-in answer for a request that broke the rules: it must respond, the connection then
    /// ends.
    using Refusal
        = std::function<void(int status, const QString &reason, const std::shared_ptr<ServerResponse> &response)>;

    explicit Server(Handler handler, const ServerLimits &limits = {});
    /// Resets every connection; kept responses become deaf.
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    void setRefusal(Refusal refusal);
    /// Port 0 takes a free one; the value is the port. Error: Connect, naming address and port.
    base::Result<quint16> listen(const QHostAddress &address, quint16 port);
    quint16 port() const;
    /// No new connections; running ones go on.
    void stopListening();
    int connections() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace http
