// SPDX-License-Identifier: Apache-2.0
#include "services/democontent.h"

#include "base/random.h"
#include "trace/tracepreview.h"

#include <random>

using base::Json;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace services::democontent {

namespace {

constexpr int largeSpanCount = 50000;
constexpr quint32 seed = 20260; ///< any number: the same content for everybody

/// Writes one made-up trace span by span.
class Author
{
public:
    Author(const QString &name, base::Timestamp start)
        : m_start(start)
    {
        m_record.info.id = trace::TraceId::random();
        m_record.info.name = name;
    }

    /// Adds a span from `from` to `to` after the trace's start and gives its row.
    int add(int parentRow, const QString &type, const QString &name, std::chrono::microseconds from,
            std::chrono::microseconds to)
    {
        trace::Span span;
        span.id = trace::SpanId::random();
        if (parentRow >= 0)
            span.parent = m_record.spans.at(parentRow).id;
        span.name = name;
        span.type = type;
        span.status = trace::SpanStatus::Ok;
        span.start = m_start + from;
        span.end = m_start + to;
        span.attributes.set(trace::keys::SpanType.toString(), type);
        m_record.spans.append(span);
        return static_cast<int>(m_record.spans.size()) - 1;
    }

    void io(int row, const Json &inputs, const Json &outputs)
    {
        trace::Attributes &attributes = m_record.spans[row].attributes;
        attributes.set(trace::keys::SpanInputs.toString(), inputs);
        if (!outputs.isNull())
            attributes.set(trace::keys::SpanOutputs.toString(), outputs);
    }

    void model(int row, qint64 in, qint64 out)
    {
        trace::Attributes &attributes = m_record.spans[row].attributes;
        attributes.set(trace::keys::MessageFormat.toString(), u"openai"_s);
        attributes.set(trace::keys::LlmModel.toString(), u"demo-tools"_s);
        attributes.set(trace::keys::TokenUsage.toString(),
                       Json::object({{u"input_tokens"_s, in}, {u"output_tokens"_s, out}, {u"total_tokens"_s, in + out}}));
    }

    void fail(int row, const QString &type, const QString &message)
    {
        trace::Span &span = m_record.spans[row];
        span.status = trace::SpanStatus::Error;
        span.statusMessage = type + u": "_s + message;
        trace::SpanEvent event{u"exception"_s, *span.end, {}};
        event.attributes.set(u"exception.message"_s, message);
        event.attributes.set(u"exception.type"_s, type);
        span.events.append(event);
    }

    trace::TraceRecord take()
    {
        trace::completeInfo(m_record);
        return m_record;
    }

private:
    base::Timestamp m_start;
    trace::TraceRecord m_record;
};

Json message(const QString &role, const QString &content)
{
    return Json::object({{u"role"_s, role}, {u"content"_s, content}});
}

Json messages(const QList<Json> &list)
{
    return Json::object({{u"messages"_s, Json::array(list)}});
}

Json reply(const QString &content)
{
    const Json choice = Json::object(
        {{u"index"_s, 0}, {u"message"_s, message(u"assistant"_s, content)}, {u"finish_reason"_s, u"stop"_s}});
    return Json::object({{u"choices"_s, Json::array({choice})}});
}

const QString question = u"Order 88213 has not arrived. What happened, and when will it come?"_s;
const QString answer = u"Your parcel left Leipzig on Tuesday, but **the carrier's tracking did not answer** just now.\n\n"
                       "What I know for sure:\n\n- order 88213 was packed on Monday and handed over on Tuesday\n"
                       "- the promised delivery is Thursday before 18:00\n\nI will look again in an hour."_s;

} // namespace

trace::TraceRecord agentTrace(base::Timestamp now)
{
    Author author(u"support agent"_s, now - 26min);
    const int root = author.add(-1, u"AGENT"_s, u"support agent"_s, 0us, 4812ms);
    author.io(root, messages({message(u"user"_s, question)}), reply(answer));
    const int plan = author.add(root, u"CHAT_MODEL"_s, u"Completions"_s, 3ms, 1240ms);
    author.io(plan, messages({message(u"user"_s, question)}), reply(u"I look up the order, then the parcel."_s));
    author.model(plan, 412, 58);
    const int order = author.add(root, u"TOOL"_s, u"get_order"_s, 1246ms, 1391ms);
    author.io(order, Json::object({{u"id"_s, 88213}}),
              Json::object({{u"status"_s, u"shipped"_s}, {u"carrier"_s, u"nordpost"_s}, {u"parcel"_s, u"NP-771-204"_s}}));
    const int shipment = author.add(root, u"TOOL"_s, u"get_shipment"_s, 1396ms, 3398ms);
    author.io(shipment, Json::object({{u"parcel"_s, u"NP-771-204"_s}}), Json());
    author.fail(shipment, u"TimeoutError"_s, u"nordpost did not answer within 2.0 s"_s);
    const int final = author.add(root, u"CHAT_MODEL"_s, u"Completions"_s, 3404ms, 4806ms);
    author.io(final, messages({message(u"user"_s, question), message(u"tool"_s, u"get_shipment: time-out"_s)}), reply(answer));
    author.model(final, 596, 131);
    return author.take();
}

trace::TraceRecord retrievalTrace(base::Timestamp now)
{
    const QString asked = u"Which batch size does our OTLP exporter use for MLflow?"_s;
    Author author(u"answer from documents"_s, now - 3h);
    const int root = author.add(-1, u"CHAIN"_s, u"answer from documents"_s, 0us, 2210ms);
    author.io(root, Json::object({{u"question"_s, asked}}), Json(u"50 traces or 2 MB a post, whichever comes first."_s));
    const int embed = author.add(root, u"EMBEDDING"_s, u"embed question"_s, 2ms, 88ms);
    author.io(embed, Json(asked), Json::object({{u"dimensions"_s, 1024}}));
    const int search = author.add(root, u"RETRIEVER"_s, u"search handbook"_s, 91ms, 327ms);
    author.io(search, Json::object({{u"k"_s, 3}}),
              Json::array({Json::object({{u"page_content"_s, u"The exporter sends up to 50 traces a post."_s}}),
                           Json::object({{u"page_content"_s, u"A post is at most 2 MB."_s}}),
                           Json::object({{u"page_content"_s, u"One bad trace is isolated."_s}})}));
    const int rank = author.add(root, u"RERANKER"_s, u"rerank"_s, 330ms, 401ms);
    author.io(rank, Json::object({{u"documents"_s, 3}}), Json::array({Json(0), Json(1), Json(2)}));
    const int model = author.add(root, u"CHAT_MODEL"_s, u"Completions"_s, 405ms, 2198ms);
    author.io(model, messages({message(u"user"_s, asked)}), reply(u"50 traces or 2 MB a post, whichever comes first."_s));
    author.model(model, 903, 24);
    const int parse = author.add(root, u"PARSER"_s, u"plain text"_s, 2199ms, 2203ms);
    author.io(parse, Json(u"reply"_s), Json(u"text"_s));
    return author.take();
}

trace::TraceRecord largeTrace(base::Timestamp now)
{
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> length(400, 9000);
    Author author(u"nightly batch"_s, now - 26h);
    const auto total = std::chrono::microseconds(largeSpanCount) * 700;
    const int root = author.add(-1, u"WORKFLOW"_s, u"nightly batch"_s, 0us, total);
    author.io(root, Json::object({{u"documents"_s, largeSpanCount / 5}}), Json());
    std::chrono::microseconds at = 1ms;
    for (int count = 1; count + 5 <= largeSpanCount; count += 5) {
        const std::chrono::microseconds spent(length(random));
        const int task = author.add(root, u"TASK"_s, u"document %1"_s.arg(count / 5 + 1), at, at + spent);
        author.add(task, u"PARSER"_s, u"split"_s, at, at + spent / 8);
        const int agent = author.add(task, u"AGENT"_s, u"summarise"_s, at + spent / 8, at + spent);
        author.add(agent, u"RETRIEVER"_s, u"context"_s, at + spent / 8, at + spent / 3);
        const int model = author.add(agent, u"CHAT_MODEL"_s, u"Completions"_s, at + spent / 3, at + spent);
        author.model(model, 200 + spent.count() % 300, 20 + spent.count() % 80);
        at += 3500us;
    }
    while (author.add(root, u"TASK"_s, u"clean up"_s, at, at + 1ms) + 1 < largeSpanCount)
        at += 1ms;
    return author.take();
}

store::ConversationRecord conversation(base::Timestamp now)
{
    store::ConversationRecord record;
    record.id = base::randomUuid();
    record.title = u"Where is order 88213?"_s;
    record.profileId = u"demo"_s;
    record.created = now - 26min;
    record.updated = record.created;
    record.options = Json::object({{u"profile"_s, record.profileId}, {u"model"_s, u"demo-fast"_s}});
    return record;
}

QList<store::TurnRecord> turns(const store::ConversationRecord &conversation, const trace::TraceRecord &agent)
{
    store::TurnRecord turn;
    turn.id = base::randomUuid();
    turn.conversationId = conversation.id;
    turn.traceId = agent.info.id;
    turn.state = llm::TurnState::Done;
    turn.created = agent.info.start;
    turn.model = u"demo-tools"_s;
    turn.prompt = question;
    turn.replyText = answer;
    const Json choice = Json::object({{u"index"_s, 0}, {u"text"_s, answer}, {u"finish"_s, u"stop"_s}});
    const Json metrics = Json::object({{u"totalMs"_s, 4812.0},
                                       {u"inputTokens"_s, 1008},
                                       {u"outputTokens"_s, 189},
                                       {u"finishReason"_s, u"stop"_s},
                                       {u"answeringModel"_s, u"demo-tools"_s},
                                       {u"noRateReason"_s, u"not streamed"_s}});
    turn.details = Json::object({{u"profile"_s, u"Demo gateway"_s},
                                 {u"own"_s, message(u"user"_s, question)},
                                 {u"choices"_s, Json::array({choice})},
                                 {u"replyModel"_s, u"demo-tools"_s},
                                 {u"metrics"_s, metrics}});
    return {turn};
}

} // namespace services::democontent
