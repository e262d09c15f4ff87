// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtNetwork/QTcpServer>

class QTcpSocket;

namespace httptest {

/// A small HTTP proxy on loopback: tunnels CONNECT to the port that is asked for, answers plain requests itself, or
/// refuses every CONNECT with one status.
class ProxyServer : public QTcpServer
{
    Q_OBJECT

public:
    /// 200 tunnels; anything else is the answer to CONNECT.
    explicit ProxyServer(int status);

    QString peerName() const;

    QList<QByteArray> heads; ///< what clients asked of the proxy

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void onHead(QTcpSocket *client, const QByteArray &head);
    void tunnel(QTcpSocket *client, quint16 port);

    int m_status;
};

} // namespace httptest
