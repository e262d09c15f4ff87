// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/serverrequest.h"

namespace http {

/// Strict incremental parser of HTTP/1.0 and 1.1 requests (RFC 9112): CRLF only, no folded headers, no blanks before a
/// colon, exactly one Host in 1.1, one way to say how long the body is. Knows no sockets; bounded by its limits.
class RequestParser
{
public:
    explicit RequestParser(const ServerLimits &limits);

    /// Reads on and returns how many bytes were used: all of them, unless the request ended or was refused before.
    qsizetype feed(QByteArrayView bytes);

    bool isDone() const { return m_state == State::Done; }
    /// Nothing of a request has arrived yet.
    bool isIdle() const;
    bool headComplete() const { return m_headComplete; }
    /// The client waits for "100 Continue" before it sends the body.
    bool expectsContinue() const;
    /// Status to refuse with, 0 if all is well so far.
    int refusal() const { return m_refusal; }
    /// Why, in English, for the answer's body.
    const QString &reason() const { return m_reason; }

    /// The finished request; the parser is ready for the next one.
    ServerRequest take();

private:
    enum class State { RequestLine, HeaderLine, Body, ChunkSize, ChunkData, ChunkEnd, Trailer, Done, Refused };

    bool takeLine(QByteArrayView bytes, qsizetype &used, qsizetype limit);
    void refuseLine();
    void onLine();
    void onRequestLine();
    void onHeaderLine();
    bool parseHeader(QByteArrayView line, Header &header);
    void onHeadEnd();
    void chooseBody();
    void onChunkSize();
    void onTrailer();
    qsizetype takeBody(QByteArrayView bytes);
    qsizetype lineLimit() const;
    void refuse(int status, const QString &reason);

    ServerLimits m_limits;
    State m_state = State::RequestLine;
    ServerRequest m_request;
    QByteArray m_line; ///< the line being collected, without its CRLF once complete
    qsizetype m_headerBytes = 0; ///< of the header block, later of the trailers
    qint64 m_left = 0; ///< bytes of the body or chunk still to come
    int m_blankLines = 0; ///< before the request line
    int m_refusal = 0;
    bool m_headComplete = false;
    QString m_reason;
};

} // namespace http
