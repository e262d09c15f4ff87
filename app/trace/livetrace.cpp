// SPDX-License-Identifier: Apache-2.0
#include "trace/livetrace.h"

#include <algorithm>

namespace trace {

namespace {

constexpr int InfoRow = -1;
constexpr std::size_t SlackEntries = 64; // below this a compaction saves nothing

} // namespace

LiveTrace::LiveTrace(TraceInfo info, QObject *parent)
    : QObject(parent)
    , m_record{std::move(info), {}}
{ }

int LiveTrace::rowOf(const SpanId &id) const
{
    return m_rows.value(id, -1);
}

LiveTrace::Changes LiveTrace::changesSince(quint64 generation) const
{
    Changes changes;
    // Rows are added in order, so their generations ascend.
    const auto added = std::upper_bound(m_added.cbegin(), m_added.cend(), generation);
    changes.firstAdded = int(added - m_added.cbegin());
    changes.info = m_infoChanged > generation;
    const auto from = std::upper_bound(m_log.cbegin(), m_log.cend(), generation,
                                       [](quint64 value, const Entry &entry) { return value < entry.generation; });
    for (auto it = from; it != m_log.cend(); ++it) {
        const bool latest = it->row != InfoRow && m_touched[std::size_t(it->row)] == it->generation;
        if (latest && it->row < changes.firstAdded)
            changes.changed.append(it->row);
    }
    std::sort(changes.changed.begin(), changes.changed.end());
    return changes;
}

int LiveTrace::addSpan(Span span)
{
    if (const int known = rowOf(span.id); known >= 0) {
        m_record.spans[known] = std::move(span);
        touch(known);
        return known;
    }
    const int row = size();
    m_rows.insert(span.id, row);
    m_record.spans.append(std::move(span));
    m_added.push_back(m_generation + 1);
    m_touched.push_back(0);
    touch(row);
    return row;
}

void LiveTrace::closeSpan(int row, base::Timestamp end, SpanStatus status, const QString &message)
{
    Span &span = m_record.spans[row];
    span.end = end;
    span.status = status;
    span.statusMessage = message;
    touch(row);
}

void LiveTrace::setAttribute(int row, const QString &key, base::Json value)
{
    m_record.spans[row].attributes.set(key, std::move(value));
    touch(row);
}

void LiveTrace::addEvent(int row, SpanEvent event)
{
    m_record.spans[row].events.append(std::move(event));
    touch(row);
}

void LiveTrace::editSpan(int row, const std::function<void(Span &)> &change)
{
    change(m_record.spans[row]);
    touch(row);
}

void LiveTrace::editInfo(const std::function<void(TraceInfo &)> &change)
{
    change(m_record.info);
    touch(InfoRow);
}

void LiveTrace::touch(int row)
{
    ++m_generation;
    if (row == InfoRow) {
        m_infoChanged = m_generation;
    } else {
        m_touched[std::size_t(row)] = m_generation;
        // A stream touches the same span again and again: its entry moves along instead of piling up.
        if (!m_log.empty() && m_log.back().row == row)
            m_log.back().generation = m_generation;
        else
            m_log.push_back({m_generation, row});
        if (m_log.size() > 2 * m_touched.size() + SlackEntries)
            compact();
    }
    Q_EMIT changed(m_generation);
}

void LiveTrace::compact()
{
    std::erase_if(m_log, [this](const Entry &entry) { return m_touched[std::size_t(entry.row)] != entry.generation; });
}

} // namespace trace
