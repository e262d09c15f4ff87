// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/serverrequest.h"
#include "http/serverresponse.h"

#include <memory>
#include <optional>

namespace demo {

/// Status line and headers of an answer, without those that say how long it is and what becomes of the connection.
struct ReplyHead
{
    int status = 200;
    QByteArray reason; ///< as nginx writes it, may be empty
    http::Headers headers;
};

/// Puts an answer on the wire as nginx does: one chunk a piece, or gathered to lumps of 1460 bytes when the route
/// buffers.
class ReplyWriter
{
public:
    ReplyWriter(const http::ServerRequest &request, std::shared_ptr<http::ServerResponse> response);

    /// A complete message with its length, written at once. `alwaysClose`: after an error in the request itself.
    void sendWhole(const ReplyHead &head, const QByteArray &body, bool alwaysClose = false);
    /// Head of a message whose body follows. Without a length it is chunked (HTTP/1.0: ended by the connection).
    /// `gather`: hold back until 1460 bytes are together (nginx's postpone_output).
    void begin(const ReplyHead &head, std::optional<qint64> length, bool gather);
    void write(const QByteArray &piece);
    void end();
    /// What is held back, then the end of the connection without the end of the message.
    void cut();
    /// The end of the connection without a byte.
    void drop();
    bool begun() const { return m_begun; }
    const std::shared_ptr<http::ServerResponse> &response() const { return m_response; }

private:
    QByteArray headBytes(const ReplyHead &head, const http::Headers &framing, bool close) const;
    void flush();

    std::shared_ptr<http::ServerResponse> m_response;
    QByteArray m_held;
    std::optional<qint64> m_left; ///< bytes of the promised length not written yet
    bool m_keepAlive = true;
    bool m_isHead = false;
    bool m_old = false; ///< HTTP/1.0
    bool m_gather = false;
    bool m_chunked = false;
    bool m_begun = false;
};

} // namespace demo
