// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/livetrace.h"
#include "trace/payloadsource.h"

#include <QtCore/QPointer>

#include <memory>

namespace trace {

/// Payloads of a trace that is in memory: a record, or a live trace as it is at the moment of asking. Answers at once.
class MemoryPayloads : public PayloadSource
{
public:
    explicit MemoryPayloads(std::shared_ptr<const TraceRecord> record);
    /// Not owned; once it is gone nothing is found any more. GUI thread.
    explicit MemoryPayloads(LiveTrace *live);

    QFuture<base::Result<SpanPayload>> fetch(int row) override;

private:
    const TraceRecord *record() const;

    std::shared_ptr<const TraceRecord> m_record;
    QPointer<LiveTrace> m_live;
};

} // namespace trace
