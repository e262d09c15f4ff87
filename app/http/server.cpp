// SPDX-License-Identifier: Apache-2.0
#include "http/server.h"

#include "http/serverconnection.h"
#include "http/words.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <algorithm>
#include <vector>

namespace http {

class Server::Private
{
public:
    Private(Handler handler, const ServerLimits &limits);
    ~Private();

    void accept();
    void forget(ServerConnection *connection);

    std::shared_ptr<ServerConnection::Hooks> hooks = std::make_shared<ServerConnection::Hooks>();
    ServerLimits limits;
    std::vector<ServerConnection *> open; ///< owned, see ServerConnection::dispose()
    QTcpServer listener;
};

Server::Private::Private(Handler handler, const ServerLimits &serverLimits)
    : limits(serverLimits)
{
    constexpr int backlog = 128;
    hooks->handler = std::move(handler);
    listener.setListenBacklogSize(backlog);
    listener.setMaxPendingConnections(backlog);
    QObject::connect(&listener, &QTcpServer::newConnection, &listener, [this] { accept(); });
}

Server::Private::~Private()
{
    for (ServerConnection *connection : std::exchange(open, {}))
        connection->dispose();
}

void Server::Private::accept()
{
    while (QTcpSocket *socket = listener.nextPendingConnection()) {
        if (int(open.size()) >= limits.connections) {
            delete socket;
            continue;
        }
        auto *connection = new ServerConnection(socket, hooks, limits);
        open.push_back(connection);
        QObject::connect(connection, &ServerConnection::gone, &listener, [this, connection] { forget(connection); });
    }
}

void Server::Private::forget(ServerConnection *connection)
{
    std::erase(open, connection);
    connection->deleteLater();
}

Server::Server(Handler handler, const ServerLimits &limits)
    : d(std::make_unique<Private>(std::move(handler), limits))
{ }

Server::~Server() = default;

void Server::setRefusal(Refusal refusal)
{
    d->hooks->refusal = std::move(refusal);
}

base::Result<quint16> Server::listen(const QHostAddress &address, quint16 port)
{
    if (!d->listener.listen(address, port)) {
        //: %1 is an address, %2 a port, %3 the reason in the system's words.
        const QString message = Words::tr("Cannot listen on %1 port %2: %3")
                                    .arg(address.toString())
                                    .arg(port)
                                    .arg(d->listener.errorString());
        return tl::unexpected(base::Error(base::ErrorKind::Connect, message));
    }
    return d->listener.serverPort();
}

quint16 Server::port() const
{
    return d->listener.serverPort();
}

void Server::stopListening()
{
    d->listener.close();
}

int Server::connections() const
{
    return int(d->open.size());
}

} // namespace http
