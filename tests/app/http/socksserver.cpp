// SPDX-License-Identifier: Apache-2.0
#include "app/http/socksserver.h"

#include <QtCore/QtEndian>
#include <QtNetwork/QTcpSocket>

#include <memory>

namespace httptest {

namespace {

constexpr char noLogin = 0;
constexpr char userAndPassword = 2;
constexpr char ipv4 = 1;
constexpr char name = 3;

QByteArray replyOf(char code)
{
    return QByteArray("\x05") + code + QByteArray("\0\x01\0\0\0\0\0\0", 8);
}

} // namespace

SocksServer::SocksServer(char reply)
    : m_reply(reply)
{
    listen(QHostAddress::LocalHost);
}

QByteArray SocksServer::peerName() const
{
    return "127.0.0.1:" + QByteArray::number(serverPort());
}

void SocksServer::incomingConnection(qintptr descriptor)
{
    const auto client = std::make_shared<Client>();
    client->socket = new QTcpSocket(this);
    client->socket->setSocketDescriptor(descriptor);
    connect(client->socket, &QTcpSocket::readyRead, this, [this, client] { read(*client); });
}

void SocksServer::read(Client &client)
{
    client.bytes += client.socket->readAll();
    bool more = true;
    while (more) {
        switch (client.stage) {
        case Stage::Greeting:
            more = readGreeting(client);
            break;
        case Stage::Login:
            more = readLogin(client);
            break;
        case Stage::Request:
            more = readRequest(client);
            break;
        }
    }
}

bool SocksServer::readGreeting(Client &client)
{
    if (client.bytes.size() < 2 || client.bytes.size() < 2 + client.bytes.at(1))
        return false;
    client.bytes.remove(0, 2 + client.bytes.at(1));
    client.socket->write(QByteArray("\x05") + (wantsLogin ? userAndPassword : noLogin));
    client.stage = wantsLogin ? Stage::Login : Stage::Request;
    return true;
}

bool SocksServer::readLogin(Client &client)
{
    if (client.bytes.size() < 2 || client.bytes.size() < 3 + client.bytes.at(1))
        return false;
    const qsizetype user = client.bytes.at(1);
    const qsizetype password = client.bytes.at(2 + user);
    if (client.bytes.size() < 3 + user + password)
        return false;
    login = client.bytes.mid(2, user) + ':' + client.bytes.mid(3 + user, password);
    client.bytes.remove(0, 3 + user + password);
    client.socket->write(QByteArray("\x01\0", 2));
    client.stage = Stage::Request;
    return true;
}

bool SocksServer::readRequest(Client &client)
{
    if (client.bytes.size() < 5)
        return false;
    const bool named = client.bytes.at(3) == name;
    const qsizetype length = named ? client.bytes.at(4) : client.bytes.at(3) == ipv4 ? 4 : 16;
    const qsizetype from = named ? 5 : 4;
    if (client.bytes.size() < from + length + 2)
        return false;
    const QByteArray host = client.bytes.mid(from, length);
    hosts.append(named ? host : host.toHex());
    client.socket->disconnect(this);
    if (m_reply != 0)
        client.socket->write(replyOf(m_reply));
    else
        connectTo(client.socket, qFromBigEndian<quint16>(client.bytes.constData() + from + length));
    return false;
}

void SocksServer::connectTo(QTcpSocket *client, quint16 port)
{
    auto *server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, client, [client] { client->write(replyOf(0)); });
    connect(client, &QTcpSocket::readyRead, server, [client, server] { server->write(client->readAll()); });
    connect(server, &QTcpSocket::readyRead, client, [client, server] { client->write(server->readAll()); });
    connect(client, &QTcpSocket::disconnected, server, &QTcpSocket::disconnectFromHost);
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    server->connectToHost(QHostAddress::LocalHost, port);
}

} // namespace httptest
