// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/requestparser.h"
#include "http/server.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

class QTcpSocket;

namespace http {

/// One accepted connection: reads requests one at a time, hands them on and carries the answers. Owned by the Server.
class ServerConnection : public QObject
{
    Q_OBJECT

public:
    /// What the connection calls; shared, so that a handler may destroy its server.
    struct Hooks
    {
        Server::Handler handler;
        Server::Refusal refusal;
    };

    /// Takes over the socket.
    ServerConnection(QTcpSocket *socket, std::shared_ptr<const Hooks> hooks, const ServerLimits &limits);
    ~ServerConnection() override;

    // For ServerResponse.
    void write(QByteArrayView bytes);
    /// The answer is complete; goes on with the next request if both sides want that.
    void answered(bool keep);
    /// FIN once all is sent.
    void closeGracefully();
    /// RST now.
    void reset();
    bool isOpen() const { return m_state != State::Gone && m_state != State::Closing; }
    qint64 pending() const;
    const ServerRequest &request() const { return m_request; }
    /// Another request may follow on this connection.
    bool keepsAlive() const { return m_keep; }

    /// Resets and deletes the connection, later if one of its own calls is running.
    void dispose();

Q_SIGNALS:
    /// The socket is gone; nothing follows.
    void gone();

private:
    enum class State { Reading, Answering, Closing, Gone };

    void onReadyRead();
    void onDisconnected();
    void onTimeout();
    void onWritten();
    void advance();
    void step();
    void dispatch();
    void refuse(int status, const QString &reason);
    void restartTimer();
    void shutdownWhenSent();
    void resetSocket();

    QTcpSocket *m_socket; ///< child
    std::shared_ptr<const Hooks> m_hooks;
    ServerLimits m_limits;
    RequestParser m_parser;
    ServerRequest m_request; ///< the one being answered
    std::weak_ptr<ServerResponse> m_response;
    QByteArray m_input; ///< received, not parsed yet
    QTimer m_timer;
    State m_state = State::Reading;
    int m_calls = 0; ///< own calls on the stack
    bool m_keep = true; ///< the connection may carry another request
    bool m_continued = false; ///< "100 Continue" was sent
    bool m_finSent = false;
};

} // namespace http
