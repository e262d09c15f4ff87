// SPDX-License-Identifier: Apache-2.0
#include "gateway/callreader.h"

#include "base/redactor.h"
#include "gateway/callfault.h"
#include "gateway/refusal.h"
#include "gateway/wireredaction.h"
#include "llm/chatcodec.h"
#include "llm/errorbody.h"

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

constexpr qsizetype longestErrorBody = 1024 * 1024;
constexpr qsizetype longestReply = 256 * 1024 * 1024;
/// What of a stream without events is looked at, to tell a JSON error from silence.
constexpr qsizetype longestPrelude = 256 * 1024;

bool isEventStream(const http::Head &head)
{
    const QByteArray type = http::headerValue(head.headers, "content-type");
    return type.left(type.indexOf(';')).trimmed().compare("text/event-stream", Qt::CaseInsensitive) == 0;
}

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

bool looksLikeEvents(QByteArrayView body)
{
    return body.startsWith("data:") || body.startsWith("event:") || body.startsWith(": ");
}

} // namespace

CallReader::CallReader(const ChatCall &call, std::shared_ptr<CallSink> sink, const base::Redactor *redactor)
    : m_sink(std::move(sink))
    , m_redactor(redactor)
    , m_url(call.endpoint.url)
    , m_request(call.request)
    , m_asksStream(call.request.streams())
    , m_events(redactor)
{ }

QByteArray CallReader::redacted(const QByteArray &bytes) const
{
    return m_redactor ? m_redactor->redact(bytes) : bytes;
}

void CallReader::head(const http::Head &head)
{
    m_outcome.head = redactedHead(head, m_redactor);
    m_outcome.kong = KongFacts::fromHead(m_outcome.head);
    decideMode(head);
    if (m_sink)
        m_sink->head(m_outcome.head, m_outcome.kong);
}

/// By status first: to a streamed request Kong sends error bodies as text/event-stream (kong.md 2.5).
void CallReader::decideMode(const http::Head &head)
{
    if (!isSuccess(head.status))
        m_mode = Mode::Plain;
    else if (isEventStream(head))
        m_mode = Mode::Stream;
    else
        m_mode = m_asksStream ? Mode::Undecided : Mode::Plain;
}

qsizetype CallReader::bodyLimit() const
{
    return isSuccess(m_outcome.head.status) ? longestReply : longestErrorBody;
}

void CallReader::data(QByteArrayView bytes, base::MonoTime at)
{
    m_bodyAt = at;
    if (m_mode == Mode::Undecided) {
        m_body += bytes;
        if (m_body.size() < 6)
            return;
        m_mode = looksLikeEvents(m_body) ? Mode::Stream : Mode::Plain;
        if (m_mode == Mode::Plain)
            return;
        const QByteArray begin = std::exchange(m_body, {});
        readStream(begin, at);
    } else if (m_mode == Mode::Stream) {
        readStream(bytes, at);
    } else {
        m_body += bytes.first(std::min(bytes.size(), std::max(qsizetype(0), bodyLimit() - m_body.size())));
    }
}

void CallReader::readStream(QByteArrayView bytes, base::MonoTime at)
{
    if (m_builder.reply().chunkCount == 0 && m_body.size() < longestPrelude)
        m_body += bytes.first(std::min(bytes.size(), longestPrelude - m_body.size()));
    const auto payloads = m_parser.feed(bytes);
    if (!payloads) {
        m_streamFault = payloads.error();
        return;
    }
    for (const QByteArray &data : *payloads)
        payload(data, at);
}

void CallReader::payload(const QByteArray &data, base::MonoTime at)
{
    if (isSatisfied())
        return;
    const llm::ChatEvent event = llm::decodeEvent(redacted(data));
    stamp(event, at);
    if (event.type == llm::ChatEvent::Type::Chunk) {
        pass(m_events.push(event, at));
        return;
    }
    pass(m_events.finish());
    pass({{event, at}});
    if (event.type != llm::ChatEvent::Type::End)
        m_outcome.streamError = event;
}

void CallReader::pass(const QList<EventRedactor::Timed> &events)
{
    for (const auto &[event, at] : events) {
        m_builder.add(event);
        if (m_sink)
            m_sink->event(event, at);
    }
}

void CallReader::stamp(const llm::ChatEvent &event, base::MonoTime at)
{
    const auto before = m_outcome.tokens.lastToken;
    m_hadContent = m_outcome.tokens.add(event, at);
    if (m_hadContent)
        m_tokenBeforeLast = before;
}

CallOutcome CallReader::finish(const http::Outcome &transport, bool stopped)
{
    m_outcome.transport = transport;
    m_outcome.streamed = m_mode == Mode::Stream;
    if (m_outcome.streamed)
        endStream(!transport.error && !stopped);
    m_body = redacted(m_body);

    if (m_outcome.streamed && m_builder.reply().endMarker && !m_outcome.streamError)
        m_outcome.state = llm::TurnState::Done;
    else if (stopped)
        fail(llm::TurnState::Stopped, base::Error::cancelled());
    else if (m_outcome.head.status != 0 && !isSuccess(m_outcome.head.status))
        judgeRefusal();
    else if (m_outcome.streamError || m_streamFault)
        judgeStream();
    else if (transport.error || m_outcome.head.status == 0)
        judgeTransport();
    else if (m_outcome.streamed)
        judgeStream();
    else
        judgePlain();
    return std::move(m_outcome);
}

void CallReader::endStream(bool whole)
{
    const QList<QByteArray> rest = m_parser.finish();
    for (const QByteArray &data : rest) {
        // Half an event is what a cut leaves behind, not something that was said.
        if (llm::decodeEvent(data).type == llm::ChatEvent::Type::Malformed)
            m_cutEvent = true;
        else
            payload(data, m_bodyAt);
    }
    pass(m_events.finish());
    if (!whole && !m_builder.reply().endMarker && m_builder.dropDoubledLast() && m_hadContent) {
        --m_outcome.tokens.contentEvents;
        m_outcome.tokens.lastToken = m_tokenBeforeLast;
    }
    m_outcome.reply = m_builder.reply();
}

void CallReader::judgeStream()
{
    if (m_outcome.streamError) {
        const bool told = m_outcome.streamError->type == llm::ChatEvent::Type::Error;
        m_outcome.apiMessage = told ? m_outcome.streamError->message : QString();
        fail(told ? llm::TurnState::Failed : llm::TurnState::Incomplete, streamErrorFault(m_outcome));
    } else if (m_streamFault) {
        fail(llm::TurnState::Incomplete, *m_streamFault);
    } else if (m_outcome.reply.chunkCount == 0) {
        judgeEventlessStream();
    } else if (m_outcome.reply.first() && m_outcome.reply.first()->finishReason && !m_cutEvent) {
        m_outcome.state = llm::TurnState::Done;
    } else {
        fail(llm::TurnState::Incomplete, endedEarlyFault(m_outcome));
    }
}

/// An event stream by its header only: the body is one JSON value, or nothing.
void CallReader::judgeEventlessStream()
{
    if (m_body.trimmed().startsWith('{')) {
        m_outcome.streamed = false;
        judgePlain();
        return;
    }
    fail(llm::TurnState::Incomplete, emptyFault(m_outcome));
}

void CallReader::judgePlain()
{
    if (m_body.startsWith("\x1f\x8b")) {
        fail(llm::TurnState::Failed, compressedFault(m_outcome));
        return;
    }
    if (m_body.trimmed().isEmpty()) {
        fail(llm::TurnState::Incomplete, emptyFault(m_outcome));
        return;
    }
    takePlainReply();
    const llm::ReplyShape shape = llm::replyShape(m_outcome.reply);
    if (shape == llm::ReplyShape::Error) {
        const llm::ErrorBody said = llm::decodeErrorBody(m_body);
        m_outcome.apiMessage = said.apiMessage;
        fail(llm::TurnState::Failed, inBodyErrorFault(m_outcome, said.message));
    } else if (shape == llm::ReplyShape::Foreign && m_asksStream) {
        fail(llm::TurnState::Failed, notAChatFault(m_outcome, m_url));
    } else {
        m_outcome.state = llm::TurnState::Done;
    }
}

void CallReader::takePlainReply()
{
    m_outcome.reply = llm::decodeReply(m_body);
    if (m_sink)
        m_sink->plainReply(m_outcome.reply, m_bodyAt);
}

void CallReader::judgeRefusal()
{
    const llm::ErrorBody said = llm::decodeErrorBody(m_body);
    Refusal refusal;
    refusal.status = m_outcome.head.status;
    refusal.message = said.message;
    refusal.location = QString::fromUtf8(http::headerValue(m_outcome.head.headers, "location"));
    refusal.url = m_url;
    refusal.sentBytes = m_request.bytes().size();
    refusal.kong = m_outcome.kong;
    base::Error error = refusalError(refusal);
    error.detail = QString::fromUtf8(m_body.left(longestPrelude));
    if (error.requestId.isEmpty())
        error.requestId = said.requestId;
    m_outcome.apiMessage = said.apiMessage;
    m_outcome.suggestedModel = suggestedModelIn(said.message);
    fail(llm::TurnState::Failed, std::move(error));
}

void CallReader::judgeTransport()
{
    const bool late = m_outcome.transport.error && m_outcome.transport.error->kind == base::ErrorKind::Timeout;
    const llm::TurnState state = late ? llm::TurnState::TimedOut
        : m_outcome.head.status != 0  ? llm::TurnState::Incomplete
                                      : llm::TurnState::Failed;
    fail(state, transportFault(m_outcome));
}

void CallReader::fail(llm::TurnState state, base::Error error)
{
    if (m_redactor) {
        error.message = m_redactor->redact(error.message);
        error.detail = m_redactor->redact(error.detail);
    }
    if (error.requestId.isEmpty())
        error.requestId = m_outcome.kong.requestId;
    m_outcome.state = state;
    m_outcome.error = std::move(error);
}

} // namespace gateway
