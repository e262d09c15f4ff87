// SPDX-License-Identifier: Apache-2.0
#include "http/headreader.h"

namespace http {

HeadReader::Verdict HeadReader::feed(QByteArrayView line)
{
    m_bytes += line.size();
    if (m_bytes > byteLimit)
        return Verdict::TooLarge;
    if (m_complete)
        return Verdict::More;
    const bool folded = line.startsWith(' ') || line.startsWith('\t');
    const QByteArrayView text = line.trimmed();
    if (text.isEmpty() && !folded)
        return endBlock();
    if (folded) {
        if (!m_head.headers.isEmpty() && !text.isEmpty())
            m_head.headers.last().value.append(' ').append(text);
    } else if (m_head.status == 0 || text.startsWith("HTTP/")) {
        readStatusLine(text);
    } else {
        readField(text);
    }
    return Verdict::More;
}

HeadReader::Verdict HeadReader::endBlock()
{
    if (m_head.status < 200) {
        m_head = Head();
        return Verdict::More;
    }
    if (hasTwoLengths())
        return Verdict::Malformed;
    m_complete = true;
    return Verdict::Complete;
}

void HeadReader::readStatusLine(QByteArrayView line)
{
    m_head = Head();
    const qsizetype code = line.indexOf(' ');
    if (code < 0)
        return;
    const QByteArrayView rest = line.sliced(code + 1);
    m_head.status = rest.first(qMin<qsizetype>(3, rest.size())).toInt();
    m_head.reason = rest.sliced(qMin<qsizetype>(4, rest.size())).toByteArray();
}

void HeadReader::readField(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return;
    m_head.headers.append({line.first(colon).toByteArray(), line.sliced(colon + 1).trimmed().toByteArray()});
}

// libcurl would take the last one: then its end of the message is a guess.
bool HeadReader::hasTwoLengths() const
{
    QByteArray length;
    for (const Header &header : m_head.headers) {
        if (header.name.compare("Content-Length", Qt::CaseInsensitive) != 0)
            continue;
        if (!length.isEmpty() && length != header.value)
            return true;
        length = header.value;
    }
    return false;
}

} // namespace http
