// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/ssefilter.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

QByteArray leftTrimmed(const QByteArray &text)
{
    qsizetype start = 0;
    while (start < text.size() && (text[start] == ' ' || (text[start] >= '\t' && text[start] <= '\r')))
        ++start;
    return text.mid(start);
}

} // namespace

QList<std::optional<QByteArray>> SseFilter::jsonLines(const QByteArray &read) const
{
    QByteArrayList lines = QByteArray(read).replace('\r', '\n').split('\n');
    lines.removeAll(QByteArray());
    return {lines.cbegin(), lines.cend()};
}

QList<std::optional<QByteArray>> SseFilter::events(const QByteArray &read)
{
    if (m_truncated.isEmpty() && leftTrimmed(read).startsWith('{'))
        return jsonLines(read);
    QList<std::optional<QByteArray>> events;
    std::optional<QByteArray> data;
    const QByteArrayList lines = read.split('\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QByteArray line = lines.at(i);
        if (line.isEmpty()) {
            events.append(data);
            data.reset();
        } else if (i == lines.size() - 1) {
            m_truncated += line;
            break;
        }
        line.prepend(m_truncated);
        m_truncated.clear();
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon) == "data")
            data = leftTrimmed(line.mid(colon + 1));
    }
    return events;
}

QByteArray SseFilter::feed(const QByteArray &read)
{
    m_frame.clear();
    for (const std::optional<QByteArray> &data : events(read)) {
        if (data)
            m_frame += "data: " + *data + (*data == "[DONE]" ? ""_ba : "\n\n"_ba);
    }
    return m_frame;
}

} // namespace demo
