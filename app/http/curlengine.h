// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/curljob.h"
#include "http/curlsockets.h"
#include "http/systemproxy.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>

#include <memory>
#include <vector>

namespace http {

/// libcurl's multi handle driven by Qt's event loop. Handlers run only after libcurl's own calls have returned, so they
/// may do anything, destroying this object included.
class CurlEngine : public QObject
{
    Q_OBJECT

public:
    CurlEngine();
    /// Running exchanges end as cancelled; their onDone comes from the event loop afterwards.
    ~CurlEngine() override;

    std::shared_ptr<CurlJob> start(const Request &request, Handlers handlers);
    /// Closes the connection at once; no handler is called afterwards.
    void cancel(const std::shared_ptr<CurlJob> &job);
    /// The same, and the job's outcome says what was known by then.
    void abandon(const std::shared_ptr<CurlJob> &job);
    int running() const;
    /// See Client::warmUp().
    void warmUp();
    /// See Client::openLibrary().
    static void openLibrary();

private:
    static int onSocket(CURL *easy, curl_socket_t socket, int what, void *self, void *);
    static int onTimer(CURLM *multi, long milliseconds, void *self);

    void useMulti(CURLM *multi);
    void begin(const std::shared_ptr<CurlJob> &job, const SystemProxy::Choice &proxy);
    void detach(const CurlJob &job);
    void drive(curl_socket_t socket, int mask);
    void collect();
    void deliver();
    void rememberTls(CurlJob &job);
    void onDeadline();
    void scheduleDeadline();
    std::unordered_set<curl_socket_t> pausedSockets() const;

    CURLM *m_multi = nullptr;
    bool m_used = false; ///< an exchange has begun on it
    bool m_warming = false; ///< warmUp() was called
    CURLSH *m_share;
    CurlSockets m_sockets;
    SystemProxy m_systemProxy;
    QTimer *m_curlTimer; ///< not a child: its own signal may be running when the engine ends
    QTimer *m_deadlineTimer; ///< likewise
    base::MonoTime m_nextDeadline = base::MonoTime::max();
    std::vector<std::shared_ptr<CurlJob>> m_jobs;
    QHash<QByteArray, TlsFacts> m_tls; ///< by connection: only the exchange that shook hands sees them
};

} // namespace http
