// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/requestcheck.h"
#include "http/systemproxy.h"

#include <curl/curl.h>

#include <memory>

namespace http {

/// One libcurl easy handle, made for one request and never used again, with everything it points to.
class CurlHandle
{
public:
    /// The request must have passed checkRequest().
    explicit CurlHandle(Request request);
    ~CurlHandle();
    CurlHandle(const CurlHandle &) = delete;
    CurlHandle &operator=(const CurlHandle &) = delete;

    CURL *get() const { return m_easy; }
    const Request &request() const { return m_request; }
    /// The CA bundle in use.
    const QString &caFile() const { return m_caFile; }

    void setProxy(const SystemProxy::Choice &choice);
    /// libcurl's words about the failure.
    QString errorText() const;

    long longInfo(CURLINFO info) const;
    /// A time in libcurl's microseconds.
    std::chrono::microseconds timeInfo(CURLINFO info) const;

private:
    void setSafety();
    void setTls();
    void setMessage();
    void setHeaders();
    void addHeader(const QByteArray &line);

    CURL *m_easy;
    Request m_request; ///< holds the body while it is sent
    QString m_caFile;
    curl_slist *m_headers = nullptr;
    char m_error[CURL_ERROR_SIZE] = {};
};

} // namespace http
