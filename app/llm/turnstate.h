// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <optional>

namespace llm {

/// How a turn stands: the same words in code, on screen, in the CLI and in the attribute `spanway.state`.
enum class TurnState {
    Running,
    Done,
    Stopped, ///< by the person
    Incomplete, ///< the stream ended early
    TimedOut,
    Failed, ///< refused or not reached
    Interrupted ///< Spanway ended
};

QString
turnStateName(TurnState state); ///< "running", "done", "stopped", "incomplete", "timedOut", "failed", "interrupted"
std::optional<TurnState> turnStateFromName(QStringView name);

} // namespace llm
