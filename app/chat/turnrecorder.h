// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "chat/autologform.h"
#include "chat/turnplan.h"
#include "trace/livetrace.h"

#include <memory>

namespace chat {

/// Writes the spans of one turn: root CHAIN, the model's CHAT_MODEL span in autolog's form below it, our measured phases below that.
/// The only place that does. GUI thread; made again from a stored seed after a crash.
class TurnRecorder
{
public:
    /// Ids and anchors: what must survive a crash so that the same trace can be finished later.
    struct Seed
    {
        trace::TraceId trace;
        trace::SpanId root;
        trace::SpanId model;
        base::Timestamp start;

        static Seed fresh(base::Timestamp now);
        base::Json toJson() const;
        static std::optional<Seed> fromJson(const base::Json &json);
    };

    TurnRecorder(const TurnPlan &plan, const Seed &seed, const base::Clock &clock);
    ~TurnRecorder();

    /// "00-<trace>-<model span>-01".
    QByteArray traceparent() const;
    trace::LiveTrace *live() const; ///< owned here
    const Seed &seed() const { return m_seed; }

    void head(const http::Head &head, const gateway::KongFacts &kong);
    void event(const llm::ChatEvent &event, base::Timestamp at);
    /// Closes all spans; the record is whole afterwards.
    void finish(const gateway::CallOutcome &outcome, base::Timestamp end);

    const trace::TraceRecord &record() const;

private:
    void openSpans(const TurnPlan &plan);
    void finishModel(const gateway::CallOutcome &outcome, base::Timestamp end);
    void finishRoot(const gateway::CallOutcome &outcome, base::Timestamp end);
    void finishInfo(const gateway::CallOutcome &outcome);
    void writeReply(trace::Span *model, const gateway::CallOutcome &outcome) const;
    std::optional<autolog::Exception> exceptionOf(const gateway::CallOutcome &outcome) const;

    Seed m_seed;
    base::Clock m_clock;
    QString m_profileName;
    base::Json m_inputs; ///< the request's body
    QList<trace::SpanEvent> m_chunks; ///< kept apart from the live span: a growing list inside it would be copied per token
    base::Json m_lastChunk;
    qint64 m_chunkCount = 0;
    std::optional<base::Timestamp> m_handedOver; ///< to the HTTP client, where TTFT begins; set with the head
    std::unique_ptr<trace::LiveTrace> m_live;
    std::unique_ptr<class PhaseRecorder> m_phases;
};

} // namespace chat
