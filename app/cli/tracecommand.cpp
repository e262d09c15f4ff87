// SPDX-License-Identifier: Apache-2.0
#include "cli/tracecommand.h"

#include "base/whendone.h"
#include "cli/output.h"
#include "trace/mlflowwriter.h"

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
        complain(tr("'%1' is not a trace id; it looks like tr-<32 hex digits>").arg(m_arguments.id));
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
        printBelow(*record, std::nullopt, 0);
    }
    Q_EMIT finished(ExitCode::Done);
}

void TraceCommand::printBelow(const trace::TraceRecord &record, const std::optional<trace::SpanId> &parent, int depth) const
{
    constexpr int deepest = 64; // a broken file may hold a circle
    for (const trace::Span &span : record.spans) {
        if (span.parent != parent || depth > deepest)
            continue;
        const auto length = std::chrono::duration<double, std::milli>(span.end.value_or(span.start) - span.start);
        const QString failed = span.status == trace::SpanStatus::Error ? tr("  failed") : QString();
        print(u"%1%2  %3  %4 ms%5\n"_s.arg(QString(depth * 2, u' '), span.type, span.name,
                                           QString::number(length.count(), 'f', 1), failed));
        printBelow(record, span.id, depth + 1);
    }
}

} // namespace cli
