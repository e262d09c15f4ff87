// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"

#include <QtCore/QPointer>

#include <functional>

namespace http {

class ServerConnection;

/// The headers as they stand in a message, each line with its end.
QByteArray headerLines(const Headers &headers);

/// Where a handler writes its answer: at once or over time, with a convenience form or byte by byte. Every write is
/// handed to the kernel at once and alone (TCP_NODELAY). Keep the shared pointer as long as the answer is not finished:
/// dropping an unfinished one closes the connection. All calls are harmless after the client has gone.
/// Thread of the server only.
class ServerResponse
{
public:
    explicit ServerResponse(ServerConnection *connection);
    ~ServerResponse();
    ServerResponse(const ServerResponse &) = delete;
    ServerResponse &operator=(const ServerResponse &) = delete;

    // Convenience form: a correct HTTP/1.1 message.
    /// A whole message with Content-Length (no body is sent to HEAD, nor with 1xx, 204 and 304). Finishes the answer.
    void respond(int status, const Headers &headers, QByteArrayView body);
    /// Head of a chunked message. An HTTP/1.0 client gets a message that ends with the connection instead.
    void beginChunked(int status, const Headers &headers);
    /// One chunk, sent alone. An empty view is left out: it would end the message.
    void chunk(QByteArrayView bytes);
    /// Last chunk and trailers. Finishes the answer.
    void endChunked();
    void endChunked(const Headers &trailers);

    // Raw form: what is written is what goes out.
    /// Exactly these bytes, in a write of their own.
    void writeRaw(QByteArrayView bytes);
    /// The raw message is complete: the connection is kept for the next request (closed if the client asked for that).
    void finish();

    // Ends of the connection, possible at any point.
    /// FIN after everything written has been sent.
    void close();
    /// RST at once; what the kernel has not sent is lost.
    void reset();

    /// The client is still there and the answer is not finished.
    bool isOpen() const;
    /// Bytes written but not yet taken by the kernel.
    qint64 pending() const;
    /// Called once, from the event loop, when the client closes or resets before the answer is finished.
    void onHangUp(std::function<void()> handler);

private:
    friend class ServerConnection;
    void hungUp();
    void writeHead(int status, const Headers &headers, const Headers &framing);

    QPointer<ServerConnection> m_connection;
    std::function<void()> m_hangUp;
    bool m_chunked = false;
    bool m_bodyless = false; ///< the message has no body whatever the handler writes
    bool m_finished = false;
};

/// The usual phrase of a status code, "Unknown" if it has none.
QByteArray reasonPhrase(int status);

} // namespace http
