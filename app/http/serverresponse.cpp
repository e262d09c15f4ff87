// SPDX-License-Identifier: Apache-2.0
#include "http/serverresponse.h"

#include "http/serverconnection.h"

using namespace Qt::StringLiterals;

namespace http {

namespace {

bool asksToClose(const Headers &headers)
{
    return headerValue(headers, "Connection").compare("close", Qt::CaseInsensitive) == 0;
}

bool hasNoBody(int status, const QByteArray &method)
{
    return status < 200 || status == 204 || status == 304 || method == "HEAD";
}

} // namespace

QByteArray headerLines(const Headers &headers)
{
    QByteArray lines;
    for (const Header &header : headers)
        lines += header.name + ": " + header.value + "\r\n";
    return lines;
}

ServerResponse::ServerResponse(ServerConnection *connection)
    : m_connection(connection)
{ }

ServerResponse::~ServerResponse()
{
    if (isOpen())
        m_connection->closeGracefully();
}

bool ServerResponse::isOpen() const
{
    return !m_finished && m_connection && m_connection->isOpen();
}

qint64 ServerResponse::pending() const
{
    return m_connection ? m_connection->pending() : 0;
}

void ServerResponse::onHangUp(std::function<void()> handler)
{
    m_hangUp = std::move(handler);
}

void ServerResponse::hungUp()
{
    if (m_finished)
        return;
    m_finished = true;
    // Moved out: the handler may drop the last reference to this.
    if (const std::function<void()> handler = std::exchange(m_hangUp, nullptr))
        handler();
}

void ServerResponse::writeRaw(QByteArrayView bytes)
{
    if (isOpen())
        m_connection->write(bytes);
}

void ServerResponse::finish()
{
    if (!isOpen())
        return;
    m_finished = true;
    m_connection->answered(true);
}

void ServerResponse::close()
{
    if (!isOpen())
        return;
    m_finished = true;
    m_connection->closeGracefully();
}

void ServerResponse::reset()
{
    if (!isOpen())
        return;
    m_finished = true;
    m_connection->reset();
}

void ServerResponse::writeHead(int status, const Headers &headers, const Headers &framing)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonPhrase(status) + "\r\n";
    head += headerLines(headers) + headerLines(framing);
    if (!m_connection->keepsAlive() && !hasHeader(headers, "Connection"))
        head += "Connection: close\r\n";
    writeRaw(head + "\r\n");
}

void ServerResponse::respond(int status, const Headers &headers, QByteArrayView body)
{
    if (!isOpen())
        return;
    const QByteArray method = m_connection->request().method;
    Headers framing;
    if (status >= 200 && status != 204)
        framing.append({"Content-Length"_ba, QByteArray::number(body.size())});
    writeHead(status, headers, framing);
    if (!hasNoBody(status, method))
        writeRaw(body);
    if (!isOpen())
        return;
    m_finished = true;
    m_connection->answered(!asksToClose(headers));
}

void ServerResponse::beginChunked(int status, const Headers &headers)
{
    if (!isOpen())
        return;
    m_chunked = m_connection->request().minorVersion == 1;
    m_bodyless = hasNoBody(status, m_connection->request().method);
    Headers framing;
    if (m_chunked && status >= 200 && status != 204)
        framing.append({"Transfer-Encoding"_ba, "chunked"_ba});
    writeHead(status, headers, framing);
}

void ServerResponse::chunk(QByteArrayView bytes)
{
    if (bytes.isEmpty() || m_bodyless)
        return;
    if (!m_chunked)
        return writeRaw(bytes);
    QByteArray framed = QByteArray::number(bytes.size(), 16) + "\r\n";
    framed.append(bytes).append("\r\n");
    writeRaw(framed);
}

void ServerResponse::endChunked()
{
    endChunked({});
}

void ServerResponse::endChunked(const Headers &trailers)
{
    if (m_chunked && !m_bodyless)
        writeRaw("0\r\n" + headerLines(trailers) + "\r\n");
    if (m_chunked || m_bodyless)
        finish();
    else
        close();
}

QByteArray reasonPhrase(int status)
{
    struct Phrase
    {
        int status;
        const char *text;
    };
    static constexpr Phrase phrases[] = {{100, "Continue"},
                                         {101, "Switching Protocols"},
                                         {102, "Processing"},
                                         {103, "Early Hints"},
                                         {200, "OK"},
                                         {201, "Created"},
                                         {202, "Accepted"},
                                         {204, "No Content"},
                                         {206, "Partial Content"},
                                         {301, "Moved Permanently"},
                                         {302, "Found"},
                                         {303, "See Other"},
                                         {304, "Not Modified"},
                                         {307, "Temporary Redirect"},
                                         {308, "Permanent Redirect"},
                                         {400, "Bad Request"},
                                         {401, "Unauthorized"},
                                         {402, "Payment Required"},
                                         {403, "Forbidden"},
                                         {404, "Not Found"},
                                         {405, "Method Not Allowed"},
                                         {406, "Not Acceptable"},
                                         {407, "Proxy Authentication Required"},
                                         {408, "Request Timeout"},
                                         {409, "Conflict"},
                                         {410, "Gone"},
                                         {411, "Length Required"},
                                         {412, "Precondition Failed"},
                                         {413, "Payload Too Large"},
                                         {414, "URI Too Long"},
                                         {415, "Unsupported Media Type"},
                                         {422, "Unprocessable Entity"},
                                         {429, "Too Many Requests"},
                                         {431, "Request Header Fields Too Large"},
                                         {500, "Internal Server Error"},
                                         {501, "Not Implemented"},
                                         {502, "Bad Gateway"},
                                         {503, "Service Unavailable"},
                                         {504, "Gateway Timeout"},
                                         {505, "HTTP Version Not Supported"}};
    for (const Phrase &phrase : phrases) {
        if (phrase.status == status)
            return phrase.text;
    }
    return "Unknown"_ba;
}

} // namespace http
