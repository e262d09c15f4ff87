// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/turnrunner.h"
#include "chat/turnservices.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/sendreport.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

namespace cli {

/// `spanway-cli send`: one turn, its text as it comes or one JSON object, and a look at its way to MLflow.
class SendCommand : public Command
{
    Q_OBJECT

public:
    SendCommand(const chat::TurnServices &services, const SendArguments &arguments, QObject *parent = nullptr);

    void start() override;
    void interrupt() override;

private:
    void printNew();
    void onEnded();
    void onCommitted(bool saved);
    void pollExport();
    /// Once, at the end; `end` is the exit code where it does not follow from the turn.
    void report(const ExportReport &exported, std::optional<ExitCode> end = {});

    chat::TurnServices m_services;
    SendArguments m_arguments;
    std::unique_ptr<chat::TurnRunner> m_runner;
    qsizetype m_printed = 0;
    ExportReport m_exported; ///< as the outbox said last
    bool m_reported = false;
    QTimer m_poll;
    QElapsedTimer m_waiting;
};

} // namespace cli
