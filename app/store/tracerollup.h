// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracerecord.h"

#include <optional>

namespace store {

/// What the list of traces shows, computed once when a trace is written.
struct TraceRollup
{
    QString model; ///< of the first span that names one
    QString preview; ///< first line of the request preview
    std::optional<qint64>
        inputTokens; ///< of spans that report usage, those below such a span left out (as MLflow adds them up)
    std::optional<qint64> outputTokens;

    static TraceRollup of(const trace::TraceRecord &trace);
};

} // namespace store
