// SPDX-License-Identifier: Apache-2.0
#include "demo/models/modeljob.h"

#include <QtCore/QDateTime>
#include <QtCore/QPointer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace demo {

namespace {

QByteArray replyId(const UpstreamCall &call, quint64 seed)
{
    Dice dice(Dice::seedOf(call.body, seed ^ quint64(QDateTime::currentMSecsSinceEpoch())));
    return "chatcmpl-demo" + QByteArray::number(dice.next(), 16) + QByteArray::number(dice.next(), 16);
}

} // namespace

ModelJob::ModelJob(const ModelServer *server, const UpstreamCall &call, UpstreamSink *sink)
    : m_server(server)
    , m_request(call)
    , m_sink(sink)
    , m_start(std::chrono::steady_clock::now())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout(this, &ModelJob::begin);
    m_timer.start(0);
}

ModelJob::~ModelJob() = default;

http::Headers ModelJob::openAiHeaders(const QByteArray &contentType) const
{
    return {{"Content-Type"_ba, contentType},
            {"openai-organization"_ba, "spanway-demo"_ba},
            {"openai-processing-ms"_ba, QByteArray::number(m_pace.firstToken.count())},
            {"openai-version"_ba, "2020-10-01"_ba},
            {"x-request-id"_ba, "req_" + http::headerValue(m_request.headers, "X-Kong-Request-Id")},
            {"server"_ba, "demo-models"_ba}};
}

void ModelJob::refuse(int status, const QByteArray &reason, const QString &message, const QString &code)
{
    const base::Json error = base::Json::object({{u"message"_s, message},
                                                 {u"type"_s, u"invalid_request_error"_s},
                                                 {u"param"_s, {}},
                                                 {u"code"_s, code.isEmpty() ? base::Json() : base::Json(code)}});
    const QByteArray body = base::Json::object({{u"error"_s, error}}).write();
    const QPointer<ModelJob> alive(this);
    http::Headers headers = openAiHeaders("application/json"_ba);
    headers.append({"Content-Length"_ba, QByteArray::number(body.size())});
    m_sink->onUpstreamHead(status, reason, headers);
    if (alive)
        m_sink->onUpstreamData(body);
    if (alive)
        m_sink->onUpstreamEnd();
}

void ModelJob::begin()
{
    const auto call = ChatCall::parse(m_request.body);
    if (!call)
        return refuse(400, "Bad Request"_ba, call.error().message, {});
    m_call = *call;
    const Model *model = m_server->models().find(m_call.model);
    if (!model)
        return refuse(404, "Not Found"_ba,
                      u"The model `%1` does not exist or you do not have access to it."_s.arg(m_call.model),
                      u"model_not_found"_s);
    m_pace = model->pace();
    m_plan = makeReplyPlan(*model, m_call, m_server->seed());
    m_encoder.emplace(m_call, replyId(m_request, m_server->seed()), QDateTime::currentSecsSinceEpoch());
    m_timer.disconnect();
    if (m_call.stream)
        m_timer.callOnTimeout(this, &ModelJob::beginStream);
    else
        m_timer.callOnTimeout(this, &ModelJob::sendWhole);
    qsizetype longest = 0;
    for (const ChoicePlan &choice : m_plan.choices)
        longest = std::max(longest, choice.pieces.size());
    const auto wait = dueAt(m_call.stream ? 0 : longest) - (std::chrono::steady_clock::now() - m_start);
    m_timer.start(std::max(0ms, std::chrono::duration_cast<std::chrono::milliseconds>(wait)));
}

std::chrono::nanoseconds ModelJob::dueAt(qsizetype piece) const
{
    const double seconds = double(m_pace.firstToken.count()) / 1000 + double(piece) / m_pace.tokensPerSecond;
    return std::chrono::nanoseconds(qint64(seconds * 1e9 / m_server->speed()));
}

void ModelJob::sendWhole()
{
    const QByteArray body = m_encoder->whole(m_plan);
    http::Headers headers = openAiHeaders("application/json"_ba);
    headers.append({"Content-Length"_ba, QByteArray::number(body.size())});
    const QPointer<ModelJob> alive(this);
    m_sink->onUpstreamHead(200, "OK"_ba, headers);
    if (alive)
        m_sink->onUpstreamData(body);
    if (alive)
        m_sink->onUpstreamEnd();
}

void ModelJob::beginStream()
{
    m_timer.disconnect();
    m_timer.callOnTimeout(this, &ModelJob::step);
    http::Headers headers = openAiHeaders("text/event-stream; charset=utf-8"_ba);
    headers.append({{"Transfer-Encoding"_ba, "chunked"_ba}, {"Cache-Control"_ba, "no-cache"_ba}});
    const QPointer<ModelJob> alive(this);
    m_sink->onUpstreamHead(200, "OK"_ba, headers);
    for (int i = 0; alive && i < m_plan.choices.size(); ++i)
        m_sink->onUpstreamData(m_encoder->roleEvent(i));
    if (alive)
        step();
}

void ModelJob::step()
{
    const QPointer<ModelJob> alive(this);
    const auto elapsed = std::chrono::steady_clock::now() - m_start;
    while (dueAt(m_next) <= elapsed) {
        const bool more = sendNext();
        if (!alive)
            return;
        if (!more)
            return finishStream();
    }
    const auto wait = dueAt(m_next) - elapsed;
    m_timer.start(std::max(1ms, std::chrono::ceil<std::chrono::milliseconds>(wait)));
}

bool ModelJob::sendNext()
{
    for (; m_choice < m_plan.choices.size(); ++m_choice) {
        const ChoicePlan &choice = m_plan.choices.at(m_choice);
        if (m_next < choice.pieces.size()) {
            m_sink->onUpstreamData(m_encoder->pieceEvent(m_choice++, choice.pieces.at(m_next), choice));
            return true;
        }
    }
    m_choice = 0;
    ++m_next;
    return std::any_of(m_plan.choices.begin(), m_plan.choices.end(),
                       [this](const ChoicePlan &choice) { return m_next < choice.pieces.size(); });
}

void ModelJob::finishStream()
{
    const QPointer<ModelJob> alive(this);
    for (int i = 0; alive && i < m_plan.choices.size(); ++i)
        m_sink->onUpstreamData(m_encoder->finishEvent(i, m_plan.choices.at(i).finishReason));
    if (alive && m_call.includeUsage)
        m_sink->onUpstreamData(m_encoder->usageEvent(m_plan));
    if (alive)
        m_sink->onUpstreamData(ChatEncoder::doneEvent());
    if (alive)
        m_sink->onUpstreamEnd();
}

} // namespace demo
