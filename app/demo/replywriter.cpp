// SPDX-License-Identifier: Apache-2.0
#include "demo/replywriter.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

/// nginx's postpone_output.
constexpr qsizetype lump = 1460;

} // namespace

ReplyWriter::ReplyWriter(const http::ServerRequest &request, std::shared_ptr<http::ServerResponse> response)
    : m_response(std::move(response))
    , m_keepAlive(request.keepAlive())
    , m_isHead(request.method == "HEAD")
    , m_old(request.minorVersion == 0)
{ }

QByteArray ReplyWriter::headBytes(const ReplyHead &head, const http::Headers &framing, bool close) const
{
    return "HTTP/1.1 " + QByteArray::number(head.status) + ' ' + head.reason + "\r\n" + http::headerLines(head.headers)
        + http::headerLines(framing) + "Connection: " + (close ? "close" : "keep-alive") + "\r\n\r\n";
}

void ReplyWriter::sendWhole(const ReplyHead &head, const QByteArray &body, bool alwaysClose)
{
    m_begun = true;
    const bool close = alwaysClose || !m_keepAlive;
    http::Headers framing;
    if (head.status != 204 && head.status != 304 && !http::hasHeader(head.headers, "Content-Length"))
        framing.append({"Content-Length"_ba, QByteArray::number(body.size())});
    m_response->writeRaw(headBytes(head, framing, close) + (m_isHead ? QByteArray() : body));
    if (close)
        m_response->close();
    else
        m_response->finish();
}

void ReplyWriter::begin(const ReplyHead &head, std::optional<qint64> length, bool gather)
{
    m_begun = true;
    m_gather = gather;
    m_left = length;
    m_chunked = !length && !m_old;
    if (!length && m_old)
        m_keepAlive = false;
    http::Headers framing;
    if (length)
        framing.append({"Content-Length"_ba, QByteArray::number(*length)});
    else if (m_chunked)
        framing.append({"Transfer-Encoding"_ba, "chunked"_ba});
    m_held = headBytes(head, framing, !m_keepAlive);
    if (!m_gather)
        flush();
}

void ReplyWriter::write(const QByteArray &piece)
{
    if (piece.isEmpty() || m_isHead)
        return;
    if (m_left)
        *m_left -= piece.size();
    if (m_chunked)
        m_held += QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
    else
        m_held += piece;
    if (!m_gather || m_held.size() >= lump)
        flush();
}

void ReplyWriter::flush()
{
    m_response->writeRaw(m_held);
    m_held.clear();
}

void ReplyWriter::end()
{
    if (m_chunked && !m_isHead)
        m_held += "0\r\n\r\n";
    flush();
    // A message shorter than promised can only end with its connection.
    if (m_keepAlive && m_left.value_or(0) <= 0)
        m_response->finish();
    else
        m_response->close();
}

void ReplyWriter::cut()
{
    flush();
    m_response->close();
}

void ReplyWriter::drop()
{
    m_response->close();
}

} // namespace demo
