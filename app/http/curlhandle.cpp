// SPDX-License-Identifier: Apache-2.0
#include "http/curlhandle.h"

#include "http/curltls.h"

#include <QtCore/QFile>
#include <QtCore/QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace http {

namespace {

/// libcurl reads until nothing comes: a small buffer keeps its turns short (reference: 16 KiB and a pause above 256
/// KiB).
constexpr long readBuffer = 16 * 1024;

QByteArray encodedUrl(const QString &url)
{
    const bool ascii = std::all_of(url.begin(), url.end(), [](QChar c) { return c.unicode() < 0x80; });
    return ascii ? url.toLatin1() : QUrl(url, QUrl::TolerantMode).toEncoded();
}

} // namespace

CurlHandle::CurlHandle(Request request)
    : m_easy(curl_easy_init())
    , m_request(std::move(request))
{
    curl_easy_setopt(m_easy, CURLOPT_ERRORBUFFER, m_error);
    setSafety();
    setTls();
    setMessage();
    setHeaders();
}

CurlHandle::~CurlHandle()
{
    curl_easy_cleanup(m_easy);
    curl_slist_free_all(m_headers);
}

void CurlHandle::setSafety()
{
    curl_easy_setopt(m_easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(m_easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(m_easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_easy, CURLOPT_HTTP_VERSION, long(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(m_easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(m_easy, CURLOPT_CONNECTTIMEOUT_MS, long(m_request.connectTimeout.count()));
    curl_easy_setopt(m_easy, CURLOPT_BUFFERSIZE, readBuffer);
    // Without it, a cancel during the name lookup waits for the resolver's thread.
    curl_easy_setopt(m_easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(m_easy, CURLOPT_VERBOSE, 1L);
}

void CurlHandle::setTls()
{
    const bool own = !m_request.caFile.isEmpty();
    m_caFile = own ? m_request.caFile : systemCaFile();
    // A CA folder would switch libcurl's cache of the store off: 40 ms of CPU for each new connection.
    curl_easy_setopt(m_easy, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(m_easy, CURLOPT_CAINFO, m_caFile.isEmpty() ? nullptr : QFile::encodeName(m_caFile).constData());
    // The cache lives for a day and knows a file by its name only: a person's own file may be replaced meanwhile.
    if (own)
        curl_easy_setopt(m_easy, CURLOPT_CA_CACHE_TIMEOUT, 0L);
    curl_easy_setopt(m_easy, CURLOPT_CERTINFO, 1L);
}

void CurlHandle::setMessage()
{
    curl_easy_setopt(m_easy, CURLOPT_URL, encodedUrl(m_request.url).constData());
    const QByteArray &method = m_request.method;
    const QByteArray &body = m_request.body;
    if (method == "HEAD") {
        curl_easy_setopt(m_easy, CURLOPT_NOBODY, 1L);
        return;
    }
    if (method == "POST" || !body.isEmpty()) {
        curl_easy_setopt(m_easy, CURLOPT_POST, 1L);
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.size()));
        curl_easy_setopt(m_easy, CURLOPT_POSTFIELDS, body.constData());
    }
    if (method != "GET" || !body.isEmpty())
        curl_easy_setopt(m_easy, CURLOPT_CUSTOMREQUEST, method.constData());
}

void CurlHandle::setHeaders()
{
    for (const Header &header : std::as_const(m_request.headers)) {
        // Asked for by the caller, so wanted decoded. Not for "identity": Kong may leave "Content-Encoding: gzip" on a
        // plain stream (kong.md 2.5), and libcurl would refuse its bytes.
        if (header.name.compare("Accept-Encoding", Qt::CaseInsensitive) == 0 && header.value != "identity")
            curl_easy_setopt(m_easy, CURLOPT_ACCEPT_ENCODING, header.value.constData());
        else
            addHeader(header.value.isEmpty() ? header.name + ';' : header.name + ": " + header.value);
    }
    // What libcurl would add by itself. "Expect" makes a large body wait a second for servers that do not know it.
    if (!hasHeader(m_request.headers, "Expect"))
        addHeader("Expect:"_ba);
    if (!hasHeader(m_request.headers, "Content-Type"))
        addHeader("Content-Type:"_ba);
    if (!hasHeader(m_request.headers, "User-Agent"))
        addHeader("User-Agent: Spanway/" SPANWAY_VERSION ""_ba);
    curl_easy_setopt(m_easy, CURLOPT_HTTPHEADER, m_headers);
}

void CurlHandle::addHeader(const QByteArray &line)
{
    m_headers = curl_slist_append(m_headers, line.constData());
}

void CurlHandle::setProxy(const SystemProxy::Choice &choice)
{
    if (choice)
        curl_easy_setopt(m_easy, CURLOPT_PROXY, choice->constData());
}

QString CurlHandle::errorText() const
{
    return QString::fromUtf8(m_error);
}

long CurlHandle::longInfo(CURLINFO info) const
{
    long value = 0;
    curl_easy_getinfo(m_easy, info, &value);
    return value;
}

std::chrono::microseconds CurlHandle::timeInfo(CURLINFO info) const
{
    curl_off_t value = 0;
    curl_easy_getinfo(m_easy, info, &value);
    return std::chrono::microseconds(value);
}

} // namespace http
