// SPDX-License-Identifier: Apache-2.0
#include "cli/tracecommand.h"

#include "base/whendone.h"
#include "cli/output.h"
#include "cli/sendreport.h"
#include "trace/mlflowwriter.h"
#include "trace/tracerows.h"

using namespace Qt::StringLiterals;

namespace cli {

TraceCommand::TraceCommand(store::Store *store, const TraceArguments &arguments, QObject *parent)
    : Command(parent)
    , m_store(store)
    , m_arguments(arguments)
{
}

void TraceCommand::start()
{
    const auto id = trace::parseTraceId(m_arguments.id);
    if (!id) {
        const base::Error error(base::ErrorKind::InvalidInput,
                                tr("'%1' is not a trace id; it looks like tr-<32 hex digits>").arg(m_arguments.id));
        complain(error.message);
        if (m_arguments.json)
            print(refusedAnswer(error));
        Q_EMIT finished(ExitCode::Usage);
        return;
    }
    base::whenDone(m_store->trace(*id), this, [this](const base::Result<trace::TraceRecord> &record) { show(record); });
}

void TraceCommand::show(const base::Result<trace::TraceRecord> &record)
{
    if (!record) {
        complain(record.error().message);
        Q_EMIT finished(record.error().kind == base::ErrorKind::NotFound ? ExitCode::Failed : ExitCode::Internal);
        return;
    }
    if (m_arguments.json) {
        print(trace::traceToDict(*record));
    } else {
        print(u"%1  %2\n"_s.arg(trace::mlflowTraceId(record->info.id), record->info.name));
        printTree(*record);
    }
    Q_EMIT finished(ExitCode::Done);
}

void TraceCommand::printTree(const trace::TraceRecord &record) const
{
    const trace::TraceTree tree(record);
    trace::TraceRows rows(&tree);
    rows.expandAll();
    for (int position = 0; position < rows.count(); ++position) {
        const int row = rows.rowAt(position);
        const double length = double(tree.duration(row).value_or(0)) / 1e6;
        QString line = u"%1%2  %3  %4 ms"_s.arg(QString(tree.depth(row) * 2, u' '), tree.type(row), tree.name(row),
                                                QString::number(length, 'f', 1));
        if (const auto tokens = tree.tokens(row))
            line += tr("  %1 in, %2 out").arg(tokens->input).arg(tokens->output);
        if (tree.status(row) == trace::SpanStatus::Error)
            line += tr("  failed");
        print(line + u'\n');
    }
}

} // namespace cli
