// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/cors.h"

#include "demo/exchange.h"
#include "demo/headers.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

QByteArray joined(const base::Json &list)
{
    QStringList texts;
    for (const base::Json &item : list.items())
        texts.append(item.toString());
    return texts.join(u',').toUtf8();
}

} // namespace

Cors::Cors(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

http::Headers Cors::originHeaders(const QByteArray &origin) const
{
    const base::Json &origins = m_plugin.config[u"origins"];
    const bool credentials = m_plugin.config[u"credentials"].toBool();
    http::Headers headers;
    if (origins.size() == 0 || origins.at(0).toString() == "*"_L1) {
        if (!credentials || origin.isEmpty())
            return {{"Access-Control-Allow-Origin"_ba, "*"_ba}};
        return {{"vary"_ba, "Origin"_ba},
                {"Access-Control-Allow-Origin"_ba, origin},
                {"Access-Control-Allow-Credentials"_ba, "true"_ba}};
    }
    headers.append({"vary"_ba, "Origin"_ba});
    // With one configured origin Kong names it whoever asks (golden/kong 569).
    if (origins.size() == 1)
        headers.append({"Access-Control-Allow-Origin"_ba, origins.at(0).toString().toUtf8()});
    else if (origins.items().contains(base::Json(QString::fromUtf8(origin))))
        headers.append({"Access-Control-Allow-Origin"_ba, origin});
    if (credentials)
        headers.append({"Access-Control-Allow-Credentials"_ba, "true"_ba});
    return headers;
}

Flow Cors::access(Exchange *exchange)
{
    const QByteArray origin = exchange->clientHeader("Origin");
    if (exchange->client().method != "OPTIONS" || origin.isEmpty()
        || exchange->clientHeader("Access-Control-Request-Method").isEmpty())
        return Flow::Next;
    m_preflight = true;
    const base::Json &config = m_plugin.config;
    http::Headers headers = originHeaders(origin);
    const QByteArray asked = exchange->clientHeader("Access-Control-Request-Headers");
    const QByteArray allowed = config[u"headers"].size() > 0 ? joined(config[u"headers"]) : asked;
    if (!allowed.isEmpty())
        headers.append({"Access-Control-Allow-Headers"_ba, allowed});
    headers.append({"Access-Control-Allow-Methods"_ba, joined(config[u"methods"])});
    if (config[u"max_age"].isNumber())
        headers.append({"Access-Control-Max-Age"_ba, config[u"max_age"].numberText()});
    return exchange->exit(200, headers, {});
}

void Cors::headerFilter(Exchange *exchange, ReplyHead *head)
{
    const QByteArray origin = exchange->clientHeader("Origin");
    if (m_preflight || (origin.isEmpty() && !m_plugin.config[u"allow_origin_absent"].toBool()))
        return;
    for (const http::Header &header : originHeaders(origin))
        setHeader(&head->headers, header.name, header.value);
    if (m_plugin.config[u"exposed_headers"].size() > 0)
        setHeader(&head->headers, "Access-Control-Expose-Headers"_ba, joined(m_plugin.config[u"exposed_headers"]));
}

} // namespace demo
