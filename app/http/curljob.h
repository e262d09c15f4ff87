// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/client.h"
#include "http/curlfailure.h"
#include "http/curlhandle.h"
#include "http/headreader.h"
#include "http/wirelog.h"

namespace http {

/// One exchange: libcurl's callbacks append what happens, deliver() tells it to the handlers later, outside libcurl.
class CurlJob
{
public:
    using Own = CurlFailure::Own;

    CurlJob(const Request &request, Target target, Handlers handlers);
    CurlJob(const CurlJob &) = delete;
    CurlJob &operator=(const CurlJob &) = delete;

    /// Makes the easy handle; libcurl calls into this object from now on.
    CURL *open(const SystemProxy::Choice &proxy, CURLSH *share);
    /// Null before open() and after the end.
    CURL *easy() const { return m_handle ? m_handle->get() : nullptr; }

    /// libcurl is done with the exchange; reads the facts and lets the handle go. The handle must have left its multi.
    void finish(CURLcode code);
    /// Ends it for a reason of our own; as above.
    void abort(Own reason);
    /// The person stopped it, perhaps after its end and before that was told; as above.
    void abandon();
    /// The request cannot be sent.
    void refuse(const base::Error &error);
    /// The owner has gone: no handler is called any more. Lets the handle go.
    void drop();

    const Outcome &outcome() const { return m_outcome; } ///< valid when finished
    bool isFinished() const { return m_finished; }
    bool isPaused() const { return m_paused; }
    /// Nothing will happen any more.
    bool isOver() const { return m_dropped || m_doneTold; }
    bool hasNews() const;
    /// Calls the handlers with everything new; they may drop the job, so the caller holds a reference of its own.
    void deliver();

    /// When to abort for silence, or for missing proxy settings before open().
    base::MonoTime deadline() const;
    Own deadlineReason() const { return m_handle ? Own::Idle : Own::ProxySettings; }

    /// The socket that libcurl last watched for this exchange.
    curl_socket_t socket() const { return m_socket; }
    void setSocket(curl_socket_t socket) { m_socket = socket; }
    /// Names the connection among those alive, empty if there is none.
    const QByteArray &connection() const { return m_connection; }
    std::optional<TlsFacts> &tls() { return m_outcome.tls; }
    bool isSecure() const { return m_target.secure; }

private:
    struct Piece
    {
        QByteArray bytes;
        base::MonoTime at;
    };

    static size_t onHeader(char *bytes, size_t size, size_t count, void *self);
    static size_t onWrite(char *bytes, size_t size, size_t count, void *self);
    static int onPrereq(void *self, char *remote, char *local, int remotePort, int localPort);
    static int onDebug(CURL *easy, curl_infotype type, char *bytes, size_t size, void *self);

    void readDebugText(QByteArrayView line);
    void readReady(base::MonoTime at);
    void readConnectionTimes(std::chrono::nanoseconds libcurlStart);
    void readFacts(base::MonoTime at);
    void tellHead();
    void tellData();
    void tellDone();
    CurlFailure failure(CURLcode code, Own own) const;
    CurlFailure::Stage stage() const;

    Request m_request;
    Target m_target;
    Handlers m_handlers;
    std::unique_ptr<CurlHandle> m_handle;
    base::MonoTime m_start;
    HeadReader m_head;
    WireLog m_wire;
    QList<Piece> m_pending; ///< body, received but not told yet
    qsizetype m_pendingBytes = 0;
    Outcome m_outcome;
    TlsFacts m_seenTls;
    QByteArray m_connection;
    QString m_proxy; ///< host:port
    Timings::Offset m_connected; ///< TCP stands
    curl_socket_t m_socket = CURL_SOCKET_BAD;
    base::MonoTime m_lastByte;
    Own m_own = Own::None;
    int m_sends = 0; ///< attempts that reached "ready to send"
    bool m_sent = false; ///< a byte of the request went out
    bool m_headTold = false;
    bool m_paused = false;
    bool m_finished = false;
    bool m_doneTold = false;
    bool m_dropped = false;
    bool m_delivering = false;
};

} // namespace http
