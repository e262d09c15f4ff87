// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

#include <curl/curl.h>

namespace http {

/// Why an exchange failed, as the adapter knows it: libcurl's code and what it does not tell.
struct CurlFailure
{
    /// Ends that we brought about ourselves; libcurl only reports "aborted by callback" for them.
    enum class Own { None, NotRepeated, HeaderTooLarge, BodyTooLarge, Malformed, Idle, ProxySettings, Abandoned };
    /// How far the exchange had come.
    enum class Stage { NameLookup, Connect, Tls, Sent, Answer };

    CURLcode code = CURLE_OK;
    Own own = Own::None;
    Stage stage = Stage::NameLookup;
    long systemError = 0; ///< errno of the failed connect or read
    long verifyResult = 0; ///< OpenSSL's X509_V_ERR_*
    long proxyStatus = 0; ///< HTTP status that the proxy gave to CONNECT
    QString text; ///< libcurl's own words
    QString peer; ///< host:port of the server
    QString proxy; ///< host:port of the proxy, empty if none
    QString caFile; ///< the bundle that was used
    qint64 bodyBytes = 0; ///< received and kept
    qint64 seconds = 0; ///< the time limit that ran out
};

/// The error for people: what happened, what it means, what to do, naming host and port; never a login or a header.
base::Error toError(const CurlFailure &failure);

} // namespace http
