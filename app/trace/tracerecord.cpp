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

void TraceRecord::sortSpans()
{
    std::stable_sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) {
        const bool rootA = !a.parent;
        const bool rootB = !b.parent;
        return rootA != rootB ? rootA : a.start < b.start;
    });
}

} // namespace trace
