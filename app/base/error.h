// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace base {

/// What kind of thing went wrong; decides icon, next step and exit code, never the text.
enum class ErrorKind {
    Internal, ///< a fault of Spanway itself
    InvalidInput, ///< what the person, a file or a peer gave cannot be used
    Cancelled, ///< stopped by the person or by the end of the program
    NameLookup,
    Connect,
    Tls,
    Proxy,
    Timeout,
    Incomplete, ///< the reply ended before it was whole
    Protocol, ///< the peer does not speak HTTP (or not the form we know)
    Unauthorized, ///< 401
    Forbidden, ///< 403
    NotFound, ///< 404
    RateLimited, ///< 429
    Rejected, ///< any other 4xx
    Upstream, ///< 5xx
    Storage ///< the database cannot be read or written
};

/// One failure, told to people (`message`) and to the log (`detail`). Both are redacted before they get here.
/// Has a constructor on purpose: GCC 12 destroys aggregates twice in co_await expressions.
class Error
{
public:
    /// `retryable` starts as the kind suggests: true for name lookup, connect, timeout, incomplete, rate limit, upstream.
    explicit Error(ErrorKind kind, QString message = {}, QString detail = {});

    /// The person (or the end of the program) stopped it.
    static Error cancelled();
    /// Kind and retryability that go with an HTTP status of 400 and above; the message is given by the caller.
    static Error fromStatus(int httpStatus, QString message, QString detail = {});

    ErrorKind kind;
    int httpStatus = 0; ///< 0: no answer came
    QString message; ///< what happened, for people
    QString detail; ///< raw text, for log and "show details"
    QString requestId; ///< X-Kong-Request-Id or the peer's own, may be empty
    bool retryable = false; ///< the same call may succeed later
    std::optional<std::chrono::seconds> retryAfter; ///< from Retry-After, as sent
};

/// Stable English word of a kind, used in JSON output and span attributes ("rateLimited").
QString errorKindName(ErrorKind kind);

} // namespace base
