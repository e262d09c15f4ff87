// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/airequest.h"

#include "demo/exchange.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QUrlQuery>

#include <functional>
#include <numeric>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

/// nginx's client_body_buffer_size with its slack, and what it reads together with the headers.
constexpr qsizetype bodyBuffer = 8192 + 8192 / 4;
constexpr qsizetype headerBuffer = 1024;

base::Error refusal(const QString &message)
{
    return base::Error(base::ErrorKind::InvalidInput, message);
}

/// Bytes the head took on the wire.
qsizetype headSize(const http::ServerRequest &request)
{
    const auto sizeOf = [](const http::Header &header) { return header.name.size() + header.value.size() + 4; };
    const qsizetype line = request.method.size() + request.target.size() + 14;
    return std::transform_reduce(request.headers.cbegin(), request.headers.cend(), line, std::plus(), sizeOf);
}

bool isSpooled(const http::ServerRequest &request)
{
    const qsizetype together = std::max<qsizetype>(0, headerBuffer - headSize(request));
    return request.body.size() > bodyBuffer + together;
}

bool hasPrompts(const base::Json &body)
{
    const base::Json &messages = body[u"messages"];
    return (messages.size() > 0 && (messages.isArray() || messages.isObject())) || body[u"prompt"].isString();
}

std::optional<QString> incompatibility(const base::Json &body, const QString &routeType)
{
    if (routeType == "preserve"_L1)
        return std::nullopt;
    const bool chat = !body[u"messages"].isNull();
    const bool prompt = !body[u"prompt"].isNull();
    if (chat && prompt)
        return u"request matches multiple LLM request formats"_s;
    const QString format = chat ? u"llm/v1/chat"_s : u"llm/v1/completions"_s;
    if (format == routeType)
        return std::nullopt;
    return u"[%1] message format is not compatible with [%2] route type"_s.arg(format, routeType);
}

base::Result<QString> chosenModel(Exchange *exchange, const base::Json &model, const base::Json &body)
{
    QString name = model[u"name"].toString();
    if (!name.isEmpty()) {
        const auto filled = filledTemplate(exchange, name);
        if (!filled)
            return filled;
        name = *filled;
    }
    return name.isEmpty() ? body[u"model"].toString() : name;
}

/// The body in the form that the openai driver sends (kong/llm/drivers/openai.lua).
base::Json openAiBody(const base::Json &body, const base::Json &options, const AiRequest &request)
{
    base::Json result = body;
    for (const QString &name : {u"temperature"_s, u"max_tokens"_s, u"top_p"_s}) {
        if (!options[name].isNull())
            result.insert(name, options[name]);
    }
    result.remove(u"top_k");
    result.insert(u"stream"_s, request.streams);
    result.insert(u"model"_s, request.model);
    return result;
}

} // namespace

std::optional<base::Json> aiBody(Exchange *exchange, qint64 maxSize)
{
    const http::ServerRequest &client = exchange->client();
    const QByteArray type = exchange->clientHeader("Content-Type").toLower();
    if (!type.isEmpty() && !type.startsWith("application/json"))
        return std::nullopt;
    if (isSpooled(client) && client.body.size() > maxSize)
        return std::nullopt;
    const auto json = base::Json::parse(exchange->forwarding().body);
    return json && json->isObject() ? std::optional(*json) : std::nullopt;
}

base::Result<QString> filledTemplate(Exchange *exchange, const QString &text)
{
    static const QRegularExpression pattern(u"\\$\\((\\w+)\\.([^)]+)\\)"_s);
    const QRegularExpressionMatch found = pattern.match(text);
    if (!found.hasMatch())
        return text;
    const QString kind = found.captured(1);
    const QString name = found.captured(2);
    QString value;
    if (kind == "headers"_L1)
        value = QString::fromUtf8(exchange->clientHeader(name.toUtf8()));
    else if (kind == "uri_captures"_L1)
        value = exchange->match().namedCaptures.value(name);
    else if (kind == "query_params"_L1)
        value = QUrlQuery(QString::fromUtf8(exchange->client().query())).queryItemValue(name, QUrl::FullyDecoded);
    if (value.isEmpty())
        return tl::unexpected(refusal(u"%1 key %2 was not provided"_s.arg(kind, name)));
    QString result = text;
    return result.replace(found.capturedStart(), found.capturedLength(), value);
}

base::Result<AiRequest> makeAiRequest(Exchange *exchange, const base::Json &config)
{
    const base::Json body = aiBody(exchange, config[u"max_request_body_size"].toInt64()).value_or(base::Json::object());
    const auto model = chosenModel(exchange, config[u"model"], body);
    if (!model)
        return tl::unexpected(model.error());
    if (!hasPrompts(body))
        return tl::unexpected(refusal(u"request body doesn't contain valid prompts"_s));
    const QString wanted = body[u"model"].toString();
    if (!wanted.isEmpty() && wanted != *model)
        return tl::unexpected(refusal(u"cannot use own model - must be: "_s + *model));
    if (model->isEmpty())
        return tl::unexpected(refusal(u"model parameter not found in request, nor in gateway configuration"_s));
    const QString routeType = config[u"route_type"].toString();
    if (const auto problem = incompatibility(body, routeType))
        return tl::unexpected(refusal(*problem));

    const QString streaming = config[u"response_streaming"].toString();
    AiRequest request;
    request.model = *model;
    request.askedToStream = body[u"stream"].toBool();
    request.streams = request.askedToStream || streaming == "always"_L1;
    if (request.streams && streaming == "deny"_L1)
        return tl::unexpected(refusal(u"response streaming is not enabled for this LLM"_s));
    request.body = routeType == "preserve"_L1 ? body : openAiBody(body, config[u"model"][u"options"], request);
    return request;
}

} // namespace demo
