// SPDX-License-Identifier: Apache-2.0
#include "http/curlsockets.h"

#include <QtCore/QSocketNotifier>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <vector>

namespace http {

CurlSockets::~CurlSockets()
{
    for (const auto &[socket, watch] : m_watched) {
        discard(watch.read);
        discard(watch.write);
    }
}

void CurlSockets::attach(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlSockets::onOpen);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlSockets::onClose);
    curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
}

curl_socket_t CurlSockets::onOpen(void *self, curlsocktype, curl_sockaddr *address)
{
    const curl_socket_t socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (socket != CURL_SOCKET_BAD)
        static_cast<CurlSockets *>(self)->m_open.insert(socket);
    return socket;
}

int CurlSockets::onClose(void *self, curl_socket_t socket)
{
    static_cast<CurlSockets *>(self)->m_open.erase(socket);
    return ::close(socket);
}

void CurlSockets::watch(curl_socket_t socket, int what)
{
    Watch &watch = m_watched[socket];
    setWatched(watch.read, socket, what == CURL_POLL_IN || what == CURL_POLL_INOUT, CURL_CSELECT_IN);
    setWatched(watch.write, socket, what == CURL_POLL_OUT || what == CURL_POLL_INOUT, CURL_CSELECT_OUT);
    if (what == CURL_POLL_REMOVE) {
        discard(watch.read);
        discard(watch.write);
        m_watched.erase(socket);
    }
}

void CurlSockets::setWatched(QSocketNotifier *&notifier, curl_socket_t socket, bool on, int mask)
{
    if (!notifier && !on)
        return;
    if (!notifier) {
        notifier = new QSocketNotifier(socket, mask == CURL_CSELECT_IN ? QSocketNotifier::Read : QSocketNotifier::Write,
                                       this);
        connect(notifier, &QSocketNotifier::activated, this, [this, socket, mask] { Q_EMIT ready(socket, mask); });
    }
    notifier->setEnabled(on);
}

// Its own signal may be running.
void CurlSockets::discard(QSocketNotifier *notifier)
{
    if (!notifier)
        return;
    notifier->setEnabled(false);
    notifier->disconnect();
    notifier->setParent(nullptr);
    notifier->deleteLater();
}

void CurlSockets::drainDead(const std::unordered_set<curl_socket_t> &busy)
{
    std::vector<pollfd> idle;
    for (const curl_socket_t socket : m_open) {
        if (!m_watched.contains(socket) && !busy.contains(socket))
            idle.push_back({socket, POLLIN, 0});
    }
    if (idle.empty() || ::poll(idle.data(), idle.size(), 0) <= 0)
        return;
    char rest[4096];
    for (const pollfd &entry : idle) {
        if (entry.revents == 0)
            continue;
        ::shutdown(entry.fd, SHUT_RDWR);
        while (::recv(entry.fd, rest, sizeof rest, MSG_DONTWAIT) > 0)
            continue;
    }
}

} // namespace http
