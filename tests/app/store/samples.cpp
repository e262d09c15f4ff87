// SPDX-License-Identifier: Apache-2.0
#include "app/store/samples.h"

#include "base/random.h"

using namespace Qt::StringLiterals;

namespace storetest {

using base::Json;

namespace {

Json message(const QString &role, const QString &content)
{
    return Json::object({{u"role"_s, Json(role)}, {u"content"_s, Json(content)}});
}

trace::Span chatSpan(const trace::Span &root, const QString &prompt, const QString &reply)
{
    trace::Span span;
    span.id = trace::SpanId::random();
    span.parent = root.id;
    span.name = u"Completions"_s;
    span.type = u"CHAT_MODEL"_s;
    span.status = trace::SpanStatus::Ok;
    span.start = root.start + std::chrono::nanoseconds(1);
    span.end = *root.end - std::chrono::nanoseconds(1);
    span.attributes.set(trace::keys::SpanInputs.toString(),
                        Json::object({{u"messages"_s, Json::array({message(u"user"_s, prompt)})},
                                      {u"model"_s, Json(u"gpt-4o"_s)},
                                      {u"temperature"_s, Json::number("0.70")}}));
    span.attributes.set(trace::keys::SpanOutputs.toString(),
                        Json::object({{u"choices"_s, Json::array({message(u"assistant"_s, reply)})}}));
    span.attributes.set(trace::keys::LlmModel.toString(), Json(u"gpt-4o"_s));
    span.attributes.set(trace::keys::TokenUsage.toString(),
                        Json::object({{u"input_tokens"_s, Json(12)}, {u"output_tokens"_s, Json(34)}}));
    trace::SpanEvent event;
    event.name = u"mlflow.chunk.item.0"_s;
    event.time = span.start;
    event.attributes.set(u"mlflow.chunk.value"_s, Json(u"{\"id\": \"fragment\"}"_s));
    span.events.append(event);
    return span;
}

bool same(const trace::Span &a, const trace::Span &b)
{
    const auto sameEvent = [](const trace::SpanEvent &x, const trace::SpanEvent &y) {
        return x.name == y.name && x.time == y.time && x.attributes == y.attributes;
    };
    const auto sameLink = [](const trace::SpanLink &x, const trace::SpanLink &y) {
        return x.trace == y.trace && x.span == y.span && x.attributes == y.attributes;
    };
    return a.id == b.id && a.parent == b.parent && a.name == b.name && a.type == b.type && a.status == b.status
        && a.statusMessage == b.statusMessage && a.start == b.start && a.end == b.end && a.attributes == b.attributes
        && std::equal(a.events.begin(), a.events.end(), b.events.begin(), b.events.end(), sameEvent)
        && std::equal(a.links.begin(), a.links.end(), b.links.begin(), b.links.end(), sameLink);
}

} // namespace

base::Timestamp at(qint64 nanoseconds)
{
    return base::Timestamp(std::chrono::nanoseconds(nanoseconds));
}

store::ConversationRecord conversation(const QString &id, const QString &title, qint64 updated)
{
    return {id,    title,       u"profile-1"_s,
            at(1), at(updated), Json::object({{u"zeta"_s, Json::number("1.50")}, {u"alpha"_s, Json(true)}})};
}

store::TurnRecord runningTurn(const QString &id, const QString &conversationId)
{
    store::TurnRecord turn;
    turn.id = id;
    turn.conversationId = conversationId;
    turn.position = 1;
    turn.traceId = trace::TraceId::random();
    turn.owner = store::ProcessOwner::self();
    turn.created = at(1790000000123456789);
    turn.model = u"gpt-4o"_s;
    turn.prompt = u"Why is the sky blue?"_s;
    turn.details = Json::object({{u"parameters"_s, Json::object({{u"top_p"_s, Json::number("1.0")}})}});
    return turn;
}

store::TurnRecord finishedTurn(const QString &id, const QString &conversationId)
{
    store::TurnRecord turn = runningTurn(id.isEmpty() ? base::randomUuid() : id, conversationId);
    turn.state = llm::TurnState::Done;
    turn.replyText = u"Because of Rayleigh scattering."_s;
    return turn;
}

trace::TraceRecord sampleTrace(const QString &prompt, const QString &reply, qint64 start)
{
    trace::TraceRecord trace;
    trace.info.id = trace::TraceId::random();
    trace.info.name = u"Chat"_s;
    trace.info.state = trace::TraceState::Ok;
    trace.info.start = at(start);
    trace.info.end = at(start + 1500000001);
    trace.info.requestPreview = prompt;
    trace.info.responsePreview = reply;
    trace.info.session = u"conversation-1"_s;
    trace.info.clientRequestId = u"req-4711"_s;
    trace.info.tags = {{u"kong.route"_s, u"chat"_s}, {u"empty"_s, QString(u""_s)}};
    trace.info.metadata = {{u"mlflow.user"_s, u"ann"_s}};
    trace::Span root;
    root.id = trace::SpanId::random();
    root.name = u"Chat"_s;
    root.type = u"CHAIN"_s;
    root.status = trace::SpanStatus::Ok;
    root.start = trace.info.start;
    root.end = trace.info.end;
    root.attributes.set(trace::keys::SpanInputs.toString(),
                        Json::object({{u"messages"_s, Json::array({message(u"user"_s, prompt)})}}));
    trace.spans = {root, chatSpan(root, prompt, reply)};
    return trace;
}

trace::TraceRecord wideTrace(int count)
{
    trace::TraceRecord trace = sampleTrace();
    trace.spans.resize(1);
    trace.spans.reserve(count);
    for (int i = 1; i < count; ++i) {
        trace::Span span;
        span.id = trace::SpanId::random();
        span.parent = trace.spans.first().id;
        span.name = u"step %1"_s.arg(i);
        span.type = u"TOOL"_s;
        span.start = trace.info.start + std::chrono::microseconds(i);
        span.end = span.start + std::chrono::microseconds(1);
        for (int attribute = 0; attribute < 8; ++attribute)
            span.attributes.set(u"key.%1"_s.arg(attribute),
                                Json(u"value %1 of span %2, which says a little more"_s.arg(attribute).arg(i)));
        trace.spans.append(span);
    }
    return trace;
}

store::Destination destination(const QString &experiment)
{
    return {u"profile-1"_s, u"http://localhost:5000"_s, u"ann"_s, experiment};
}

store::OutboxDraft draft(const QString &experiment)
{
    return {destination(experiment), settings::ContentMode::Everything};
}

QString difference(const trace::TraceRecord &a, const trace::TraceRecord &b)
{
    if (a.info.id != b.info.id || a.info.name != b.info.name || a.info.state != b.info.state)
        return u"id, name or state"_s;
    if (a.info.start != b.info.start || a.info.end != b.info.end)
        return u"times"_s;
    if (a.info.requestPreview != b.info.requestPreview || a.info.responsePreview != b.info.responsePreview
        || a.info.session != b.info.session || a.info.clientRequestId != b.info.clientRequestId)
        return u"previews, session or the caller's id"_s;
    if (a.info.tags != b.info.tags || a.info.metadata != b.info.metadata)
        return u"tags or metadata"_s;
    if (a.spans.size() != b.spans.size())
        return u"number of spans"_s;
    for (qsizetype i = 0; i < a.spans.size(); ++i) {
        if (!same(a.spans.at(i), b.spans.at(i)))
            return u"span %1"_s.arg(i);
    }
    return {};
}

Home::Home() = default;

store::Store *Home::open(qint64 maxPages)
{
    m_store.reset();
    auto opened = store::Store::open({folder(), maxPages});
    if (opened)
        m_store = std::move(*opened);
    return m_store.get();
}

} // namespace storetest
