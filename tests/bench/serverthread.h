// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/server.h"

#include <QtCore/QThread>

#include <memory>

namespace bench {

/// A loopback server on a thread of its own: what it costs is not the GUI thread's.
class ServerThread
{
public:
    /// The handler is called and destroyed on the server's thread. Ends the program if there is no port.
    explicit ServerThread(http::Server::Handler handler);
    ~ServerThread();
    ServerThread(const ServerThread &) = delete;
    ServerThread &operator=(const ServerThread &) = delete;

    quint16 port() const { return m_port; }

private:
    QThread m_thread;
    QObject m_there; ///< lives in m_thread
    std::unique_ptr<http::Server> m_server; ///< too
    quint16 m_port = 0;
};

} // namespace bench
