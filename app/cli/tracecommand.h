// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/arguments.h"
#include "cli/command.h"
#include "store/store.h"

namespace cli {

/// `spanway-cli trace show ID`: one trace as a tree of text, or as MLflow's JSON.
class TraceCommand : public Command
{
    Q_OBJECT

public:
    TraceCommand(store::Store *store, const TraceArguments &arguments, QObject *parent = nullptr);
    void start() override;

private:
    void show(const base::Result<trace::TraceRecord> &record);
    void printTree(const trace::TraceRecord &record) const;

    store::Store *m_store; ///< not owned
    TraceArguments m_arguments;
};

} // namespace cli
