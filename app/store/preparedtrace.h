// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/tracerollup.h"

namespace store {

/// All that is computed from a trace before it is written, so that the storage thread only writes.
struct PreparedTrace
{
    trace::TraceRecord trace;
    TraceRollup rollup;
    QString words;
    QList<QByteArray> payloads; ///< one for each span

    static PreparedTrace of(const trace::TraceRecord &trace);
};

} // namespace store
