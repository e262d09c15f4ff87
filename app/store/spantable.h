// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/sql/connection.h"
#include "trace/span.h"

#include <QtCore/QList>

namespace store {

/// A span as it lies in the database: without attributes, events and links, which are still packed.
struct PackedSpan
{
    trace::Span span;
    QByteArray payload;
};

/// The spans of all traces, in the order of each record.
class SpanTable
{
public:
    explicit SpanTable(Connection &connection);

    /// `payloads`: packed by SpanCodec, one for each span.
    void insert(qint64 traceNumber, const QList<trace::Span> &spans, const QList<QByteArray> &payloads);
    QList<PackedSpan> load(qint64 traceNumber);
    void remove(qint64 traceNumber);

private:
    Connection &m_connection;
};

} // namespace store
