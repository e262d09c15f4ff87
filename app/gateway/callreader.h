// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/chatcall.h"
#include "gateway/eventredactor.h"
#include "llm/replybuilder.h"
#include "llm/sseparser.h"

#include <memory>

namespace gateway {

/// Turns the bytes of one chat answer into events and, at the end, into the outcome. Knows no network: fed by
/// GatewayClient.
class CallReader
{
public:
    /// The redactor (null: none) is not owned and must outlive the reader.
    CallReader(const ChatCall &call, std::shared_ptr<CallSink> sink, const base::Redactor *redactor);

    void head(const http::Head &head);
    void data(QByteArrayView bytes, base::MonoTime at);
    /// Nothing of interest follows ([DONE], an error event) or can be read any more: the caller may close soon.
    bool isSatisfied() const { return m_builder.reply().endMarker || m_outcome.streamError || m_streamFault; }
    /// From now on the sink hears nothing.
    void silence() { m_sink.reset(); }

    /// Whether a secret was spread over several events (EventRedactor); final after finish().
    bool foundSplitSecret() const { return m_events.foundSplit(); }
    /// The end as the transport tells it, its wire log untouched; `stopped`: by the person.
    CallOutcome finish(const http::Outcome &transport, bool stopped);

private:
    enum class Mode { Undecided, Stream, Plain };

    void decideMode(const http::Head &head);
    void readStream(QByteArrayView bytes, base::MonoTime at);
    void payload(const QByteArray &data, base::MonoTime at);
    void pass(const QList<EventRedactor::Timed> &events);
    void stamp(const llm::ChatEvent &event, base::MonoTime at);
    void endStream(bool whole);
    void judgeStream();
    void judgePlain();
    void judgeRefusal();
    void judgeEventlessStream();
    void judgeTransport();
    void takePlainReply();
    void fail(llm::TurnState state, base::Error error);
    QByteArray redacted(const QByteArray &bytes) const;
    qsizetype bodyLimit() const;

    std::shared_ptr<CallSink> m_sink;
    const base::Redactor *m_redactor;
    QString m_url;
    llm::ChatRequest m_request;
    bool m_asksStream = false;

    Mode m_mode = Mode::Undecided;
    llm::SseParser m_parser;
    llm::ReplyBuilder m_builder;
    EventRedactor m_events;
    QByteArray m_body; ///< a reply or an error; of a stream only what came before its first event
    base::MonoTime m_bodyAt; ///< arrival of the newest bytes
    std::optional<base::Error> m_streamFault; ///< the stream itself cannot be read on
    std::optional<base::MonoTime> m_tokenBeforeLast;
    bool m_hadContent = false; ///< the newest event counted as content
    bool m_cutEvent = false; ///< the body ended inside an event
    CallOutcome m_outcome;
};

} // namespace gateway
