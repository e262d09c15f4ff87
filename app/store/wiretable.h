// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/types.h"
#include "store/sql/connection.h"
#include "trace/ids.h"

namespace store {

/// What went over the wire for a trace, as one zlib stream of at most 4 MiB; what does not fit is left out from the
/// end, whole entries only.
class WireTable
{
public:
    explicit WireTable(Connection &connection);

    static constexpr qsizetype mostBytes = 4 << 20; ///< packed

    void put(const trace::TraceId &id, const QList<http::WireEntry> &wire);
    QList<http::WireEntry> load(const trace::TraceId &id); ///< empty if there is none

private:
    Connection &m_connection;
};

} // namespace store
