// SPDX-License-Identifier: Apache-2.0
#include "store/tracetable.h"

#include "store/outboxtable.h"
#include "store/searchwords.h"

#include <QtCore/QCoreApplication>

#include <limits>

using namespace Qt::StringLiterals;

namespace store {

namespace {

QString toText(const QMap<QString, QString> &map)
{
    base::Json json = base::Json::object();
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        json.insert(it.key(), base::Json(it.value()));
    return QString::fromUtf8(json.write());
}

QMap<QString, QString> toMap(const QString &text)
{
    QMap<QString, QString> map;
    const auto json = base::Json::parse(text.toUtf8());
    if (!json)
        return map;
    for (const base::Json::Member &member : json->members())
        map.insert(member.first, member.second.toString());
    return map;
}

TraceRow readRow(Statement &row)
{
    TraceRow result;
    result.id = trace::TraceId::fromBytes(row.blob()).value_or(trace::TraceId());
    result.name = row.text();
    result.state = trace::TraceState(row.integer());
    result.start = row.time();
    if (const auto end = row.optionalTime())
        result.duration = *end - result.start;
    result.session = row.text();
    result.model = row.text();
    result.preview = row.text();
    result.spanCount = int(row.integer());
    result.inputTokens = row.optionalInteger();
    result.outputTokens = row.optionalInteger();
    result.origin = row.text();
    result.outbox = OutboxTable::stateFromName(row.text());
    result.turn = llm::turnStateFromName(row.text());
    return result;
}

constexpr std::string_view wholePage
    = "SELECT id, name, state, start, end, session, model, preview, span_count, input_tokens, output_tokens, origin, "
      "(SELECT state FROM outbox WHERE trace_id = traces.id ORDER BY id DESC LIMIT 1), "
      "(SELECT state FROM turns WHERE trace_id = traces.id LIMIT 1) "
      "FROM traces WHERE (start, id) < (?, ?) ORDER BY start DESC, id DESC LIMIT ?";

constexpr std::string_view foundPage
    = "SELECT id, name, state, start, end, session, model, preview, span_count, input_tokens, output_tokens, origin, "
      "(SELECT state FROM outbox WHERE trace_id = traces.id ORDER BY id DESC LIMIT 1), "
      "(SELECT state FROM turns WHERE trace_id = traces.id LIMIT 1) "
      "FROM traces_text JOIN traces ON traces.n = traces_text.rowid "
      "WHERE traces_text MATCH ? AND (start, id) < (?, ?) ORDER BY start DESC, id DESC LIMIT ?";

} // namespace

TraceTable::TraceTable(Connection &connection)
    : m_connection(connection)
    , m_spans(connection)
{ }

void TraceTable::put(const PreparedTrace &prepared, const QString &origin)
{
    const trace::TraceRecord &trace = prepared.trace;
    removeNumber(numberOf(trace.info.id));
    const TraceRollup &rollup = prepared.rollup;
    m_connection
        .prepare("INSERT INTO traces (id, name, state, start, end, request_preview, response_preview, session, tags, "
                 "metadata, "
                 "origin, model, preview, span_count, input_tokens, output_tokens, client_request_id) "
                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .bind(trace.info.id.bytes())
        .bind(trace.info.name)
        .bind(int(trace.info.state))
        .bind(trace.info.start)
        .bind(trace.info.end)
        .bind(trace.info.requestPreview)
        .bind(trace.info.responsePreview)
        .bind(trace.info.session)
        .bind(toText(trace.info.tags))
        .bind(toText(trace.info.metadata))
        .bind(origin)
        .bind(rollup.model)
        .bind(rollup.preview)
        .bind(qint64(trace.spans.size()))
        .bind(rollup.inputTokens)
        .bind(rollup.outputTokens)
        .bind(trace.info.clientRequestId)
        .run();
    const qint64 number = m_connection.lastRowId();
    m_spans.insert(number, trace.spans, prepared.payloads);
    m_connection.prepare("INSERT INTO trace_words (n, words) VALUES (?, ?)").bind(number).bind(prepared.words).run();
}

qint64 TraceTable::numberOf(const trace::TraceId &id)
{
    Statement row = m_connection.prepare("SELECT n FROM traces WHERE id = ?");
    return row.bind(id.bytes()).next() ? row.integer() : 0;
}

bool TraceTable::contains(const trace::TraceId &id)
{
    return numberOf(id) != 0;
}

QString TraceTable::originOf(const trace::TraceId &id)
{
    Statement row = m_connection.prepare("SELECT origin FROM traces WHERE id = ?");
    return row.bind(id.bytes()).next() ? row.text() : QString();
}

PackedTrace TraceTable::load(const trace::TraceId &id)
{
    PackedTrace trace;
    Statement row
        = m_connection.prepare("SELECT n, name, state, start, end, request_preview, response_preview, session, tags, "
                               "metadata, client_request_id FROM traces WHERE id = ?");
    if (!row.bind(id.bytes()).next()) {
        m_connection.fail(base::Error(base::ErrorKind::NotFound,
                                      QCoreApplication::translate("store::TraceTable", "Spanway has no trace %1.")
                                          .arg(trace::mlflowTraceId(id))));
        return trace;
    }
    const qint64 number = row.integer();
    trace.info.id = id;
    trace.info.name = row.text();
    trace.info.state = trace::TraceState(row.integer());
    trace.info.start = row.time();
    trace.info.end = row.optionalTime();
    trace.info.requestPreview = row.text();
    trace.info.responsePreview = row.text();
    trace.info.session = row.text();
    trace.info.tags = toMap(row.text());
    trace.info.metadata = toMap(row.text());
    trace.info.clientRequestId = row.text();
    trace.spans = m_spans.load(number);
    return trace;
}

QList<TraceRow> TraceTable::page(const TraceQuery &query)
{
    const QString expression = searchExpression(query.text);
    const bool all = query.text.trimmed().isEmpty();
    if (!all && expression.isEmpty())
        return {};
    Statement rows = m_connection.prepare(all ? wholePage : foundPage);
    if (!all)
        rows.bind(expression);
    if (query.before)
        rows.bind(query.before->first).bind(query.before->second.bytes());
    else
        rows.bind(std::numeric_limits<qint64>::max()).bind(QByteArray(17, '\xff'));
    rows.bind(query.limit);
    QList<TraceRow> result;
    while (rows.next())
        result.append(readRow(rows));
    return result;
}

qint64 TraceTable::count()
{
    Statement row = m_connection.prepare("SELECT count(*) FROM traces");
    return row.next() ? row.integer() : 0;
}

void TraceTable::remove(const trace::TraceId &id)
{
    removeNumber(numberOf(id));
    m_connection.prepare("DELETE FROM wires WHERE trace_id = ?").bind(id.bytes()).run();
    m_connection.prepare("DELETE FROM outbox WHERE trace_id = ?").bind(id.bytes()).run();
}

void TraceTable::removeNumber(qint64 number)
{
    if (number == 0)
        return;
    m_spans.remove(number);
    m_connection.prepare("DELETE FROM trace_words WHERE n = ?").bind(number).run();
    m_connection.prepare("DELETE FROM traces WHERE n = ?").bind(number).run();
}

} // namespace store
