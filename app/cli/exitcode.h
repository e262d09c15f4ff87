// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cli {

/// What the shell sees.
enum class ExitCode {
    Done = 0,
    Internal = 1, ///< a fault of Spanway or of its data folder
    Usage = 2,
    Failed = 3, ///< refused or not reached
    Incomplete = 4, ///< ended early or timed out
    NotExported = 5, ///< the reply is whole, but MLflow has not confirmed its trace in time
    Stopped = 130
};

} // namespace cli
