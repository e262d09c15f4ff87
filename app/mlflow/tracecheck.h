// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracerecord.h"

#include <optional>

namespace mlflow {

/// Why MLflow would refuse this trace, or take it and show it wrongly (mlflow.md 4.1 and 4.7 step 1); empty: it can go.
/// A refusal of MLflow's names no reason and takes the whole post with it, so this is asked first. Any thread.
std::optional<QString> exportProblem(const trace::TraceRecord &record);

/// Mends what can be mended without inventing anything: a total of tokens that is the sum of both parts, and a provider
/// without a price, which MLflow would look up over the internet (mlflow.md 0.4).
void mendSpans(trace::TraceRecord &record);

/// Replaces halves of surrogate pairs: one of them makes MLflow drop the rest of StartTrace silently.
void mendTexts(trace::TraceInfo &info);

} // namespace mlflow
