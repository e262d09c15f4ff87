// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/connection.h"
#include "store/spancodec.h"

#include <QtCore/QList>

namespace store {

/// The spans of all traces, in the order of each record.
class SpanTable
{
public:
    explicit SpanTable(Connection &connection);

    void insert(qint64 traceNumber, const QList<trace::Span> &spans);
    QList<trace::Span> load(qint64 traceNumber);
    void remove(qint64 traceNumber);

private:
    Connection &m_connection;
    SpanCodec m_codec;
};

} // namespace store
