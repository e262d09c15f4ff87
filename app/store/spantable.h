// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/spancodec.h"
#include "store/sql/connection.h"

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

    void insert(qint64 traceNumber, const QList<trace::Span> &spans);
    QList<PackedSpan> load(qint64 traceNumber);
    void remove(qint64 traceNumber);

private:
    Connection &m_connection;
    SpanCodec m_codec;
};

} // namespace store
