// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtNetwork/QHostAddress>
#include <QtNetwork/QTcpSocket>

#include <optional>

namespace httptest {

/// A client that speaks bytes.
class RawClient
{
public:
    explicit RawClient(quint16 port)
    {
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] { received += socket.readAll(); });
        QObject::connect(&socket, &QTcpSocket::errorOccurred, &socket,
                         [this](QAbstractSocket::SocketError code) { error = code; });
        socket.connectToHost(QHostAddress::LocalHost, port);
    }

    bool ended() const { return socket.state() == QAbstractSocket::UnconnectedState; }

    QTcpSocket socket;
    QByteArray received;
    std::optional<QAbstractSocket::SocketError> error;
};

} // namespace httptest
