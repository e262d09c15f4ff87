// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/gatewaystandin.h"

#include <QtNetwork/QHostAddress>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

const http::Headers json{{"Content-Type"_ba, "application/json; charset=utf-8"_ba}, {"Server"_ba, "kong/3.10.0"_ba}};

QByteArray event(const QByteArray &delta)
{
    return "data: "
           "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\",\"choices\":[{"
           "\"index\":0,"
           "\"delta\":{"
        + delta + "},\"finish_reason\":null}]}\n\n";
}

} // namespace

GatewayStandIn::GatewayStandIn()
    : m_server([this](const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response) {
        answer(request, response);
    })
{
    m_port = m_server.listen(QHostAddress(QHostAddress::LocalHost), 0).value_or(0);
}

QString GatewayStandIn::baseUrl() const
{
    return u"http://127.0.0.1:%1/v1"_s.arg(m_port);
}

void GatewayStandIn::answer(const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response)
{
    requests.append(request);
    const QByteArray given = http::headerValue(request.headers, "apikey");
    if (given.isEmpty()) {
        response->respond(401, json, "{\n  \"message\":\"No API key found in request\",\n  \"request_id\":\"1\"\n}");
    } else if (given != key) {
        response->respond(401, json, "{\n  \"message\":\"Unauthorized\",\n  \"request_id\":\"1\"\n}");
    } else if (request.path() == "/v1/models") {
        QByteArray rows;
        for (const QString &model : std::as_const(models))
            rows += (rows.isEmpty() ? "" : ",") + "{\"id\":\""_ba + model.toUtf8() + "\",\"object\":\"model\"}";
        response->respond(200, json, "{\"object\":\"list\",\"data\":[" + rows + "]}");
    } else if (request.path() == "/v1/chat/completions") {
        chat(request, response);
    } else {
        response->respond(404, json,
                          "{\n  \"message\":\"no Route matched with those values\",\n  \"request_id\":\"1\"\n}");
    }
}

void GatewayStandIn::chat(const http::ServerRequest &request,
                          const std::shared_ptr<http::ServerResponse> &response) const
{
    if (!request.body.contains("\"gpt-4o\"")) {
        response->respond(400, json, "{\"error\":{\"message\":\"cannot use own model - must be: gpt-4o\"}}");
        return;
    }
    response->beginChunked(200, {{"Content-Type"_ba, "text/event-stream"_ba}, {"Via"_ba, "1.1 kong/3.10.0"_ba}});
    response->chunk(event("\"role\":\"assistant\",\"content\":\"\""));
    for (int i = 1; i < 9; ++i)
        response->chunk(event("\"content\":\"" + QByteArray::number(i) + " \""));
    response->chunk("data: [DONE]\n\n");
    response->endChunked();
}

} // namespace testsupport
