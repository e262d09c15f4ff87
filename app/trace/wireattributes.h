// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/span.h"

namespace trace {

/// The attributes of a span as they leave: `mlflow.traceRequestId` and `mlflow.spanType` first, then the others in
/// their order.
QList<base::Json::Member> wireAttributes(const TraceId &trace, const Span &span);

/// The way back, after a span was read: type from `mlflow.spanType`, and the two attributes above are gone unless they
/// say something else.
void takeWireAttributes(const TraceId &trace, Span &span);

} // namespace trace
