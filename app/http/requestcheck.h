// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "http/types.h"

namespace http {

/// Where a request goes, as far as messages and proxies need it.
struct Target
{
    QString host; ///< IPv6 without brackets
    quint16 port = 0;
    bool secure = false;

    /// "host:port", "[::1]:8000"
    QString peer() const;
    /// The host is this machine: no proxy is asked for.
    bool isLoopback() const;
};

/// Refuses what must not be sent: another scheme than http or https or none, blanks or control characters in the
/// address, a login in it, headers that are no tokens, values with CR, LF or NUL, and headers that frame the message.
/// Error: InvalidInput; it names the header, never its value.
base::Result<Target> checkRequest(const Request &request);

} // namespace http
