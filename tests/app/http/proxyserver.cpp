// SPDX-License-Identifier: Apache-2.0
#include "app/http/proxyserver.h"

#include <QtNetwork/QTcpSocket>

#include <memory>

using namespace Qt::StringLiterals;

namespace httptest {

ProxyServer::ProxyServer(int status)
    : m_status(status)
{
    listen(QHostAddress::LocalHost);
}

QString ProxyServer::peerName() const
{
    return u"127.0.0.1:%1"_s.arg(serverPort());
}

void ProxyServer::incomingConnection(qintptr descriptor)
{
    auto *client = new QTcpSocket(this);
    client->setSocketDescriptor(descriptor);
    const auto buffer = std::make_shared<QByteArray>();
    connect(client, &QTcpSocket::readyRead, this, [this, client, buffer] {
        *buffer += client->readAll();
        if (!buffer->contains("\r\n\r\n"))
            return;
        client->disconnect(this);
        onHead(client, *buffer);
    });
}

void ProxyServer::onHead(QTcpSocket *client, const QByteArray &head)
{
    heads.append(head);
    if (!head.startsWith("CONNECT ")) {
        client->write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nby proxy!");
        return;
    }
    if (m_status != 200) {
        client->write("HTTP/1.1 " + QByteArray::number(m_status) + " No\r\nContent-Length: 0\r\n\r\n");
        return;
    }
    const QByteArray target = head.split(' ').value(1);
    tunnel(client, target.mid(target.lastIndexOf(':') + 1).toUShort());
}

void ProxyServer::tunnel(QTcpSocket *client, quint16 port)
{
    auto *server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, client,
            [client] { client->write("HTTP/1.1 200 Connection established\r\nX-Proxy: 1\r\n\r\n"); });
    connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
    connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    server->connectToHost(QHostAddress::LocalHost, port);
}

} // namespace httptest
