// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/streamgateway.h"

#include <QtNetwork/QHostAddress>

using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

QByteArray event(const QByteArray &delta, const QByteArray &finishReason)
{
    return "data: "
           "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"gpt-4o\",\"choices\":[{"
           "\"index\":0,\"delta\":{"
        + delta + "},\"finish_reason\":" + finishReason + "}]}\n\n";
}

} // namespace

StreamGateway::StreamGateway()
    : m_server([this](const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response) {
        answer(request, response);
    })
{
    m_port = m_server.listen(QHostAddress(QHostAddress::LocalHost), 0).value_or(0);
}

QString StreamGateway::baseUrl() const
{
    return u"http://127.0.0.1:%1/v1"_s.arg(m_port);
}

bool StreamGateway::isStreaming() const
{
    return m_running && m_running->isOpen();
}

void StreamGateway::answer(const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response)
{
    requests.append(request);
    if (status != 200) {
        http::Headers headers = refusalHeaders;
        headers.append({"Content-Type"_ba, "application/json"_ba});
        response->respond(status, headers, "{\"message\":\"" + refusal + "\"}");
        return;
    }
    m_running = response;
    response->beginChunked(200, {{"Content-Type"_ba, "text/event-stream"_ba}, {"Via"_ba, "1.1 kong/3.10.0"_ba}});
}

void StreamGateway::send(const QByteArray &text)
{
    m_running->chunk(event("\"content\":\"" + text + '"', "null"));
}

void StreamGateway::finish()
{
    m_running->chunk(event({}, "\"stop\""));
    m_running->chunk("data: [DONE]\n\n");
    m_running->endChunked();
}

void StreamGateway::cut()
{
    m_running->close();
}

} // namespace testsupport
