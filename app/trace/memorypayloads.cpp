// SPDX-License-Identifier: Apache-2.0
#include "trace/memorypayloads.h"

#include <QtCore/QCoreApplication>

using namespace Qt::StringLiterals;

namespace trace {

MemoryPayloads::MemoryPayloads(std::shared_ptr<const TraceRecord> record)
    : m_record(std::move(record))
{ }

MemoryPayloads::MemoryPayloads(LiveTrace *live)
    : m_live(live)
{ }

QFuture<base::Result<SpanPayload>> MemoryPayloads::fetch(int row)
{
    base::Result<SpanPayload> result = tl::unexpected(
        base::Error(base::ErrorKind::NotFound,
                    QCoreApplication::translate("trace", "This span is no longer in memory."), u"row %1"_s.arg(row)));
    const TraceRecord *trace = record();
    if (trace && row >= 0 && row < trace->spans.size())
        result = SpanPayload::of(trace->spans.at(row));
    return QtFuture::makeReadyFuture(std::move(result));
}

const TraceRecord *MemoryPayloads::record() const
{
    return m_live ? &m_live->record() : m_record.get();
}

} // namespace trace
