// SPDX-License-Identifier: Apache-2.0
#include "chat/phaserecorder.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace chat {

namespace {

using Ms = std::chrono::duration<double, std::milli>;

} // namespace

struct PhaseRecorder::Phase
{
    QString key;
    QString name;
    base::Timestamp start;
    std::optional<base::Timestamp> end;
    QString header = {}; ///< where the number comes from, empty: measured here
    QString headerText = {};
};

PhaseRecorder::PhaseRecorder(trace::LiveTrace *live, const trace::SpanId &parent, const base::Clock &clock)
    : m_live(live)
    , m_parent(parent)
    , m_clock(clock)
{
}

base::Timestamp PhaseRecorder::at(const http::Timings &timings, std::chrono::nanoseconds offset) const
{
    return m_clock.wall(timings.start + offset);
}

void PhaseRecorder::add(const Phase &phase)
{
    trace::Span span;
    span.id = trace::SpanId::random();
    span.parent = m_parent;
    span.name = phase.name;
    span.type = u"TASK"_s;
    span.status = trace::SpanStatus::Ok;
    span.start = phase.start;
    span.end = phase.end;
    span.attributes.set(trace::keys::Phase.toString(), phase.key);
    if (!phase.header.isEmpty()) {
        span.attributes.set(u"spanway.source"_s, phase.header);
        span.attributes.set(u"spanway.source_text"_s, phase.headerText);
    }
    const int row = m_live->addSpan(span);
    if (!phase.end)
        m_running = row;
}

void PhaseRecorder::addConnection(const http::Timings &timings)
{
    if (timings.connect)
        add({u"connect"_s, u"Connect"_s, m_clock.wall(timings.start), at(timings, *timings.connect)});
    if (timings.tls)
        add({u"tls"_s, u"TLS handshake"_s, at(timings, timings.connect.value_or(std::chrono::nanoseconds(0))),
             at(timings, *timings.tls)});
}

void PhaseRecorder::addGateway(const http::Timings &timings, const gateway::KongFacts &kong)
{
    if (!timings.ready || !timings.headerEnd)
        return;
    const base::Timestamp ready = at(timings, *timings.ready);
    const base::Timestamp headerEnd = at(timings, *timings.headerEnd);
    base::Timestamp upstreamStart = ready;
    const bool own = kong.madeByKong && kong.responseLatencyMs;
    const std::optional<double> kongMs = own ? kong.responseLatencyMs : kong.proxyLatencyMs;
    if (kongMs) {
        // Kong rounds to whole milliseconds: its part never reaches beyond what we measured around it.
        upstreamStart = std::min(headerEnd, ready + std::chrono::duration_cast<std::chrono::nanoseconds>(Ms(*kongMs)));
        add({u"kong"_s, u"Kong"_s, ready, upstreamStart,
             own ? u"X-Kong-Response-Latency"_s : u"X-Kong-Proxy-Latency"_s,
             own ? QString::number(*kongMs) : kong.proxyLatencyText});
    }
    if (!kong.madeByKong)
        add({u"upstream"_s, u"Upstream wait"_s, upstreamStart, headerEnd});
}

void PhaseRecorder::head(const http::Head &head, const gateway::KongFacts &kong, bool streams)
{
    addConnection(head.timings);
    addGateway(head.timings, kong);
    if (streams && head.status == 200)
        add({u"firstToken"_s, u"First token"_s, m_clock.wall(head.at), std::nullopt});
}

bool PhaseRecorder::firstContent(base::Timestamp at)
{
    if (m_generating)
        return false;
    m_generating = true;
    finish(at);
    add({u"generation"_s, u"Generation"_s, at, std::nullopt});
    return true;
}

void PhaseRecorder::finish(base::Timestamp end)
{
    if (!m_running)
        return;
    m_live->editSpan(*m_running, [end](trace::Span &span) { span.end = std::max(end, span.start); });
    m_running.reset();
}

} // namespace chat
