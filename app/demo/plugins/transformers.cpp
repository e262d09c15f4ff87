// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/transformers.h"

#include "demo/exchange.h"
#include "demo/headers.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

/// The call that asks the plugin's model to rewrite `text`.
UpstreamCall rewriteCall(const base::Json &config, const QByteArray &text)
{
    const base::Json &model = config[u"llm"][u"model"];
    const QUrl url(model[u"options"][u"upstream_url"].toString());
    const auto message = [](const QString &role, const QString &content) {
        return base::Json::object({{u"role"_s, role}, {u"content"_s, content}});
    };
    const base::Json messages = base::Json::array(
        {message(u"system"_s, config[u"prompt"].toString()), message(u"user"_s, QString::fromUtf8(text))});
    const QByteArray body
        = base::Json::object({{u"stream"_s, false}, {u"messages"_s, messages}, {u"model"_s, model[u"name"]}}).write();
    const http::Headers headers{{"Host"_ba, url.authority().toUtf8()},
                                {"Accept"_ba, "application/json"_ba},
                                {"Content-Type"_ba, "application/json"_ba},
                                {"Content-Length"_ba, QByteArray::number(body.size())},
                                {"User-Agent"_ba, "lua-resty-http/0.17.2 (Lua) ngx_lua/10028"_ba}};
    return {"POST"_ba, url.path(QUrl::FullyEncoded).toUtf8(), url.host(), url.port(80), headers, body};
}

/// What the model said; missing if it did not answer as one.
std::optional<QByteArray> rewritten(int status, const QByteArray &answer)
{
    const auto json = base::Json::parse(answer);
    if (status != 200 || !json)
        return std::nullopt;
    const base::Json &content = (*json)[u"choices"].at(0)[u"message"][u"content"];
    return content.isString() ? std::optional(content.toString().toUtf8()) : std::nullopt;
}

} // namespace

RequestTransformer::RequestTransformer(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

Flow RequestTransformer::access(Exchange *exchange)
{
    exchange->callAside(rewriteCall(m_plugin.config, exchange->forwarding().body),
                        [exchange](int status, const http::Headers &, const QByteArray &answer) {
                            const auto body = rewritten(status, answer);
                            if (!body) {
                                exchange->error(500, "An unexpected error occurred"_ba);
                                return;
                            }
                            exchange->forwarding().body = *body;
                            exchange->markTransformed();
                            exchange->resume();
                        });
    return Flow::Waiting;
}

ResponseTransformer::ResponseTransformer(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

Flow ResponseTransformer::access(Exchange *exchange)
{
    const kong::Service &service = *exchange->match().service;
    UpstreamCall call{exchange->client().method,  exchange->match().upstreamPath, service.host, service.port, {},
                      exchange->forwarding().body};
    call.headers.append({"Host"_ba, service.host.toUtf8() + ':' + QByteArray::number(service.port)});
    call.headers.append({"Content-Length"_ba, QByteArray::number(call.body.size())});
    for (const http::Header &header : exchange->forwarding().headers)
        call.headers.append({header.name.toLower(), header.value});
    exchange->callAside(call, [this, exchange](int status, const http::Headers &headers, const QByteArray &answer) {
        rewrite(exchange, status, headers, answer);
    });
    return Flow::Waiting;
}

void ResponseTransformer::rewrite(Exchange *exchange, int status, const http::Headers &headers, const QByteArray &body)
{
    http::Headers kept = headers;
    for (const QByteArray &name : {"Content-Length"_ba, "Connection"_ba, "Transfer-Encoding"_ba})
        removeHeader(&kept, name);
    exchange->callAside(rewriteCall(m_plugin.config, body),
                        [exchange, status, kept](int modelStatus, const http::Headers &, const QByteArray &answer) {
                            if (const auto text = rewritten(modelStatus, answer))
                                exchange->exit(status, kept, *text);
                            else
                                exchange->error(500, "An unexpected error occurred"_ba);
                        });
}

} // namespace demo
