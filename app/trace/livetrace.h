// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracerecord.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <functional>
#include <vector>

namespace trace {

/// A trace that grows. The recorder writes, views read: a view remembers the generation it has shown and asks what
/// changed since, so that the cost follows the change and never the size. A span's row is its place in record().spans;
/// it never moves. GUI thread.
class LiveTrace : public QObject
{
    Q_OBJECT

public:
    explicit LiveTrace(TraceInfo info, QObject *parent = nullptr);

    const TraceRecord &record() const { return m_record; }
    int size() const { return int(m_record.spans.size()); }
    int rowOf(const SpanId &id) const; ///< -1 if there is none
    /// Grows with every change; 0 before the first.
    quint64 generation() const { return m_generation; }

    struct Changes
    {
        int firstAdded = 0; ///< rows from here to size() are new
        QList<int> changed; ///< older rows that changed, ascending
        bool info = false; ///< record().info changed

        bool isEmpty(int size) const { return firstAdded >= size && changed.isEmpty() && !info; }
    };
    /// What changed after `generation`; 0 gives everything.
    Changes changesSince(quint64 generation) const;

    /// Adds a span and gives its row. A span whose id is known already replaces it.
    int addSpan(Span span);
    void closeSpan(int row, base::Timestamp end, SpanStatus status, const QString &message = {});
    void setAttribute(int row, const QString &key, base::Json value);
    void addEvent(int row, SpanEvent event);
    /// Any other change of one span; id and parent must stay.
    void editSpan(int row, const std::function<void(Span &)> &change);
    void editInfo(const std::function<void(TraceInfo &)> &change);

Q_SIGNALS:
    /// After every change, at once: views wait for their next frame before they look.
    void changed(quint64 generation);

private:
    struct Entry
    {
        quint64 generation;
        int row; ///< -1: info
    };
    void touch(int row);
    void compact();

    TraceRecord m_record;
    QHash<SpanId, int> m_rows;
    quint64 m_generation = 0;
    quint64 m_infoChanged = 0;
    std::vector<quint64> m_added; ///< per row
    std::vector<quint64> m_touched; ///< per row, the last change
    std::vector<Entry> m_log; ///< ascending; may hold entries that a later one outdates
};

} // namespace trace
