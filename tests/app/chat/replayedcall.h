// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/chatcall.h"
#include "trace/tracerecord.h"

namespace testsupport {

/// A recorded exchange run through the gateway's reader and the recorder, without a network.
struct ReplayedCall
{
    gateway::CallOutcome outcome;
    trace::TraceRecord record;

    const trace::Span &model() const; ///< the CHAT_MODEL span
};

/// `scenario`: a folder of tests/data/autolog. `cut`: the transport breaks after the last byte.
ReplayedCall replay(const QString &scenario, int exchange, const std::optional<base::Error> &cut);

} // namespace testsupport
