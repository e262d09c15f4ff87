// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "trace/span.h"

#include <QtCore/QFuture>

namespace trace {

/// What a span carries beside its numbers.
struct SpanPayload
{
    base::Json inputs; ///< attribute mlflow.spanInputs
    base::Json outputs; ///< attribute mlflow.spanOutputs
    Attributes attributes; ///< all others
    QList<SpanEvent> events;
    QList<SpanLink> links;
    QString statusMessage;

    static SpanPayload of(const Span &span);
};

/// Where the payloads of a trace come from (memory, store, file, server). A row is the span's place in the record that
/// the tree was built from.
class PayloadSource
{
public:
    virtual ~PayloadSource() = default;
    /// May finish in another thread; NotFound for a row that does not exist.
    virtual QFuture<base::Result<SpanPayload>> fetch(int row) = 0;
};

} // namespace trace
