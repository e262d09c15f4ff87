// SPDX-License-Identifier: Apache-2.0
#include "trace/tracerecord.h"

#include <algorithm>
#include <utility>

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

void TraceRecord::sortSpans()
{
    const auto rootThenStart = [](const Span &span) { return std::pair(span.parent.has_value(), span.start); };
    std::ranges::stable_sort(spans, {}, rootThenStart);
}

} // namespace trace
