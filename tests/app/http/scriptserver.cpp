// SPDX-License-Identifier: Apache-2.0
#include "app/http/scriptserver.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslSocket>

#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace httptest {

Peer::Peer(QTcpSocket *socket, int index)
    : QObject(socket)
    , m_socket(socket)
    , m_index(index)
{ }

bool Peer::isOpen() const
{
    return m_socket->state() == QAbstractSocket::ConnectedState;
}

void Peer::send(const QByteArray &bytes)
{
    m_socket->write(bytes);
    m_socket->flush();
}

void Peer::fin()
{
    m_socket->disconnectFromHost();
}

void Peer::bareFin()
{
    m_socket->flush();
    ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
}

void Peer::rst()
{
    m_socket->flush();
    const linger noLinger{1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &noLinger, sizeof noLinger);
    m_socket->abort();
}

ScriptServer::ScriptServer(Script script)
    : m_script(std::move(script))
{
    listen(QHostAddress::LocalHost);
}

ScriptServer::ScriptServer(const char *certificate, Script script)
    : m_script(std::move(script))
    , m_certificate(certificate)
{
    listen(QHostAddress::LocalHost);
}

QString ScriptServer::peerName() const
{
    return u"127.0.0.1:%1"_s.arg(serverPort());
}

QString ScriptServer::url(const QString &path) const
{
    return (m_certificate.isEmpty() ? u"http://"_s : u"https://"_s) + peerName() + path;
}

void ScriptServer::incomingConnection(qintptr descriptor)
{
    if (m_certificate.isEmpty()) {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        adopt(socket);
        return;
    }
    auto *socket = new QSslSocket(this);
    socket->setSocketDescriptor(descriptor);
    QFile key(dataFile(QString::fromLatin1(m_certificate) + u".key"_s));
    if (!key.open(QIODevice::ReadOnly))
        qFatal("no key");
    socket->setLocalCertificate(dataFile(QString::fromLatin1(m_certificate) + u".pem"_s));
    socket->setPrivateKey(QSslKey(&key, QSsl::Ec));
    if (wantClientCertificate)
        socket->setPeerVerifyMode(QSslSocket::VerifyPeer);
    adopt(socket);
    socket->startServerEncryption();
}

void ScriptServer::adopt(QTcpSocket *socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    auto *peer = new Peer(socket, connections++);
    peers.append(peer);
    connect(socket, &QTcpSocket::readyRead, this, [this, peer] { read(peer); });
    connect(socket, &QTcpSocket::disconnected, this, [this] {
        ++closed;
        lastClosed = std::chrono::steady_clock::now();
    });
    if (!onConnected)
        return;
    if (auto *tls = qobject_cast<QSslSocket *>(socket))
        connect(tls, &QSslSocket::encrypted, this, [this, peer] { onConnected(*peer); });
    else
        onConnected(*peer);
}

void ScriptServer::read(Peer *peer)
{
    peer->buffer += peer->socket()->readAll();
    if (onBytes)
        onBytes(*peer);
    for (;;) {
        const qsizetype headEnd = peer->buffer.indexOf("\r\n\r\n");
        if (headEnd < 0)
            return;
        const QByteArray head = peer->buffer.left(headEnd).toLower();
        const qsizetype length = head.indexOf("\r\ncontent-length:");
        qsizetype body = 0;
        if (length >= 0) {
            const qsizetype value = length + 17;
            body = head.mid(value, head.indexOf('\r', value) - value).trimmed().toLongLong();
        }
        if (peer->buffer.size() < headEnd + 4 + body)
            return;
        const QByteArray request = peer->buffer.left(headEnd + 4 + body);
        peer->buffer.remove(0, request.size());
        requests.append(request);
        ++peer->requests;
        m_script(*peer, request);
    }
}

QByteArray answer(const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray chunkedHead()
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"_ba;
}

QString dataFile(const QString &name)
{
    return QStringLiteral(SPANWAY_TEST_DATA "/http/") + name;
}

} // namespace httptest
