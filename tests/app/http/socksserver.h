// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtNetwork/QTcpServer>

class QTcpSocket;

namespace httptest {

/// A small SOCKS5 proxy on loopback (RFC 1928, RFC 1929): connects to the port that is asked for on loopback, whatever
/// the host, or refuses.
class SocksServer : public QTcpServer
{
    Q_OBJECT

public:
    /// `reply`: RFC 1928's REP, 0 connects.
    explicit SocksServer(char reply = 0);

    QByteArray peerName() const;

    bool wantsLogin = false;
    QList<QByteArray> hosts; ///< names that clients asked for; an address comes as its bytes in hex
    QByteArray login; ///< "user:password" as it came

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    enum class Stage { Greeting, Login, Request };
    struct Client
    {
        QTcpSocket *socket = nullptr;
        Stage stage = Stage::Greeting;
        QByteArray bytes;
    };

    void read(Client &client);
    bool readGreeting(Client &client);
    bool readLogin(Client &client);
    bool readRequest(Client &client);
    void connectTo(QTcpSocket *client, quint16 port);

    char m_reply;
};

} // namespace httptest
