// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.h"
#include "cli/command.h"
#include "store/store.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

namespace cli {

/// `spanway-cli outbox [retry]`: what waits for MLflow; with retry, everything is due now and the command waits for the end of it.
class OutboxCommand : public Command
{
    Q_OBJECT

public:
    OutboxCommand(store::Store *store, const OutboxArguments &arguments, QObject *parent = nullptr);
    void start() override;

private:
    void look();
    void show(const QList<store::OutboxRow> &rows);

    store::Store *m_store; ///< not owned
    OutboxArguments m_arguments;
    QTimer m_poll;
    QElapsedTimer m_waiting;
};

} // namespace cli
