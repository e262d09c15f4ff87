// SPDX-License-Identifier: Apache-2.0
#include "bench/serverthread.h"

namespace bench {

ServerThread::ServerThread(http::Server::Handler handler)
{
    m_there.moveToThread(&m_thread);
    m_thread.start();
    const auto open = [this, &handler] {
        m_server = std::make_unique<http::Server>(std::move(handler));
        m_port = m_server->listen(QHostAddress::LocalHost, 0).value_or(0);
    };
    QMetaObject::invokeMethod(&m_there, open, Qt::BlockingQueuedConnection);
    if (m_port == 0)
        qFatal("no loopback port");
}

ServerThread::~ServerThread()
{
    QMetaObject::invokeMethod(
        &m_there, [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

} // namespace bench
