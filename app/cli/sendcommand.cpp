// SPDX-License-Identifier: Apache-2.0
#include "cli/sendcommand.h"

#include "base/whendone.h"
#include "cli/optionwords.h"
#include "cli/output.h"
#include "cli/sendplan.h"
#include "store/store.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

// Another Spanway may be the one that sends: only the database tells, so it is asked.
constexpr std::chrono::milliseconds pollInterval{50};

} // namespace

SendCommand::SendCommand(const chat::TurnServices &services, const SendArguments &arguments, QObject *parent)
    : Command(parent)
    , m_services(services)
    , m_arguments(arguments)
{
    m_poll.setSingleShot(true);
    m_poll.setInterval(pollInterval);
    connect(&m_poll, &QTimer::timeout, this, &SendCommand::pollExport);
}

void SendCommand::start()
{
    const auto plan = planSend(m_arguments, m_services.settings, m_services.secrets);
    if (!plan) {
        complain(plan.error().message);
        if (m_arguments.json)
            print(refusedReport(plan.error()));
        Q_EMIT finished(ExitCode::Usage);
        return;
    }
    for (const QString &warning : plan->warnings)
        complain(warning);
    m_runner = std::make_unique<chat::TurnRunner>(m_services, plan->turn);
    connect(m_runner.get(), &chat::TurnRunner::changed, this, &SendCommand::printNew);
    connect(m_runner.get(), &chat::TurnRunner::ended, this, &SendCommand::onEnded);
    connect(m_runner.get(), &chat::TurnRunner::committed, this, &SendCommand::onCommitted);
    m_runner->start();
}

void SendCommand::interrupt()
{
    if (m_runner && m_runner->isRunning())
        m_runner->stop();
    else if (m_runner)
        report(m_exported, ExitCode::Stopped);
    else
        Q_EMIT finished(ExitCode::Stopped);
}

void SendCommand::printNew()
{
    if (m_arguments.json)
        return;
    const chat::Turn &turn = m_runner->turn();
    const QString text = turn.reply.notJson ? *turn.reply.notJson : turn.reply.text();
    if (text.size() > m_printed)
        print(text.mid(m_printed));
    m_printed = std::max(m_printed, text.size());
}

void SendCommand::onEnded()
{
    printNew();
    if (m_arguments.json)
        return;
    if (m_printed > 0)
        print(u"\n"_s);
    if (const auto &error = m_runner->turn().error)
        complain(inOptions(*error, m_runner->turn().suggestedModel));
}

void SendCommand::onCommitted(bool saved)
{
    if (!saved) {
        complain(tr("The trace could not be saved: %1").arg(m_services.store->health().problem));
        report({u"none"_s, 0, m_services.store->health().problem});
        return;
    }
    m_waiting.start();
    pollExport();
}

void SendCommand::pollExport()
{
    base::whenDone(
        m_services.store->outboxOf(m_runner->turn().traceId), this, [this](const base::Result<std::optional<store::OutboxRow>> &row) {
            const ExportReport exported = exportReport(row.value_or(std::nullopt));
            m_exported = exported;
            const bool open = exported.state == "waiting"_L1 || exported.state == "sending"_L1;
            if (open && m_waiting.elapsed() < m_arguments.waitExport.count())
                m_poll.start();
            else
                report(exported);
        });
}

void SendCommand::report(const ExportReport &exported, std::optional<ExitCode> end)
{
    // Whoever interrupts may do so while the last look at the outbox is on its way.
    if (std::exchange(m_reported, true))
        return;
    const chat::Turn &turn = m_runner->turn();
    if (m_arguments.json)
        print(sendReport(turn, m_runner->outcome(), exported));
    ExitCode code = end.value_or(exitCodeFor(turn.state));
    const bool confirmed = exported.state == "sent"_L1 || exported.state == "none"_L1;
    const bool asked = m_arguments.waitExport.count() > 0;
    if (code == ExitCode::Done && !confirmed && asked) {
        complain(tr("MLflow has not confirmed the trace yet; it stays in the outbox. %1").arg(exported.error));
        code = ExitCode::NotExported;
    }
    Q_EMIT finished(code);
}

} // namespace cli
