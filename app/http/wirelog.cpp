// SPDX-License-Identifier: Apache-2.0
#include "http/wirelog.h"

#include "base/redactor.h"

namespace http {

WireLog::WireLog(base::MonoTime start, const Headers &sent)
    : m_start(start)
{
    for (const Header &header : sent) {
        if (header.secret)
            m_secretNames.insert(header.name.toLower());
    }
}

void WireLog::addHead(WireEntry::Direction direction, QByteArrayView bytes, base::MonoTime at)
{
    Lines &lines = m_lines[direction == WireEntry::Direction::Sent ? 0 : 1];
    const QByteArray text = std::exchange(lines.open, {}) + bytes.toByteArray();
    QByteArray kept;
    qsizetype from = 0;
    for (qsizetype end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        kept += maskedLine(lines, QByteArrayView(text).sliced(from, end + 1 - from));
        from = end + 1;
    }
    lines.open = text.mid(from);
    append(direction, kept, at);
}

void WireLog::addBody(WireEntry::Direction direction, QByteArrayView bytes, base::MonoTime at)
{
    append(direction, bytes, at);
}

QByteArray WireLog::maskedLine(Lines &lines, QByteArrayView line) const
{
    static const QByteArray mask = base::Redactor::mask().toUtf8();
    const bool folded = line.startsWith(' ') || line.startsWith('\t');
    if (folded)
        return lines.masking ? ' ' + mask + "\r\n" : line.toByteArray();
    const qsizetype colon = line.indexOf(':');
    lines.masking = colon > 0 && isSecret(line.first(colon));
    if (!lines.masking)
        return line.toByteArray();
    return line.first(colon).toByteArray() + ": " + mask + "\r\n";
}

bool WireLog::isSecret(QByteArrayView name) const
{
    return m_secretNames.contains(name.toByteArray().toLower()) || base::isSecretHeaderName(name);
}

void WireLog::append(WireEntry::Direction direction, QByteArrayView bytes, base::MonoTime at)
{
    const QByteArrayView kept = bytes.first(qMin<qint64>(bytes.size(), byteLimit - m_bytes));
    m_dropped += bytes.size() - kept.size();
    m_bytes += kept.size();
    if (!kept.isEmpty())
        m_entries.append({direction, at - m_start, kept.toByteArray()});
}

QList<WireEntry> WireLog::take()
{
    return std::exchange(m_entries, {});
}

} // namespace http
