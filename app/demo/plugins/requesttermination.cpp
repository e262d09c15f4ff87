// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/requesttermination.h"

#include "demo/exchange.h"
#include "kong/entityid.h"
#include "kong/errorbody.h"

#include <QtCore/QSysInfo>
#include <QtCore/QUrlQuery>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

/// Without the members that are null: Kong's Lua tables do not keep them.
base::Json withoutNulls(const base::Json &object)
{
    QList<base::Json::Member> members = object.members();
    members.removeIf([](const base::Json::Member &member) { return member.second.isNull(); });
    return base::Json::object(std::move(members));
}

base::Json entity(const base::Json &data)
{
    base::Json json = withoutNulls(data);
    json.insert(u"ws_id"_s, kong::defaultWorkspaceId());
    return json;
}

} // namespace

RequestTermination::RequestTermination(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

Flow RequestTermination::access(Exchange *exchange)
{
    const base::Json &config = m_plugin.config;
    const QByteArray trigger = config[u"trigger"].toString().toUtf8();
    const QUrlQuery query(QString::fromUtf8(exchange->client().query()));
    if (!trigger.isEmpty() && exchange->clientHeader(trigger).isEmpty()
        && !query.hasQueryItem(QString::fromUtf8(trigger)))
        return Flow::Next;
    const int status = int(config[u"status_code"].toInt64(503));
    const http::Headers json{{"Content-Type"_ba, "application/json; charset=utf-8"_ba}};
    if (config[u"echo"].toBool())
        return exchange->exit(status, json, echo(exchange).write());
    if (config[u"body"].isString()) {
        const QByteArray type = config[u"content_type"].toString(u"application/json; charset=utf-8"_s).toUtf8();
        return exchange->exit(status, {{"Content-Type"_ba, type}}, config[u"body"].toString().toUtf8());
    }
    const QString message = config[u"message"].toString(QString::fromLatin1(kong::nginxErrorMessage(status)));
    return exchange->exit(status, json, base::Json::object({{u"message"_s, message}}).write());
}

base::Json RequestTermination::echo(Exchange *exchange) const
{
    base::Json result = base::Json::object({{u"kong"_s,
                                             base::Json::object({{u"node_id"_s, exchange->core()->nodeId()},
                                                                 {u"hostname"_s, QSysInfo::machineHostName()},
                                                                 {u"worker_pid"_s, qint64(::getpid())}})}});
    result.insert(u"request"_s, echoedRequest(exchange));
    result.insert(u"matched_route"_s, entity(exchange->match().route->data));
    if (exchange->match().service)
        result.insert(u"matched_service"_s, entity(exchange->match().service->data));
    return result;
}

base::Json RequestTermination::echoedRequest(Exchange *exchange) const
{
    const http::ServerRequest &client = exchange->client();
    base::Json headers = base::Json::object();
    for (const http::Header &header : client.headers)
        headers.insert(QString::fromLatin1(header.name.toLower()), QString::fromUtf8(header.value));
    base::Json query = base::Json::object();
    for (const auto &[name, value] : QUrlQuery(QString::fromUtf8(client.query())).queryItems(QUrl::FullyDecoded))
        query.insert(name, value);
    base::Json named = base::Json::object();
    for (auto it = exchange->match().namedCaptures.cbegin(); it != exchange->match().namedCaptures.cend(); ++it)
        named.insert(it.key(), it.value());
    base::Json unnamed = base::Json::array();
    for (const QString &capture : exchange->match().captures)
        unnamed.append(capture);
    const QByteArray host = exchange->clientHeader("Host");
    return base::Json::object({{u"uri_captures"_s, base::Json::object({{u"unnamed"_s, unnamed}, {u"named"_s, named}})},
                               {u"query"_s, query},
                               {u"headers"_s, headers},
                               {u"raw_body"_s, QString::fromUtf8(client.body)},
                               {u"port"_s, int(exchange->core()->port)},
                               {u"scheme"_s, u"http"_s},
                               {u"host"_s, QString::fromUtf8(host.split(':').first())},
                               {u"path"_s, QString::fromUtf8(client.path())},
                               {u"body"_s, base::Json::parse(client.body).value_or(base::Json())},
                               {u"method"_s, QString::fromLatin1(client.method)}});
}

} // namespace demo
