// SPDX-License-Identifier: Apache-2.0
#include "http/serverconnection.h"

#include <QtNetwork/QTcpSocket>

#include <sys/socket.h>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace http {

namespace {

/// How long a closed connection waits for the client to close too, so that unread input does not turn FIN into RST.
constexpr auto lingerTime = 2s;

QString endpoint(const QTcpSocket *socket)
{
    const QString host = socket->peerAddress().toString();
    return u"%1:%2"_s.arg(host.contains(u':') ? u'[' + host + u']' : host).arg(socket->peerPort());
}

} // namespace

ServerConnection::ServerConnection(QTcpSocket *socket, std::shared_ptr<const Hooks> hooks, const ServerLimits &limits)
    : m_socket(socket)
    , m_hooks(std::move(hooks))
    , m_limits(limits)
    , m_parser(limits)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ServerConnection::onTimeout);
    connect(m_socket, &QTcpSocket::readyRead, this, &ServerConnection::onReadyRead);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &ServerConnection::onWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &ServerConnection::onDisconnected);
    restartTimer();
}

ServerConnection::~ServerConnection() = default;

void ServerConnection::dispose()
{
    disconnect();
    reset();
    if (m_calls > 0)
        deleteLater();
    else
        delete this;
}

qint64 ServerConnection::pending() const
{
    return m_state == State::Gone ? 0 : m_socket->bytesToWrite();
}

void ServerConnection::write(QByteArrayView bytes)
{
    if (!isOpen() || bytes.isEmpty())
        return;
    m_socket->write(bytes.data(), bytes.size());
    m_socket->flush();
    // The handler learns of it like of a client that has gone.
    if (m_state != State::Gone && m_socket->bytesToWrite() > m_limits.unsent)
        resetSocket();
}

void ServerConnection::answered(bool keep)
{
    if (m_state != State::Answering)
        return;
    m_response.reset();
    if (!keep || !m_keep) {
        closeGracefully();
        return;
    }
    m_state = State::Reading;
    restartTimer();
    // Never from inside the handler's own call: the next request would be handled within it.
    QMetaObject::invokeMethod(this, &ServerConnection::advance, Qt::QueuedConnection);
}

void ServerConnection::closeGracefully()
{
    if (!isOpen())
        return;
    m_state = State::Closing;
    m_response.reset();
    m_input.clear();
    m_timer.start(m_limits.receive);
    shutdownWhenSent();
}

void ServerConnection::shutdownWhenSent()
{
    if (m_state != State::Closing || m_finSent || m_socket->bytesToWrite() > 0)
        return;
    m_finSent = true;
    ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
    m_timer.start(lingerTime);
}

void ServerConnection::reset()
{
    m_response.reset();
    resetSocket();
}

void ServerConnection::resetSocket()
{
    if (m_state == State::Gone)
        return;
    const linger noLinger{1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &noLinger, sizeof noLinger);
    m_socket->abort();
    onDisconnected();
}

void ServerConnection::onReadyRead()
{
    if (m_state == State::Closing) {
        m_socket->skip(m_socket->bytesAvailable());
        return;
    }
    m_input += m_socket->readAll();
    if (m_state == State::Answering) {
        // A client that sends on before it got its answer may do so within bounds.
        if (m_input.size() > m_limits.headerBytes) {
            m_input.clear();
            m_keep = false;
        }
        return;
    }
    advance();
}

void ServerConnection::advance()
{
    ++m_calls;
    step();
    --m_calls;
}

void ServerConnection::step()
{
    if (m_state != State::Reading || m_input.isEmpty())
        return;
    const bool fresh = m_parser.isIdle();
    m_input.remove(0, m_parser.feed(m_input));
    if (m_parser.refusal() != 0)
        return refuse(m_parser.refusal(), m_parser.reason());
    if (m_parser.isDone())
        return dispatch();
    if (m_parser.expectsContinue() && !m_continued) {
        m_continued = true;
        write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    // The head has one deadline for all of it, the body a new one with each piece.
    if (fresh || m_parser.headComplete())
        restartTimer();
}

void ServerConnection::dispatch()
{
    m_timer.stop();
    m_state = State::Answering;
    m_continued = false;
    m_request = m_parser.take();
    m_request.at = std::chrono::steady_clock::now();
    m_request.remoteAddress = endpoint(m_socket);
    m_keep = m_request.keepAlive();
    const auto response = std::make_shared<ServerResponse>(this);
    m_response = response;
    const std::shared_ptr<const Hooks> hooks = m_hooks;
    hooks->handler(m_request, response);
}

void ServerConnection::refuse(int status, const QString &reason)
{
    m_timer.stop();
    m_state = State::Answering;
    m_keep = false;
    m_input.clear();
    m_request = ServerRequest();
    const auto response = std::make_shared<ServerResponse>(this);
    m_response = response;
    const std::shared_ptr<const Hooks> hooks = m_hooks;
    if (hooks->refusal)
        hooks->refusal(status, reason, response);
    else
        response->respond(status, {{"Content-Type"_ba, "text/plain; charset=utf-8"_ba}}, reason.toUtf8() + '\n');
}

void ServerConnection::onWritten()
{
    if (m_state == State::Closing)
        m_timer.start(m_limits.receive);
    shutdownWhenSent();
}

void ServerConnection::onDisconnected()
{
    if (m_state == State::Gone)
        return;
    m_state = State::Gone;
    m_timer.stop();
    // A write may have found the connection dead: the handler that wrote must not be called from within.
    QMetaObject::invokeMethod(
        this,
        [this, response = m_response] {
            if (const std::shared_ptr<ServerResponse> alive = response.lock())
                alive->hungUp();
            Q_EMIT gone();
        },
        Qt::QueuedConnection);
}

void ServerConnection::onTimeout()
{
    if (m_state == State::Closing || m_parser.isIdle())
        reset();
    else
        refuse(408, u"The request did not arrive in time."_s);
}

void ServerConnection::restartTimer()
{
    m_timer.start(m_parser.isIdle() ? m_limits.idle : m_limits.receive);
}

} // namespace http
