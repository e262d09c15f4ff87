// SPDX-License-Identifier: Apache-2.0
#include "cli/outboxcommand.h"

#include "base/whendone.h"
#include "cli/output.h"
#include "cli/sendreport.h"

#include <algorithm>

using base::Json;
using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int mostRows = 10000;
constexpr std::chrono::milliseconds pollInterval{100};

bool isOpen(const store::OutboxRow &row)
{
    return row.state == store::OutboxState::Waiting || row.state == store::OutboxState::Sending;
}

Json toJson(const store::OutboxRow &row)
{
    const ExportReport report = exportReport(row);
    return Json::object({{u"traceId"_s, row.traceId.hex()},
                         {u"mlflowTraceId"_s, trace::mlflowTraceId(row.traceId)},
                         {u"name"_s, row.traceName},
                         {u"server"_s, row.destination.server},
                         {u"experiment"_s, row.destination.experiment},
                         {u"content"_s, settings::contentModeName(row.content)},
                         {u"state"_s, report.state},
                         {u"attempts"_s, report.attempts},
                         {u"nextTry"_s, base::rfc3339Ms(row.nextTry)},
                         {u"reason"_s, report.error}});
}

} // namespace

OutboxCommand::OutboxCommand(store::Store *store, const OutboxArguments &arguments, QObject *parent)
    : Command(parent)
    , m_store(store)
    , m_arguments(arguments)
{
    m_poll.setSingleShot(true);
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &OutboxCommand::look);
}

void OutboxCommand::start()
{
    m_waiting.start();
    if (m_arguments.retry)
        m_store->retryNow(std::nullopt);
    look();
}

void OutboxCommand::look()
{
    base::whenDone(m_store->outbox(false, mostRows), this, [this](const base::Result<QList<store::OutboxRow>> &rows) {
        if (!rows) {
            complain(rows.error().message);
            Q_EMIT finished(ExitCode::Internal);
            return;
        }
        const bool open = std::any_of(rows->cbegin(), rows->cend(), isOpen);
        if (m_arguments.retry && open && m_waiting.elapsed() < m_arguments.waitExport.count())
            m_poll.start();
        else
            show(*rows);
    });
}

void OutboxCommand::show(const QList<store::OutboxRow> &rows)
{
    Json list = Json::array();
    for (const store::OutboxRow &row : rows) {
        list.append(toJson(row));
        if (!m_arguments.json) {
            const ExportReport report = exportReport(row);
            print(u"%1  %2  %3  %4  %5\n"_s.arg(trace::mlflowTraceId(row.traceId), report.state, row.destination.server,
                                               row.destination.experiment, row.reason));
        }
    }
    if (m_arguments.json)
        print(list);
    else if (rows.isEmpty())
        print(tr("Nothing waits for MLflow.") + u'\n');
    Q_EMIT finished(m_arguments.retry && !rows.isEmpty() ? ExitCode::NotExported : ExitCode::Done);
}

} // namespace cli
