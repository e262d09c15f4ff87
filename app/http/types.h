// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <chrono>
#include <optional>

namespace http {

/// One header line. Secret values are sent but masked in the wire log and everywhere else.
struct Header
{
    QByteArray name;
    QByteArray value;
    bool secret = false;

    bool operator==(const Header &) const = default;
};

using Headers = QList<Header>;

/// Value of the first header of that name (any case), empty if absent.
QByteArray headerValue(const Headers &headers, QByteArrayView name);
bool hasHeader(const Headers &headers, QByteArrayView name);

/// One logical request: reaches the server at most once, is never redirected, never repeated.
struct Request
{
    QByteArray method = QByteArrayLiteral("GET");
    QString url; ///< absolute, http or https
    Headers headers; ///< sent as given; a value with CR, LF or NUL is refused before anything is sent
    QByteArray body;
    std::chrono::milliseconds connectTimeout{10000}; ///< name lookup, connect and TLS together
    std::chrono::milliseconds idleTimeout{300000}; ///< longest silence between two bytes
    QString caFile; ///< PEM bundle used instead of the system's; empty: the system's
    qsizetype maxBody = 0; ///< refuse a longer body; 0: no limit
    bool keepWire = false; ///< fill Outcome::wire
};

/// When things happened, as distance from the moment the request was handed to http::Client. Missing = did not happen.
struct Timings
{
    using Offset = std::optional<std::chrono::nanoseconds>;

    base::MonoTime start; ///< anchor of the offsets, monotonic
    Offset nameLookup; ///< lookup ended; new connections only
    Offset connect; ///< TCP established; new connections only
    Offset tls; ///< TLS handshake ended; new TLS connections only
    Offset ready; ///< the connection was ours, sending begins
    Offset headerEnd; ///< final response header block complete
    Offset firstByte; ///< first byte of the body
    Offset end; ///< body complete, or failure
};

/// What is known about the TLS session.
struct TlsFacts
{
    QString version; ///< "TLSv1.3"
    QString cipher;
    QString subject;
    QString issuer;
    QString expires;
};

/// Status line and headers of the final answer (1xx answers are skipped).
struct Head
{
    int status = 0;
    QByteArray reason;
    Headers headers;
    base::MonoTime at; ///< when the block was complete
    Timings timings; ///< as far as known then: connection times are final
    bool reusedConnection = false;
};

/// Bytes as they went over the wire, header values marked secret already masked.
struct WireEntry
{
    enum class Direction { Sent, Received };

    Direction direction = Direction::Received;
    std::chrono::nanoseconds at{0}; ///< since Timings::start
    QByteArray bytes;
};

/// How an exchange ended.
struct Outcome
{
    std::optional<base::Error> error; ///< empty: the message is complete by HTTP's rules
    bool headComplete = false;
    bool possiblyProcessed = false; ///< failed after the request was sent: the server may have acted on it
    bool reusedConnection = false;
    QString remoteAddress; ///< "127.0.0.1:8000", empty if never connected
    std::optional<TlsFacts> tls;
    Timings timings;
    qint64 bodyBytes = 0;
    QList<WireEntry> wire; ///< the first 4 MiB
    qint64 wireDropped = 0; ///< bytes that came after them
};

} // namespace http
