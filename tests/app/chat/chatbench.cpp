// SPDX-License-Identifier: Apache-2.0
#include "chatbench.h"

#include "base/json.h"

#include <QtCore/QDir>

using base::Json;
using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

void beginStream(http::ServerResponse &response)
{
    response.beginChunked(200, {{"Content-Type", "text/event-stream"}, {"X-Kong-Request-Id", "0123456789abcdef0123456789abcdef"},
                                {"X-Kong-Proxy-Latency", "3"}, {"Via", "1.1 kong/3.10.0"}});
}

} // namespace

ChatBench::ChatBench()
    : m_server([this](const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response) {
        m_bodies.append(request.body);
        m_open.append(response);
        m_script(request, response);
    })
    , m_gateway(&m_client, &m_redactor)
    , m_settings(QDir(m_folder.path()).filePath(u"settings.json"_s))
    , m_secrets(&m_redactor)
{
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        qFatal("no loopback port");
    m_settings.setTemporaryProfile(profile());
    reopenStore();
}

ChatBench::~ChatBench() = default;

void ChatBench::reopenStore()
{
    m_journal.reset();
    m_store.reset();
    auto opened = store::Store::open({m_folder.path(), 0});
    if (!opened)
        qFatal("no store");
    m_store = std::move(*opened);
    m_journal = std::make_unique<chat::JournalWriter>(m_store.get());
    m_services = {&m_gateway, m_store.get(), &m_settings, &m_secrets, m_journal.get(), &m_clock};
}

settings::Profile ChatBench::profile() const
{
    settings::Profile profile;
    profile.id = u"bench"_s;
    profile.name = u"Bench"_s;
    profile.baseUrl = u"http://127.0.0.1:%1/v1"_s.arg(m_server.port());
    settings::ModelEntry model;
    model.name = u"model-a"_s;
    profile.models = {model};
    profile.mlflow.url = u"http://127.0.0.1:9"_s;
    return profile;
}

chat::TurnPlan ChatBench::plan(const QString &prompt) const
{
    chat::TurnPlan plan;
    plan.profile = profile();
    plan.model = plan.profile.models.first();
    plan.own = llm::Message::text(u"user"_s, prompt);
    plan.request = chat::requestFor({}, plan.model, {plan.own});
    plan.draft = chat::outboxDraft(plan.profile, {}, std::nullopt);
    return plan;
}

QByteArray ChatBench::event(const QString &text)
{
    const Json delta = Json::object({{u"content"_s, text}});
    const Json choice = Json::object({{u"index"_s, 0}, {u"delta"_s, delta}, {u"finish_reason"_s, Json()}});
    const Json chunk = Json::object({{u"id"_s, u"c1"_s},
                                     {u"object"_s, u"chat.completion.chunk"_s},
                                     {u"created"_s, 1},
                                     {u"model"_s, u"model-a-2"_s},
                                     {u"choices"_s, Json::array({choice})}});
    return "data: " + chunk.write() + "\n\n";
}

ChatBench::Script ChatBench::streaming(const QStringList &words)
{
    return [words](const http::ServerRequest &, const std::shared_ptr<http::ServerResponse> &response) {
        beginStream(*response);
        for (const QString &word : words)
            response->chunk(event(word));
        response->chunk(R"(data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"model-a-2",)"
                        R"("choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})"
                        "\n\n");
        response->chunk(R"(data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"model-a-2","choices":[],)"
                        R"("usage":{"prompt_tokens":5,"completion_tokens":3,"total_tokens":8}})"
                        "\n\n");
        response->chunk("data: [DONE]");
        response->endChunked();
    };
}

ChatBench::Script ChatBench::hanging(const QStringList &words)
{
    return [words](const http::ServerRequest &, const std::shared_ptr<http::ServerResponse> &response) {
        beginStream(*response);
        for (const QString &word : words)
            response->chunk(event(word));
    };
}

ChatBench::Script ChatBench::refusing(int status, const QByteArray &body)
{
    return [status, body](const http::ServerRequest &, const std::shared_ptr<http::ServerResponse> &response) {
        response->respond(status, {{"Content-Type", "application/json"}}, body);
    };
}

} // namespace testsupport
