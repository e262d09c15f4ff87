// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracerecord.h"

namespace mlflow {

/// What of a trace leaves under "numbers only": names, types, times, status, tokens, cost, model, switches and numbers
/// among the arguments, the numbers of kong.* and spanway.* and their few words that are no content. Inputs, outputs,
/// previews, messages, texts of events, texts among the arguments, links' attributes and foreign tags stay here. Any
/// thread.
void keepNumbersOnly(trace::TraceRecord &record);

} // namespace mlflow
