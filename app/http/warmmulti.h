// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <memory>

namespace http {

struct MultiCloser
{
    void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
};
using CurlMulti = std::unique_ptr<CURLM, MultiCloser>;

/// A multi handle that holds the system's CA store, ready for its first TLS connection. Reading it takes about 50 ms of
/// CPU, so this is for a thread that may wait; the handle may be given to another one afterwards. Nothing leaves the
/// process: the handshake that libcurl needs for it begins with a socket of our own.
CurlMulti makeWarmMulti();

} // namespace http
