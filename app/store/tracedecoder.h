// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/spantable.h"
#include "trace/tracerecord.h"

#include <functional>

namespace store {

/// A trace whose spans are still packed.
struct PackedTrace
{
    trace::TraceInfo info;
    QList<PackedSpan> spans;
};

/// Unpacks traces: short ones at once, long ones in parts on the thread pool.
class TraceDecoder
{
public:
    /// Called once, on whatever thread was the last at work. Error: Storage, if a payload is damaged.
    using Done = std::function<void(base::Result<trace::TraceRecord>)>;

    static void start(PackedTrace packed, Done done);
};

} // namespace store
