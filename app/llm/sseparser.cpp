// SPDX-License-Identifier: Apache-2.0
#include "llm/sseparser.h"

#include <QtCore/QCoreApplication>

#include <cstring>

namespace llm {

namespace {

constexpr QByteArrayView byteOrderMark = "\xef\xbb\xbf";

/// Distance to the first CR or LF, or the size if there is none.
qsizetype lineLength(QByteArrayView bytes)
{
    const auto *begin = bytes.data();
    const auto *lf = static_cast<const char *>(std::memchr(begin, '\n', std::size_t(bytes.size())));
    const qsizetype toLf = lf ? lf - begin : bytes.size();
    const auto *cr = static_cast<const char *>(std::memchr(begin, '\r', std::size_t(toLf)));
    return cr ? cr - begin : toLf;
}

} // namespace

base::Result<QList<QByteArray>> SseParser::feed(QByteArrayView bytes)
{
    QList<QByteArray> payloads;
    while (!m_broken && !bytes.isEmpty()) {
        if (m_skipLf && bytes.front() == '\n')
            bytes = bytes.sliced(1);
        m_skipLf = false;
        if (bytes.isEmpty())
            break;
        const qsizetype length = lineLength(bytes);
        if (m_line.size() + m_data.size() + length > maxLine) {
            m_broken = true;
            break;
        }
        m_line.append(bytes.first(length));
        if (length == bytes.size())
            break;
        m_skipLf = bytes.at(length) == '\r';
        endLine(payloads);
        bytes = bytes.sliced(length + 1);
    }
    if (m_broken) {
        return tl::unexpected(base::Error(
            base::ErrorKind::Protocol,
            QCoreApplication::translate(
                "SseParser", "The event stream holds a line of more than 16 MiB. Spanway stopped reading it.")));
    }
    return payloads;
}

QList<QByteArray> SseParser::finish()
{
    QList<QByteArray> payloads;
    if (m_broken)
        return payloads;
    if (!m_line.isEmpty())
        endLine(payloads);
    endLine(payloads); // an event without its blank line counts as complete
    return payloads;
}

void SseParser::endLine(QList<QByteArray> &out)
{
    QByteArrayView line = m_line;
    if (m_firstLine && line.startsWith(byteOrderMark))
        line = line.sliced(byteOrderMark.size());
    m_firstLine = false;
    if (line.isEmpty()) {
        if (m_hasData && !m_data.isEmpty())
            out.append(m_data);
        m_data.clear();
        m_hasData = false;
    } else if (line.startsWith("data:")) {
        line = line.sliced(5);
        if (line.startsWith(' '))
            line = line.sliced(1);
        if (m_hasData)
            m_data.append('\n');
        m_data.append(line);
        m_hasData = true;
    }
    m_line.clear();
}

} // namespace llm
