// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

namespace http {

/// One request as the server half received it: whole, with its body decoded from chunks.
struct ServerRequest
{
    QByteArray method;
    QByteArray target; ///< as sent: "/v1/models?x=1"
    int minorVersion = 1; ///< HTTP/1.0 or 1.1
    Headers headers; ///< in order, names as sent, values without surrounding blanks
    QByteArray body;
    QString remoteAddress; ///< "127.0.0.1:51234"
    base::MonoTime at; ///< when its last byte was read

    /// The target without its query, as sent (not percent-decoded).
    QByteArray path() const;
    /// What stands behind the first '?', as sent.
    QByteArray query() const;
    /// The client allows another request on this connection.
    bool keepAlive() const;
};

/// Bounds of what the server half accepts; beyond them it answers 414, 431 or 413 itself and closes.
struct ServerLimits
{
    qsizetype requestLine = 16 * 1024;
    qsizetype headerBytes = 64 * 1024; ///< whole block; trailers have the same bound of their own
    int headerCount = 200;
    qint64 body = 64 * 1024 * 1024;
    qint64 unsent = 64 * 1024 * 1024; ///< a client that does not read is reset above this
    int connections = 512; ///< further ones are closed at once
    std::chrono::milliseconds idle{60000}; ///< between two requests of one connection
    std::chrono::milliseconds receive{30000}; ///< longest silence inside a request; for its head also the whole time
};

} // namespace http
