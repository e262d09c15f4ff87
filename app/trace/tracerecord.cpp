// SPDX-License-Identifier: Apache-2.0
#include "trace/tracerecord.h"

#include <algorithm>

namespace trace {

const Span *TraceRecord::root() const
{
    const auto it = std::find_if(spans.cbegin(), spans.cend(), [](const Span &span) { return !span.parent; });
    return it != spans.cend() ? &*it : nullptr;
}

const Span *TraceRecord::find(const SpanId &id) const
{
    const auto it = std::find_if(spans.cbegin(), spans.cend(), [&id](const Span &span) { return span.id == id; });
    return it != spans.cend() ? &*it : nullptr;
}

Span *TraceRecord::find(const SpanId &id)
{
    const auto it = std::find_if(spans.begin(), spans.end(), [&id](const Span &span) { return span.id == id; });
    return it != spans.end() ? &*it : nullptr;
}

} // namespace trace
