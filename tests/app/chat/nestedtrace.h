// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "replayedcall.h"

namespace testsupport {

/// A trace of several spans, made as an application above Spanway's chat would make it: its own CHAIN and TOOL spans go
/// into a LiveTrace, every call is written by a TurnRecorder whose root is the CHAIN span.
class NestedTrace
{
public:
    /// Calls are answered from that folder of tests/data/autolog.
    explicit NestedTrace(const QString &scenario, const QString &session = {});

    /// The CHAIN span on top, a traced function with its arguments. Once, first.
    void open(const QString &function, const base::Json &inputs);
    /// The exchange below it; `stopAfter` as in ReplayOptions.
    ReplayedCall call(int exchange, int stopAfter = -1);
    /// A TOOL span below it that has run.
    void tool(const QString &function, const base::Json &inputs, const base::Json &outputs);
    /// The CHAIN span ends: with a value, with an exception of its own, or with the failure of the call below it.
    void close(const base::Json &outputs);
    void fail(const QString &type, const QString &message);
    void failAs(const ReplayedCall &call);
    /// All of a scenario that asks, runs the tool that the reply calls, and asks again. Gives the first call.
    ReplayedCall runToolLoop();

    trace::LiveTrace *live() { return &m_live; }
    /// Described as the exporter sends it.
    trace::TraceRecord record() const;

private:
    trace::Span functionSpan(const QString &function, const QString &type, const base::Json &inputs) const;
    void end(trace::Span root, trace::SpanStatus status, int logLevel);

    QString m_scenario;
    QString m_session;
    base::Clock m_clock;
    trace::LiveTrace m_live;
};

/// What the traced function of a scenario was asked.
base::Json question(const QString &scenario, int exchange = 1);

} // namespace testsupport
