// SPDX-License-Identifier: Apache-2.0
#include "http/curljob.h"

#include "http/curltls.h"

#include <QtCore/QUrl>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace http {

namespace {

/// Above this, the exchange is paused until the handlers have had what came.
constexpr qsizetype pauseAbove = 256 * 1024;

base::MonoTime now()
{
    return std::chrono::steady_clock::now();
}

/// "host:port" of a proxy written as libcurl takes it: perhaps without scheme, perhaps with a login.
QString proxyPeer(const QString &text)
{
    const QUrl url(text.contains("://"_L1) ? text : u"http://"_s + text);
    return Target{url.host(), quint16(url.port(1080))}.peer();
}

} // namespace

CurlJob::CurlJob(const Request &request, Target target, Handlers handlers)
    : m_request(request)
    , m_target(std::move(target))
    , m_handlers(std::move(handlers))
    , m_start(now())
    , m_wire(m_start, request.headers)
{
    m_outcome.timings.start = m_start;
}

CURL *CurlJob::open(const SystemProxy::Choice &proxy, CURLSH *share)
{
    m_handle = std::make_unique<CurlHandle>(m_request);
    m_handle->setProxy(proxy);
    if (proxy && !proxy->isEmpty())
        m_proxy = proxyPeer(QString::fromUtf8(*proxy));
    CURL *easy = m_handle->get();
    curl_easy_setopt(easy, CURLOPT_SHARE, share);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlJob::onHeader);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlJob::onWrite);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &CurlJob::onPrereq);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, &CurlJob::onDebug);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, this);
    return easy;
}

size_t CurlJob::onHeader(char *bytes, size_t size, size_t count, void *self)
{
    auto &job = *static_cast<CurlJob *>(self);
    const base::MonoTime at = now();
    switch (job.m_head.feed(QByteArrayView(bytes, qsizetype(size * count)))) {
    case HeadReader::Verdict::More:
        break;
    case HeadReader::Verdict::Complete:
        job.m_outcome.timings.headerEnd = at - job.m_start;
        job.m_head.head().at = at;
        job.m_head.head().timings = job.m_outcome.timings;
        job.m_head.head().reusedConnection = job.m_outcome.reusedConnection;
        break;
    case HeadReader::Verdict::TooLarge:
        job.m_own = Own::HeaderTooLarge;
        return 0;
    case HeadReader::Verdict::Malformed:
        job.m_own = Own::Malformed;
        return 0;
    }
    return size * count;
}

size_t CurlJob::onWrite(char *bytes, size_t size, size_t count, void *self)
{
    auto &job = *static_cast<CurlJob *>(self);
    const auto length = qsizetype(size * count);
    if (job.m_pendingBytes > pauseAbove) {
        job.m_paused = true;
        return CURL_WRITEFUNC_PAUSE;
    }
    if (job.m_request.maxBody > 0 && job.m_outcome.bodyBytes + length > job.m_request.maxBody) {
        job.m_own = Own::BodyTooLarge;
        return 0;
    }
    if (length == 0)
        return 0;
    const base::MonoTime at = now();
    if (!job.m_outcome.timings.firstByte)
        job.m_outcome.timings.firstByte = at - job.m_start;
    job.m_pending.append({QByteArray(bytes, length), at});
    job.m_pendingBytes += length;
    job.m_outcome.bodyBytes += length;
    return size * count;
}

// libcurl calls this before every attempt to send. A second one means that it found a reused connection dead and wants
// to send the request again: a paid call would be made twice.
int CurlJob::onPrereq(void *self, char *remote, char *local, int remotePort, int localPort)
{
    auto &job = *static_cast<CurlJob *>(self);
    if (job.m_sends++ > 0) {
        job.m_own = Own::NotRepeated;
        return CURL_PREREQFUNC_ABORT;
    }
    job.m_outcome.remoteAddress = Target{QString::fromLatin1(remote), quint16(remotePort)}.peer();
    job.m_connection = QByteArray(local) + ' ' + QByteArray::number(localPort);
    job.readReady(now());
    return CURL_PREREQFUNC_OK;
}

void CurlJob::readReady(base::MonoTime at)
{
    m_lastByte = at;
    const std::chrono::nanoseconds ready = at - m_start;
    m_outcome.timings.ready = ready;
    m_outcome.reusedConnection = m_handle->longInfo(CURLINFO_NUM_CONNECTS) == 0;
    if (m_outcome.reusedConnection)
        return;
    // libcurl measures from a start of its own; the last step before this moment ties it to ours.
    const auto last = m_handle->timeInfo(m_target.secure ? CURLINFO_APPCONNECT_TIME_T : CURLINFO_CONNECT_TIME_T);
    readConnectionTimes(ready - last);
}

void CurlJob::readConnectionTimes(std::chrono::nanoseconds libcurlStart)
{
    const auto offset = [this, libcurlStart](CURLINFO info) -> Timings::Offset {
        const std::chrono::microseconds time = m_handle->timeInfo(info);
        if (time == 0us)
            return std::nullopt;
        return std::max(libcurlStart + time, 0ns);
    };
    m_outcome.timings.nameLookup = offset(CURLINFO_NAMELOOKUP_TIME_T);
    m_outcome.timings.connect = offset(CURLINFO_CONNECT_TIME_T);
    if (m_target.secure)
        m_outcome.timings.tls = offset(CURLINFO_APPCONNECT_TIME_T);
}

int CurlJob::onDebug(CURL *, curl_infotype type, char *bytes, size_t size, void *self)
{
    auto &job = *static_cast<CurlJob *>(self);
    const QByteArrayView view(bytes, qsizetype(size));
    if (type == CURLINFO_TEXT) {
        job.readDebugText(view);
        return 0;
    }
    if (type == CURLINFO_SSL_DATA_IN || type == CURLINFO_SSL_DATA_OUT)
        return 0;
    const base::MonoTime at = now();
    job.m_lastByte = at;
    const bool sent = type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT;
    // What goes to a proxy before the connection is ours is not the request.
    job.m_sent = job.m_sent || (sent && job.m_sends > 0);
    if (!job.m_request.keepWire)
        return 0;
    const auto direction = sent ? WireEntry::Direction::Sent : WireEntry::Direction::Received;
    if (type == CURLINFO_HEADER_IN || type == CURLINFO_HEADER_OUT)
        job.m_wire.addHead(direction, view, at);
    else
        job.m_wire.addBody(direction, view, at);
    return 0;
}

void CurlJob::readDebugText(QByteArrayView line)
{
    readTlsLine(line, m_seenTls);
    // libcurl's own time of it is only there once TLS has succeeded too.
    if (line.startsWith("Connected to "))
        m_connected = now() - m_start;
    // "Uses proxy env variable http_proxy == 'http://user:password@host:port'"; the same for no_proxy.
    if (line.startsWith("Uses proxy env variable ")) {
        const QList<QByteArray> parts = line.toByteArray().split('\'');
        if (parts.size() >= 2 && !parts[0].toLower().contains("no_proxy"))
            m_proxy = proxyPeer(QString::fromUtf8(parts[1]));
    }
}

CurlFailure::Stage CurlJob::stage() const
{
    using Stage = CurlFailure::Stage;
    if (m_head.hasBegun())
        return Stage::Answer;
    if (m_sends > 0)
        return Stage::Sent;
    if (!m_handle || m_handle->timeInfo(CURLINFO_NAMELOOKUP_TIME_T) == 0us)
        return Stage::NameLookup;
    return m_connected ? Stage::Tls : Stage::Connect;
}

CurlFailure CurlJob::failure(CURLcode code, Own own) const
{
    CurlFailure failure;
    failure.code = code;
    failure.own = own;
    failure.stage = stage();
    failure.peer = m_target.peer();
    failure.proxy = m_proxy;
    failure.bodyBytes = m_outcome.bodyBytes;
    const auto limit = m_sends > 0 ? m_request.idleTimeout : m_request.connectTimeout;
    failure.seconds = std::chrono::ceil<std::chrono::seconds>(limit).count();
    if (m_handle) {
        failure.systemError = m_handle->longInfo(CURLINFO_OS_ERRNO);
        failure.verifyResult = m_handle->longInfo(CURLINFO_SSL_VERIFYRESULT);
        failure.proxyStatus = m_handle->longInfo(CURLINFO_HTTP_CONNECTCODE);
        failure.text = m_handle->errorText();
        failure.caFile = m_handle->caFile();
    }
    return failure;
}

void CurlJob::readFacts(base::MonoTime at)
{
    const std::chrono::nanoseconds end = at - m_start;
    m_outcome.timings.end = end;
    if (m_sends == 0) {
        readConnectionTimes(end - m_handle->timeInfo(CURLINFO_TOTAL_TIME_T));
        m_outcome.timings.connect = m_connected;
    }
    if (!m_seenTls.version.isEmpty()) {
        readCertificate(m_handle->get(), m_seenTls);
        m_outcome.tls = m_seenTls;
    }
    m_outcome.wire = m_wire.take();
    m_outcome.wireDropped = m_wire.dropped();
}

void CurlJob::finish(CURLcode code)
{
    readFacts(now());
    m_outcome.headComplete = m_head.isComplete();
    // libcurl calls an end inside the header block a success.
    if (code != CURLE_OK || m_own != Own::None || !m_head.isComplete())
        m_outcome.error = toError(failure(code, m_own));
    m_outcome.possiblyProcessed = m_outcome.error && m_sent;
    m_handle.reset();
    m_finished = true;
}

void CurlJob::abort(Own reason)
{
    m_own = reason;
    if (m_handle) {
        finish(CURLE_ABORTED_BY_CALLBACK);
        return;
    }
    refuse(toError(failure(CURLE_ABORTED_BY_CALLBACK, reason)));
}

void CurlJob::abandon()
{
    if (!m_finished)
        abort(Own::Abandoned);
    m_outcome.error = base::Error::cancelled();
}

void CurlJob::refuse(const base::Error &error)
{
    m_outcome.error = error;
    m_outcome.timings.end = now() - m_start;
    m_finished = true;
}

void CurlJob::drop()
{
    m_dropped = true;
    m_handle.reset();
    // A closure must not be destroyed while it runs: deliver() does it then.
    if (!m_delivering)
        m_handlers = {};
}

base::MonoTime CurlJob::deadline() const
{
    if (m_finished || m_dropped)
        return base::MonoTime::max();
    if (!m_handle)
        return m_start + m_request.connectTimeout;
    return m_sends > 0 ? m_lastByte + m_request.idleTimeout : base::MonoTime::max();
}

bool CurlJob::hasNews() const
{
    if (m_dropped || m_delivering || m_doneTold)
        return false;
    return m_finished || m_paused || !m_pending.isEmpty() || (m_head.isComplete() && !m_headTold);
}

void CurlJob::deliver()
{
    if (!hasNews())
        return;
    m_delivering = true;
    tellHead();
    tellData();
    if (!m_dropped && m_paused && m_handle) {
        m_paused = false;
        curl_easy_pause(m_handle->get(), CURLPAUSE_CONT);
    }
    if (m_pending.isEmpty())
        tellDone();
    if (!m_dropped && m_handlers.onDelivered)
        m_handlers.onDelivered();
    m_delivering = false;
    if (isOver())
        m_handlers = {};
}

void CurlJob::tellHead()
{
    if (m_dropped || m_headTold || !m_head.isComplete())
        return;
    m_headTold = true;
    if (m_handlers.onHead)
        m_handlers.onHead(m_head.head());
}

void CurlJob::tellData()
{
    const QList<Piece> pieces = std::exchange(m_pending, {});
    m_pendingBytes = 0;
    for (const Piece &piece : pieces) {
        if (m_dropped)
            return;
        if (m_handlers.onData)
            m_handlers.onData(piece.bytes, piece.at);
    }
}

void CurlJob::tellDone()
{
    if (m_dropped || !m_finished || m_doneTold)
        return;
    m_doneTold = true;
    if (m_handlers.onDone)
        m_handlers.onDone(m_outcome);
}

} // namespace http
