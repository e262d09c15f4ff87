// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "gateway/chatcall.h"
#include "trace/livetrace.h"

#include <QtCore/QHash>

namespace chat {

/// The measured phases below the model's span: connect, TLS, Kong before the upstream, upstream wait, first token, generation. Each span
/// carries `spanway.phase`; a number taken from a header names the header and keeps its digits.
class PhaseRecorder
{
public:
    PhaseRecorder(trace::LiveTrace *live, const trace::SpanId &parent, const base::Clock &clock);

    void head(const http::Head &head, const gateway::KongFacts &kong, bool streams);
    /// Content arrived; the first time the generation begins, later calls change nothing. Whether it was the first time.
    bool firstContent(base::Timestamp at);
    /// Closes what runs; what never happened is not drawn.
    void finish(base::Timestamp end);

private:
    struct Phase;

    void add(const Phase &phase);
    base::Timestamp at(const http::Timings &timings, std::chrono::nanoseconds offset) const;
    void addConnection(const http::Timings &timings);
    void addGateway(const http::Timings &timings, const gateway::KongFacts &kong);

    trace::LiveTrace *m_live; ///< not owned
    trace::SpanId m_parent;
    base::Clock m_clock;
    std::optional<int> m_running; ///< row of the phase that has not ended
    bool m_generating = false;
};

} // namespace chat
