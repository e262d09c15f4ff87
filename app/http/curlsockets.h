// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>

#include <curl/curl.h>

#include <unordered_map>
#include <unordered_set>

class QSocketNotifier;

namespace http {

/// The sockets of one libcurl multi handle: who is open, who is watched for what.
class CurlSockets : public QObject
{
    Q_OBJECT

public:
    CurlSockets() = default;
    ~CurlSockets() override;

    /// Makes libcurl open and close the sockets of this handle through this object.
    void attach(CURL *easy);
    /// What libcurl wants to know about a socket: one of CURL_POLL_*.
    void watch(curl_socket_t socket, int what);
    /// 7.88 takes idle connections that the server has closed for living ones. Sockets that nobody watches and that
    /// have something to read are shut down and emptied, so that libcurl sees their end. `busy` are unwatched, but in
    /// use.
    void drainDead(const std::unordered_set<curl_socket_t> &busy);

Q_SIGNALS:
    /// `mask` is CURL_CSELECT_IN or CURL_CSELECT_OUT.
    void ready(curl_socket_t socket, int mask);

private:
    struct Watch
    {
        QSocketNotifier *read = nullptr;
        QSocketNotifier *write = nullptr;
    };

    static curl_socket_t onOpen(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onClose(void *self, curl_socket_t socket);
    void setWatched(QSocketNotifier *&notifier, curl_socket_t socket, bool on, int mask);
    static void discard(QSocketNotifier *notifier);

    std::unordered_map<curl_socket_t, Watch> m_watched;
    std::unordered_set<curl_socket_t> m_open;
};

} // namespace http
