// SPDX-License-Identifier: Apache-2.0
#include "cli/tracescommand.h"

#include "base/whendone.h"
#include "cli/output.h"
#include "cli/sendreport.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int mostRows = 1000;

QString stateName(trace::TraceState state)
{
    switch (state) {
    case trace::TraceState::Ok:
        return u"OK"_s;
    case trace::TraceState::Error:
        return u"ERROR"_s;
    case trace::TraceState::InProgress:
        break;
    }
    return u"IN_PROGRESS"_s;
}

/// What became of the reply, where the trace's own state cannot tell: MLflow has none for a stopped one.
QString stateText(const store::TraceRow &row)
{
    const bool cut = row.turn && *row.turn != llm::TurnState::Done && *row.turn != llm::TurnState::Running
        && *row.turn != llm::TurnState::Failed;
    return cut ? llm::turnStateName(*row.turn) : stateName(row.state);
}

double milliseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

Json toJson(const store::TraceRow &row)
{
    const auto count = [](const std::optional<qint64> &value) { return value ? Json(*value) : Json(); };
    store::OutboxRow outbox;
    outbox.state = row.outbox.value_or(store::OutboxState::Waiting);
    return Json::object({{u"traceId"_s, row.id.hex()},
                         {u"mlflowTraceId"_s, trace::mlflowTraceId(row.id)},
                         {u"name"_s, row.name},
                         {u"state"_s, stateName(row.state)},
                         {u"turnState"_s, row.turn ? Json(llm::turnStateName(*row.turn)) : Json()},
                         {u"start"_s, base::rfc3339Ms(row.start)},
                         {u"durationMs"_s, milliseconds(row.duration)},
                         {u"session"_s, row.session},
                         {u"model"_s, row.model},
                         {u"preview"_s, row.preview},
                         {u"spans"_s, row.spanCount},
                         {u"inputTokens"_s, count(row.inputTokens)},
                         {u"outputTokens"_s, count(row.outputTokens)},
                         {u"origin"_s, row.origin},
                         {u"export"_s, row.outbox ? Json(exportReport(outbox).state) : Json()}});
}

} // namespace

TracesCommand::TracesCommand(store::Store *store, const TracesArguments &arguments, QObject *parent)
    : Command(parent)
    , m_store(store)
    , m_arguments(arguments)
{
}

void TracesCommand::start()
{
    store::TraceQuery query;
    query.text = m_arguments.text;
    query.limit = mostRows;
    base::whenDone(m_store->traces(query), this, [this](const base::Result<QList<store::TraceRow>> &rows) { show(rows); });
}

void TracesCommand::show(const base::Result<QList<store::TraceRow>> &rows)
{
    if (!rows) {
        complain(rows.error().message);
        Q_EMIT finished(ExitCode::Internal);
        return;
    }
    Json list = Json::array();
    for (const store::TraceRow &row : *rows) {
        if (m_arguments.json)
            list.append(toJson(row));
        else
            print(u"%1  %2  %3  %4 ms  %5\n"_s.arg(trace::mlflowTraceId(row.id), base::rfc3339Ms(row.start), stateText(row),
                                                   QString::number(milliseconds(row.duration), 'f', 0), row.preview));
    }
    if (m_arguments.json)
        print(list);
    Q_EMIT finished(ExitCode::Done);
}

} // namespace cli
