// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/livetrace.h"

/// Small traces for the tests of this folder.
namespace traces {

inline constexpr base::Timestamp start{std::chrono::seconds(1'700'000'000)};

trace::Span span(const QString &name, const QString &type, std::optional<trace::SpanId> parent, int fromMs,
                 std::optional<int> toMs);
/// An agent (0 to 1000 ms) with a model's call, a failed tool and, below the tool, a retriever.
trace::TraceRecord agent();
/// A root with `children` spans below it.
trace::TraceRecord wide(int children);
trace::TraceInfo running();

} // namespace traces
