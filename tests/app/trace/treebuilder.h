// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/tracerecord.h"

/// Short ways to make spans: ids and parents are small numbers, times are nanoseconds after `Epoch`.
namespace treebuilder {

inline constexpr qint64 Epoch = 1'795'454'317'000'000'000;

trace::SpanId spanId(int number);
base::Timestamp at(qint64 offset);

/// Span `id` below `parent` (0: none), from `start` to `end` (-1: running).
trace::Span span(int id, int parent, qint64 start, qint64 end);

/// A whole tree: every span below the root has `fan` children until there are `count` spans; one span in ten has usage.
trace::TraceRecord largeTrace(int count, int fan);

} // namespace treebuilder
