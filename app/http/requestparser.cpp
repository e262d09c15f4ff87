// SPDX-License-Identifier: Apache-2.0
#include "http/requestparser.h"

#include "http/syntax.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace http {

namespace {

constexpr qsizetype chunkLineLimit = 256;
constexpr qsizetype methodLimit = 32;

bool isTarget(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

RequestParser::RequestParser(const ServerLimits &limits)
    : m_limits(limits)
{ }

bool RequestParser::isIdle() const
{
    return m_state == State::RequestLine && m_line.isEmpty();
}

bool RequestParser::expectsContinue() const
{
    return m_headComplete && m_request.minorVersion == 1 && m_request.body.isEmpty()
        && (m_state == State::Body || m_state == State::ChunkSize) && m_line.isEmpty()
        && headerValue(m_request.headers, "Expect").compare("100-continue", Qt::CaseInsensitive) == 0;
}

ServerRequest RequestParser::take()
{
    ServerRequest request = std::move(m_request);
    *this = RequestParser(m_limits);
    return request;
}

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && m_state != State::Done && m_state != State::Refused) {
        if (m_state == State::Body || m_state == State::ChunkData)
            used += takeBody(bytes.sliced(used));
        else if (takeLine(bytes, used, lineLimit()))
            onLine();
    }
    return used;
}

qsizetype RequestParser::lineLimit() const
{
    switch (m_state) {
    case State::RequestLine:
        return m_limits.requestLine;
    case State::ChunkSize:
        return chunkLineLimit;
    case State::ChunkEnd:
        return 0;
    default:
        return std::max<qsizetype>(0, m_limits.headerBytes - m_headerBytes);
    }
}

// Collects up to and including CRLF; true when the line is whole.
bool RequestParser::takeLine(QByteArrayView bytes, qsizetype &used, qsizetype limit)
{
    const QByteArrayView rest = bytes.sliced(used);
    const qsizetype newline = rest.indexOf('\n');
    const qsizetype part = newline < 0 ? rest.size() : newline + 1;
    // One byte more than a full line is enough to know that it is too long.
    const qsizetype taken = std::min(part, limit + 3 - m_line.size());
    m_line.append(rest.first(taken));
    used += taken;
    if (newline >= 0 && taken == part) {
        if (!m_line.endsWith("\r\n")) {
            if (m_line.size() - 1 > limit)
                refuseLine();
            else
                refuse(400, u"A line ends without CR LF."_s);
            return false;
        }
        m_line.chop(2);
        if (m_line.size() <= limit)
            return true;
        refuseLine();
    } else if (m_line.size() > limit + (m_line.endsWith('\r') ? 1 : 0)) {
        refuseLine();
    }
    return false;
}

void RequestParser::refuseLine()
{
    switch (m_state) {
    case State::RequestLine:
        return refuse(414, u"The request line is too long."_s);
    case State::ChunkSize:
    case State::ChunkEnd:
        return refuse(400, u"A chunk is framed wrongly."_s);
    default:
        return refuse(431, u"The header block is too large."_s);
    }
}

void RequestParser::onLine()
{
    switch (m_state) {
    case State::RequestLine:
        onRequestLine();
        break;
    case State::HeaderLine:
        onHeaderLine();
        break;
    case State::ChunkSize:
        onChunkSize();
        break;
    case State::ChunkEnd:
        m_state = State::ChunkSize;
        break;
    case State::Trailer:
        onTrailer();
        break;
    default:
        break;
    }
    m_line.clear();
}

void RequestParser::onRequestLine()
{
    // RFC 9112 2.2: a server should ignore an empty line before the request line.
    if (m_line.isEmpty() && ++m_blankLines <= 2)
        return;
    const QList<QByteArray> words = m_line.split(' ');
    if (words.size() != 3 || !isToken(words[0]) || words[0].size() > methodLimit || !isTarget(words[1]))
        return refuse(400, u"The request line is malformed."_s);
    if (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0") {
        const bool otherVersion = words[2].startsWith("HTTP/");
        return refuse(otherVersion ? 505 : 400, u"Only HTTP/1.0 and HTTP/1.1 are spoken here."_s);
    }
    m_request.method = words[0];
    m_request.target = words[1];
    m_request.minorVersion = words[2].back() - '0';
    m_state = State::HeaderLine;
}

bool RequestParser::parseHeader(QByteArrayView line, Header &header)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0 || !isToken(line.first(colon))) {
        refuse(400, u"A header line is malformed."_s);
        return false;
    }
    header.name = line.first(colon).toByteArray();
    header.value = line.sliced(colon + 1).trimmed().toByteArray();
    if (!isFieldValue(header.value)) {
        refuse(400, u"A header value holds a control character."_s);
        return false;
    }
    return true;
}

void RequestParser::onHeaderLine()
{
    if (m_line.isEmpty())
        return onHeadEnd();
    m_headerBytes += m_line.size() + 2;
    if (m_request.headers.size() >= m_limits.headerCount)
        return refuse(431, u"There are too many headers."_s);
    Header header;
    if (parseHeader(m_line, header))
        m_request.headers.append(header);
}

void RequestParser::onHeadEnd()
{
    const auto hosts = std::count_if(m_request.headers.cbegin(), m_request.headers.cend(), [](const Header &header) {
        return header.name.compare("Host", Qt::CaseInsensitive) == 0;
    });
    if (hosts > 1 || (hosts == 0 && m_request.minorVersion == 1))
        return refuse(400, u"A request needs exactly one Host header."_s);
    m_headComplete = true;
    chooseBody();
}

void RequestParser::chooseBody()
{
    QList<QByteArray> lengths;
    QList<QByteArray> codings;
    for (const Header &header : std::as_const(m_request.headers)) {
        if (header.name.compare("Content-Length", Qt::CaseInsensitive) == 0)
            lengths.append(header.value);
        else if (header.name.compare("Transfer-Encoding", Qt::CaseInsensitive) == 0)
            codings.append(header.value);
    }
    if (lengths.size() > 1 || (!lengths.isEmpty() && !codings.isEmpty()))
        return refuse(400, u"The length of the body is given more than once."_s);
    if (!codings.isEmpty()) {
        if (m_request.minorVersion == 0)
            return refuse(400, u"HTTP/1.0 knows no Transfer-Encoding."_s);
        if (codings.size() > 1 || codings.first().compare("chunked", Qt::CaseInsensitive) != 0)
            return refuse(501, u"Only the transfer coding \"chunked\" is known here."_s);
        m_state = State::ChunkSize;
        return;
    }
    if (lengths.isEmpty()) {
        m_state = State::Done;
        return;
    }
    const std::optional<qint64> length = parseNumber(lengths.first(), 10);
    if (!length)
        return refuse(400, u"Content-Length is not a number."_s);
    if (*length > m_limits.body)
        return refuse(413, u"The body is too large."_s);
    m_left = *length;
    m_state = m_left > 0 ? State::Body : State::Done;
}

void RequestParser::onChunkSize()
{
    const qsizetype extension = m_line.indexOf(';');
    const QByteArrayView number = extension < 0 ? QByteArrayView(m_line) : QByteArrayView(m_line).first(extension);
    const std::optional<qint64> size = parseNumber(number.trimmed(), 16);
    if (!size || !isFieldValue(m_line))
        return refuse(400, u"A chunk is framed wrongly."_s);
    if (*size > m_limits.body - m_request.body.size())
        return refuse(413, u"The body is too large."_s);
    m_left = *size;
    m_headerBytes = 0;
    m_state = m_left > 0 ? State::ChunkData : State::Trailer;
}

// Trailers are checked like headers, then dropped: nothing here needs them.
void RequestParser::onTrailer()
{
    if (m_line.isEmpty()) {
        m_state = State::Done;
        return;
    }
    m_headerBytes += m_line.size() + 2;
    Header ignored;
    parseHeader(m_line, ignored);
}

qsizetype RequestParser::takeBody(QByteArrayView bytes)
{
    const qsizetype part = qsizetype(std::min<qint64>(m_left, bytes.size()));
    m_request.body.append(bytes.first(part));
    m_left -= part;
    if (m_left == 0)
        m_state = m_state == State::Body ? State::Done : State::ChunkEnd;
    return part;
}

void RequestParser::refuse(int status, const QString &reason)
{
    m_state = State::Refused;
    m_refusal = status;
    m_reason = reason;
}

} // namespace http
