// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/aiproxy.h"

#include "demo/exchange.h"
#include "demo/gzip.h"
#include "demo/headers.h"

#include <QtCore/QUrlQuery>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

bool acceptsGzip(Exchange *exchange)
{
    return exchange->clientHeader("Accept-Encoding").contains("gzip");
}

bool speaksOpenAi(const base::Json &model)
{
    const QString provider = model[u"provider"].toString();
    if (provider == "mistral"_L1)
        return model[u"options"][u"mistral_format"].toString() == "openai"_L1;
    if (provider == "llama2"_L1)
        return model[u"options"][u"llama2_format"].toString() == "openai"_L1;
    return provider == "openai"_L1 || provider == "azure"_L1;
}

base::Json errorObject(const QString &message)
{
    return base::Json::object({{u"error"_s, base::Json::object({{u"message"_s, message}})}});
}

} // namespace

AiProxy::AiProxy(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

bool AiProxy::preserves() const
{
    return m_plugin.config[u"route_type"].toString() == "preserve"_L1;
}

Flow AiProxy::access(Exchange *exchange)
{
    const base::Json &config = m_plugin.config;
    const http::Headers json{{"Content-Type"_ba, "application/json; charset=utf-8"_ba}};
    const auto request = makeAiRequest(exchange, config);
    if (!request)
        return exchange->exit(400, json, errorObject(request.error().message).write());
    if (!speaksOpenAi(config[u"model"]))
        return exchange->error(500, "An unexpected error occurred"_ba);
    m_request = *request;
    if (!m_request.askedToStream)
        exchange->gatherWhole();
    if (!preserves())
        forwardBody(exchange);
    address(exchange);
    authorize(exchange);
    return Flow::Next;
}

void AiProxy::forwardBody(Exchange *exchange) const
{
    exchange->forwarding().body = m_request.body.write();
    setHeader(&exchange->forwarding().headers, "Content-Type"_ba, "application/json"_ba);
}

void AiProxy::address(Exchange *exchange) const
{
    const base::Json &model = m_plugin.config[u"model"];
    QUrl url(model[u"options"][u"upstream_url"].toString(u"https://api.openai.com/v1/chat/completions"_s));
    // The type "preserve" takes only the host from the configuration (golden/kong 048).
    if (preserves())
        url.setPath(QString::fromUtf8(exchange->client().path()));
    exchange->forwarding().url = url;
    const QString provider = model[u"provider"].toString();
    if (provider == "openai"_L1 || provider == "azure"_L1)
        setHeader(&exchange->forwarding().headers, "Accept-Encoding"_ba, "gzip, identity"_ba);
}

void AiProxy::authorize(Exchange *exchange) const
{
    const base::Json &auth = m_plugin.config[u"auth"];
    const bool override = auth[u"allow_override"].toBool();
    const QByteArray header = auth[u"header_name"].toString().toUtf8();
    http::Headers &headers = exchange->forwarding().headers;
    if (!header.isEmpty() && !(override && http::hasHeader(headers, header)))
        setHeader(&headers, header, auth[u"header_value"].toString().toUtf8());
    if (auth[u"param_location"].toString() != "query"_L1)
        return;
    QUrlQuery query(QString::fromUtf8(exchange->forwarding().query));
    query.addQueryItem(auth[u"param_name"].toString(), auth[u"param_value"].toString());
    exchange->forwarding().query = query.toString(QUrl::FullyEncoded).toUtf8();
}

void AiProxy::headerFilter(Exchange *exchange, ReplyHead *head)
{
    if (!exchange->fromUpstream() || exchange->isTransformed())
        return;
    const bool named = m_plugin.config[u"model_name_header"].toBool() || exchange->kongDebug();
    if (exchange->upstreamStatus() == 200 && named)
        setHeader(&head->headers, "X-Kong-LLM-Model"_ba,
                  (m_plugin.config[u"model"][u"provider"].toString() + u'/' + m_request.model).toUtf8());
    if (exchange->isWhole() || preserves())
        return;
    const QByteArray type = http::headerValue(exchange->upstreamReplyHeaders(), "Content-Type");
    if (type.startsWith("text/event-stream"))
        return;
    // Kong has promised a stream: an error keeps its body, an answer in one piece makes its filter fail.
    if (exchange->upstreamStatus() == 200)
        exchange->abandon();
    setHeader(&head->headers, "Content-Type"_ba, "text/event-stream"_ba);
}

QByteArray AiProxy::bodyFilter(Exchange *exchange, const QByteArray &read, bool last)
{
    if (exchange->upstreamStatus() != 200 || preserves() || last)
        return read;
    if (m_gaveUp)
        return {};
    if (http::headerValue(exchange->upstreamReplyHeaders(), "Content-Encoding") != "gzip")
        return m_events.feed(read);
    if (const auto plain = gunzipped(read))
        return m_events.feed(*plain);
    m_gaveUp = true;
    return "data: {\"error\": true, \"message\": \"empty or unsupported transformer response\"}"_ba;
}

QByteArray AiProxy::bodyFilterAfterCut()
{
    return preserves() ? QByteArray() : m_events.again();
}

bool AiProxy::wholeFilter(Exchange *exchange, ReplyHead *head, QByteArray *body)
{
    if (exchange->upstreamStatus() != 200) {
        // Kong's statistics decode whatever came; what is no JSON makes them fail (golden/kong 160).
        const bool decodes = m_plugin.config[u"logging"][u"log_statistics"].toBool();
        return !decodes || base::Json::parse(*body).has_value();
    }
    // Once ai-request-transformer has run, Kong takes the answer as it is (golden/kong 330).
    if (exchange->isTransformed())
        return true;
    if (http::headerValue(head->headers, "Content-Encoding") == "gzip") {
        *body = gunzipped(*body).value_or(*body);
        removeHeader(&head->headers, "Content-Encoding");
    }
    if (m_request.streams)
        wholeStream(head, body);
    else if (!preserves())
        wholeJson(exchange, head, body);
    return true;
}

void AiProxy::wholeStream(ReplyHead *head, QByteArray *body)
{
    *body = m_events.feed(*body);
    setHeader(&head->headers, "Content-Type"_ba, "text/event-stream"_ba);
    head->headers.append({"Transfer-Encoding"_ba, "chunked"_ba});
}

void AiProxy::wholeJson(Exchange *exchange, ReplyHead *head, QByteArray *body)
{
    removeHeader(&head->headers, "Set-Cookie");
    const auto json = base::Json::parse(*body);
    if (!json || !json->isObject())
        return replaceByFault(head, body, u"failed to decode llm/v1/chat response"_s);
    if (!json->contains(u"choices"))
        return replaceByFault(head, body, u"'choices' not in llm/v1/chat response"_s);
    if (!acceptsGzip(exchange))
        return;
    *body = gzipped(*body);
    head->headers.append({{"Content-Encoding"_ba, "gzip"_ba}, {"Transfer-Encoding"_ba, "chunked"_ba}});
}

void AiProxy::replaceByFault(ReplyHead *head, QByteArray *body, const QString &problem) const
{
    head->status = 500;
    const QString provider = m_plugin.config[u"model"][u"provider"].toString();
    *body = errorObject(u"transformation failed from type %1://%2: %3"_s.arg(
                            provider, m_plugin.config[u"route_type"].toString(), problem))
                .write();
}

} // namespace demo
