// SPDX-License-Identifier: Apache-2.0
#include "store/spantable.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace store {

namespace {

/// traces.n and the row share one integer key.
constexpr qint64 rowsPerTrace = qint64(1) << 24;

base::Error tooMany()
{
    return base::Error(base::ErrorKind::Storage,
                       QCoreApplication::translate(
                           "store::SpanTable", "The trace has more than 16 million spans. Spanway cannot keep it."));
}

} // namespace

SpanTable::SpanTable(Connection &connection)
    : m_connection(connection)
{ }

void SpanTable::insert(qint64 traceNumber, const QList<trace::Span> &spans, const QList<QByteArray> &payloads)
{
    if (spans.size() > rowsPerTrace)
        return m_connection.fail(tooMany());
    Statement insert
        = m_connection.prepare("INSERT INTO spans (place, id, parent, name, type, status, status_message, start, "
                               "end, payload_packed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (qsizetype row = 0; row < spans.size(); ++row) {
        const trace::Span &span = spans.at(row);
        insert.bind(traceNumber * rowsPerTrace + row).bind(span.id.bytes());
        if (span.parent)
            insert.bind(span.parent->bytes());
        else
            insert.bindNull();
        insert.bind(span.name).bind(span.type).bind(int(span.status)).bind(span.statusMessage);
        insert.bind(span.start).bind(span.end).bind(payloads.at(row)).run();
        if (!m_connection.ok())
            return;
    }
}

QList<PackedSpan> SpanTable::load(qint64 traceNumber)
{
    Statement rows
        = m_connection.prepare("SELECT id, parent, name, type, status, status_message, start, end, payload_packed "
                               "FROM spans WHERE place >= ? AND place < ? ORDER BY place");
    rows.bind(traceNumber * rowsPerTrace).bind((traceNumber + 1) * rowsPerTrace);
    QList<PackedSpan> spans;
    while (rows.next()) {
        auto &[span, payload] = spans.emplaceBack();
        span.id = trace::SpanId::fromBytes(rows.blob()).value_or(trace::SpanId());
        span.parent = trace::SpanId::fromBytes(rows.blob());
        span.name = rows.text();
        span.type = rows.text();
        span.status = trace::SpanStatus(rows.integer());
        span.statusMessage = rows.text();
        span.start = rows.time();
        span.end = rows.optionalTime();
        payload = rows.blob();
    }
    return spans;
}

void SpanTable::remove(qint64 traceNumber)
{
    m_connection.prepare("DELETE FROM spans WHERE place >= ? AND place < ?")
        .bind(traceNumber * rowsPerTrace)
        .bind((traceNumber + 1) * rowsPerTrace)
        .run();
}

} // namespace store
