// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QTcpServer>

#include <functional>
#include <optional>

class QTcpSocket;

namespace httptest {

/// One connection at the server's end, able to break it in every way.
class Peer : public QObject
{
    Q_OBJECT

public:
    Peer(QTcpSocket *socket, int index);

    /// Which connection of the server this is, from 0.
    int index() const { return m_index; }
    /// Requests this connection has carried, the running one included.
    int requests = 0;
    /// Bytes that belong to no complete request yet.
    QByteArray buffer;

    bool isOpen() const;
    void send(const QByteArray &bytes);
    /// FIN after what was sent; over TLS with close_notify.
    void fin();
    /// FIN without close_notify.
    void bareFin();
    void rst();
    QTcpSocket *socket() const { return m_socket; }

private:
    QTcpSocket *m_socket;
    int m_index;
};

/// A server that does exactly what its script says, on loopback, plain or TLS. Counts what reaches it.
class ScriptServer : public QTcpServer
{
    Q_OBJECT

public:
    /// Called with each complete request (head and body by Content-Length), as bytes.
    using Script = std::function<void(Peer &peer, const QByteArray &request)>;

    explicit ScriptServer(Script script);
    /// Speaks TLS with tests/data/http/NAME.pem and .key.
    ScriptServer(const char *certificate, Script script);

    QString url(const QString &path = QStringLiteral("/")) const;
    QString peerName() const;

    /// Called when a connection stands (after the handshake).
    std::function<void(Peer &peer)> onConnected;
    /// Called with every piece of a request, before it is complete.
    std::function<void(Peer &peer)> onBytes;
    /// Asks the client for a certificate.
    bool wantClientCertificate = false;

    int connections = 0;
    QList<QByteArray> requests;
    int closed = 0; ///< connections whose client has gone
    base::MonoTime lastClosed;
    QList<Peer *> peers;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void adopt(QTcpSocket *socket);
    void read(Peer *peer);

    Script m_script;
    QByteArray m_certificate;
};

/// Answer with Content-Length.
QByteArray answer(const QByteArray &body, const QByteArray &headers = {});
/// One chunk of a chunked body.
QByteArray chunk(const QByteArray &bytes);
/// Head of a chunked event stream.
QByteArray chunkedHead();
/// tests/data/http/NAME
QString dataFile(const QString &name);

} // namespace httptest
