// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "chat/turn.h"
#include "cli/exitcode.h"
#include "gateway/chatcall.h"
#include "store/records.h"

namespace cli {

/// What became of the trace's way to MLflow.
struct ExportReport
{
    QString state = QStringLiteral("none"); ///< none (nothing leaves), waiting, sending, sent, failed
    int attempts = 0;
    QString error;
};

ExportReport exportReport(const std::optional<store::OutboxRow> &row);

/// The object that `send --json` prints, also when the call failed.
base::Json sendReport(const chat::Turn &turn, const gateway::CallOutcome &outcome, const ExportReport &report);
/// The same object for a command line that could not be followed: nothing was sent; `error.kind` is "usage".
base::Json refusedReport(const base::Error &error);
/// What every other command prints then: `{"error": ...}`.
base::Json refusedAnswer(const base::Error &error);
/// Exit code of a call that ended in this state, before its export is looked at.
ExitCode exitCodeFor(llm::TurnState state);

} // namespace cli
