// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.h"
#include "cli/command.h"
#include "store/store.h"

namespace cli {

/// `spanway-cli traces`: the stored traces, newest first.
class TracesCommand : public Command
{
    Q_OBJECT

public:
    TracesCommand(store::Store *store, const TracesArguments &arguments, QObject *parent = nullptr);
    void start() override;

private:
    void show(const base::Result<QList<store::TraceRow>> &rows);

    store::Store *m_store; ///< not owned
    TracesArguments m_arguments;
};

} // namespace cli
