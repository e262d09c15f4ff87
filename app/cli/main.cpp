// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "cli/arguments.h"
#include "cli/outboxcommand.h"
#include "cli/output.h"
#include "cli/sendcommand.h"
#include "cli/sendreport.h"
#include "cli/tracecommand.h"
#include "cli/tracescommand.h"
#include "services/appcontext.h"
#include "services/signalwatcher.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTranslator>

#include <memory>

using namespace Qt::StringLiterals;

namespace {

struct CommandMaker
{
    services::AppContext &context;

    std::unique_ptr<cli::Command> operator()(const cli::SendArguments &arguments) const
    {
        return std::make_unique<cli::SendCommand>(context.turnServices(), arguments);
    }
    std::unique_ptr<cli::Command> operator()(const cli::TracesArguments &arguments) const
    {
        return std::make_unique<cli::TracesCommand>(context.store(), arguments);
    }
    std::unique_ptr<cli::Command> operator()(const cli::TraceArguments &arguments) const
    {
        return std::make_unique<cli::TraceCommand>(context.store(), arguments);
    }
    std::unique_ptr<cli::Command> operator()(const cli::OutboxArguments &arguments) const
    {
        return std::make_unique<cli::OutboxCommand>(context.store(), arguments);
    }
};

/// Only these bring something to MLflow; listing never sends.
bool sends(const cli::Arguments &arguments)
{
    if (const auto *outbox = std::get_if<cli::OutboxArguments>(&arguments.command))
        return outbox->retry;
    return std::holds_alternative<cli::SendArguments>(arguments.command);
}

int run(QCoreApplication &app, const cli::Arguments &arguments)
{
    services::AppContext context({arguments.dataFolder, false, sends(arguments)});
    const auto opened = context.open();
    if (!opened) {
        cli::complain(opened.error().message);
        return int(cli::ExitCode::Internal);
    }
    base::installRedactingLog(context.redactor());
    if (!context.startNote().isEmpty())
        cli::complain(context.startNote());
    const std::unique_ptr<cli::Command> command = std::visit(CommandMaker{context}, arguments.command);
    int code = int(cli::ExitCode::Internal);
    QObject::connect(command.get(), &cli::Command::finished, &context, [&code, &context](cli::ExitCode result) {
        code = int(result);
        context.stop();
    });
    QObject::connect(&context, &services::AppContext::stopped, &app, &QCoreApplication::quit);
    services::SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &services::SignalWatcher::received, command.get(), &cli::Command::interrupt);
    // What a killed Spanway left behind belongs to the outbox before anybody looks at it.
    if (sends(arguments)) {
        QObject::connect(&context, &services::AppContext::recovered, command.get(), &cli::Command::start);
        context.start();
    } else {
        QMetaObject::invokeMethod(command.get(), &cli::Command::start, Qt::QueuedConnection);
    }
    QCoreApplication::exec();
    base::installRedactingLog(nullptr);
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"spanway"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SPANWAY_VERSION));
    QTranslator plurals;
    if (plurals.load(u":/i18n/spanway_en.qm"_s))
        QCoreApplication::installTranslator(&plurals);
    const auto parsed = cli::parseArguments(QCoreApplication::arguments());
    if (!parsed) {
        cli::complain(parsed.error().message);
        if (cli::asksForJson(QCoreApplication::arguments())) {
            const bool send = QCoreApplication::arguments().value(1) == "send"_L1;
            cli::print(send ? cli::refusedReport(parsed.error()) : cli::refusedAnswer(parsed.error()));
        }
        return int(cli::ExitCode::Usage);
    }
    if (const auto *help = std::get_if<cli::HelpText>(&*parsed)) {
        cli::print(help->text);
        return int(cli::ExitCode::Done);
    }
    return run(app, std::get<cli::Arguments>(*parsed));
}
