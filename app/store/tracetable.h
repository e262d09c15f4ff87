// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/preparedtrace.h"
#include "store/records.h"
#include "store/spantable.h"
#include "store/tracedecoder.h"

namespace store {

/// Traces with their spans, rollups and words. Every function that writes expects a transaction around it.
class TraceTable
{
public:
    explicit TraceTable(Connection &connection);

    /// Replaces a trace with the same id.
    void put(const PreparedTrace &prepared, const QString &origin);
    bool contains(const trace::TraceId &id);
    QString originOf(const trace::TraceId &id); ///< empty if there is no such trace
    PackedTrace load(const trace::TraceId &id); ///< failure NotFound
    QList<TraceRow> page(const TraceQuery &query);
    qint64 count();
    void remove(const trace::TraceId &id);

private:
    qint64 numberOf(const trace::TraceId &id); ///< 0 if there is none
    void removeNumber(qint64 number);

    Connection &m_connection;
    SpanTable m_spans;
};

} // namespace store
