// SPDX-License-Identifier: Apache-2.0
#include "demo/adminapi.h"

#include "demo/headers.h"
#include "demo/models/dice.h"
#include "demo/replywriter.h"
#include "kong/errorbody.h"
#include "kong/pluginorder.h"

#include <QtCore/QSysInfo>
#include <QtCore/QUuid>

#include <algorithm>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

base::Json message(const QString &text)
{
    return base::Json::object({{u"message"_s, text}});
}

/// Collections of a DB-less node that this gateway never fills.
bool isEmptyCollection(const QString &name)
{
    static const QStringList names{u"certificates"_s, u"ca_certificates"_s, u"snis"_s,   u"vaults"_s,       u"keys"_s,
                                   u"key-sets"_s,     u"hmac-auths"_s,      u"oauth2"_s, u"filter-chains"_s};
    return names.contains(name);
}

bool isCollection(const QString &name)
{
    static const QStringList names{u"services"_s, u"routes"_s,    u"consumers"_s,   u"plugins"_s, u"upstreams"_s,
                                   u"targets"_s,  u"key-auths"_s, u"basic-auths"_s, u"jwts"_s,    u"acls"_s};
    return names.contains(name) || isEmptyCollection(name);
}

template <typename T> QList<base::Json> dataOf(const QList<T> &list)
{
    QList<base::Json> result(list.size());
    std::ranges::transform(list, result.begin(), &T::data);
    return result;
}

/// Those whose reference `member` names that id.
QList<base::Json> belonging(const QList<base::Json> &items, const QString &member, const QString &id)
{
    QList<base::Json> result = items;
    result.removeIf([&](const base::Json &item) { return item[member][u"id"].toString() != id; });
    return result;
}

base::Json stringArray(const QStringList &texts)
{
    return base::Json::array(QList<base::Json>(texts.cbegin(), texts.cend()));
}

} // namespace

AdminApi::AdminApi(GatewayCore *core)
    : m_core(core)
    , m_started(std::chrono::steady_clock::now())
{ }

void AdminApi::handle(const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response)
{
    ++m_requests;
    Query query{request.method, {}, QUrlQuery(QString::fromUtf8(request.query()))};
    for (const QByteArray &segment : request.path().split('/')) {
        if (!segment.isEmpty())
            query.path.append(QString::fromUtf8(QByteArray::fromPercentEncoding(segment)));
    }
    const Answer reply = answer(query);
    const QByteArray body = reply.text.isEmpty() && !reply.body.isNull() ? reply.body.write() : reply.text;
    ReplyHead head{reply.status, kong::nginxReason(reply.status), {}};
    head.headers.append({"Date"_ba, httpDate(QDateTime::currentDateTimeUtc())});
    if (reply.status != 204 && !http::hasHeader(reply.headers, "Content-Type"))
        head.headers.append({"Content-Type"_ba, "application/json; charset=utf-8"_ba});
    head.headers.append(
        {{"Access-Control-Allow-Origin"_ba, "*"_ba}, {"Access-Control-Allow-Credentials"_ba, "true"_ba}});
    head.headers += reply.headers;
    const auto spent = std::chrono::steady_clock::now() - request.at;
    const auto latency = std::chrono::duration_cast<std::chrono::milliseconds>(spent).count();
    head.headers.append(
        {{"X-Kong-Admin-Latency"_ba, QByteArray::number(qint64(latency))}, {"Server"_ba, "kong/3.10.0"_ba}});
    ReplyWriter(request, response).sendWhole(head, body);
}

AdminApi::Answer AdminApi::answer(const Query &query) const
{
    if (query.method == "GET" || query.method == "HEAD")
        return read(query);
    if (query.method == "OPTIONS" && query.path.size() == 1 && isCollection(query.path.first())) {
        const QByteArray methods = "GET, HEAD, OPTIONS, POST"_ba;
        return {204,
                {},
                {},
                {{"Access-Control-Allow-Headers"_ba, "Content-Type"_ba},
                 {"Allow"_ba, methods},
                 {"Access-Control-Allow-Methods"_ba, methods}}};
    }
    return write(query);
}

AdminApi::Answer AdminApi::write(const Query &query) const
{
    if (query.path.isEmpty() || query.path.first() == "status"_L1)
        return {405, message(u"Method not allowed"_s), {}, {}};
    if (!isCollection(query.path.first()))
        return {404, message(u"Not found"_s), {}, {}};
    const QString kind = query.path.first();
    static const QHash<QByteArray, QString> verbs{
        {"PUT"_ba, u"create or update"_s}, {"PATCH"_ba, u"update"_s}, {"DELETE"_ba, u"remove"_s}};
    const QString which = query.path.size() > 1 && QUuid(query.path.at(1)).isNull() ? u" by 'name'"_s : QString();
    const QString verb = u"%1 '%2' entities%3"_s.arg(verbs.value(query.method, u"create"_s), kind, which);
    const base::Json body = base::Json::object({{u"code"_s, 12},
                                                {u"name"_s, u"operation unsupported"_s},
                                                {u"message"_s, u"cannot %1 when not using a database"_s.arg(verb)}});
    return {405, body, {}, {}};
}

AdminApi::Answer AdminApi::read(const Query &query) const
{
    const QStringList &path = query.path;
    if (path.isEmpty())
        return {200, root(), {}, {}};
    const QString &first = path.first();
    if (path.size() == 1 && first == "status"_L1)
        return {200, status(), {}, {}};
    if (path.size() == 1 && first == "config"_L1) {
        const QString yaml = QString::fromUtf8(m_core->configuration().source);
        return {200, base::Json::object({{u"config"_s, yaml}}), {}, {}};
    }
    // Kong 3.10 fails on its own tag index without a database (golden/kong 832).
    if (first == "tags"_L1)
        return {500, message(u"An unexpected error occurred"_s), {}, {}};
    if (path == QStringList{u"plugins"_s, u"enabled"_s}) {
        base::Json names = base::Json::array();
        for (const kong::PluginKind &kind : kong::pluginKinds())
            names.append(QString(kind.name));
        return {200, base::Json::object({{u"enabled_plugins"_s, names}}), {}, {}};
    }
    if (!isCollection(first))
        return {404, message(u"Not found"_s), {}, {}};
    if (path.size() == 1)
        return collection(query);
    if (path.size() == 2) {
        const base::Json found = entity(first, path.at(1));
        return found.isNull() ? Answer{404, message(u"Not found"_s), {}, {}} : Answer{200, found, {}, {}};
    }
    return nested(query);
}

AdminApi::Answer AdminApi::collection(const Query &query) const
{
    const QString &kind = query.path.first();
    const QString tags = query.parameters.queryItemValue(u"tags"_s, QUrl::FullyDecoded);
    if (kind == "consumers"_L1 && !tags.isEmpty())
        return {500, message(u"An unexpected error occurred"_s), {}, {}};
    QList<base::Json> items = entities(kind);
    const bool any = tags.contains(u'/');
    for (const QString &wanted : tags.isEmpty() || any ? QStringList() : tags.split(u','))
        items.removeIf([&](const base::Json &item) { return !item[u"tags"].items().contains(base::Json(wanted)); });
    if (any) {
        const QStringList wanted = tags.split(u'/');
        items.removeIf([&](const base::Json &item) {
            const QList<base::Json> &has = item[u"tags"].items();
            return std::none_of(wanted.begin(), wanted.end(),
                                [&](const QString &t) { return has.contains(base::Json(t)); });
        });
    }
    return page(items, query, u'/' + kind);
}

AdminApi::Answer AdminApi::nested(const Query &query) const
{
    const QString &kind = query.path.at(0);
    const QString &what = query.path.at(2);
    const base::Json parent = entity(kind, query.path.at(1));
    if (parent.isNull())
        return {404, message(u"Not found"_s), {}, {}};
    const kong::Upstream *pool
        = kind == "upstreams"_L1 ? m_core->configuration().upstream(parent[u"id"].toString()) : nullptr;
    if (pool && what == "health"_L1)
        return health(*pool, query);
    if (pool && what == "targets"_L1)
        return page(dataOf(pool->targets), query, u'/' + query.path.join(u'/'));
    static const QHash<QString, QString> sources{{u"key-auth"_s, u"key-auths"_s}, {u"basic-auth"_s, u"basic-auths"_s},
                                                 {u"jwt"_s, u"jwts"_s},           {u"acls"_s, u"acls"_s},
                                                 {u"plugins"_s, u"plugins"_s},    {u"routes"_s, u"routes"_s}};
    if (!sources.contains(what) || query.path.size() > 3)
        return {404, message(u"Not found"_s), {}, {}};
    const QString owner = kind.chopped(1);
    return page(belonging(entities(sources.value(what)), owner, parent[u"id"].toString()), query,
                u'/' + query.path.join(u'/'));
}

AdminApi::Answer AdminApi::page(QList<base::Json> items, const Query &query, const QString &path) const
{
    const QString sizeText = query.parameters.queryItemValue(u"size"_s);
    const int size = sizeText.isEmpty() ? 100 : sizeText.toInt();
    if (size < 1 || size > 1000)
        return {400,
                base::Json::object({{u"code"_s, 9},
                                    {u"name"_s, u"invalid size"_s},
                                    {u"message"_s, u"size must be an integer between 1 and 1000"_s}}),
                {},
                {}};
    const auto idOf = [](const base::Json &item) { return item[u"id"].toString(); };
    std::sort(items.begin(), items.end(), [&](const auto &a, const auto &b) { return idOf(a) < idOf(b); });
    const QByteArray offset = query.parameters.queryItemValue(u"offset"_s, QUrl::FullyDecoded).toLatin1();
    if (!offset.isEmpty()) {
        const QString from = QString::fromLatin1(QByteArray::fromBase64(offset, QByteArray::Base64UrlEncoding));
        const bool known
            = std::any_of(items.begin(), items.end(), [&](const auto &item) { return idOf(item) == from; });
        items.removeIf([&](const base::Json &item) { return !known || idOf(item) < from; });
    }
    base::Json body = base::Json::object();
    base::Json next;
    if (items.size() > size) {
        const QByteArray token
            = idOf(items.at(size)).toLatin1().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        body.insert(u"offset"_s, QString::fromLatin1(token));
        next = u"%1?offset=%2"_s.arg(path, QString::fromLatin1(token));
        if (!sizeText.isEmpty())
            next = u"%1&size=%2"_s.arg(next.toString()).arg(size);
    }
    body.insert(u"data"_s, base::Json::array(items.mid(0, size)));
    body.insert(u"next"_s, next);
    return {200, body, {}, {}};
}

QList<base::Json> AdminApi::entities(const QString &collection) const
{
    const kong::Configuration &all = m_core->configuration();
    if (collection == "services"_L1)
        return dataOf(all.services);
    if (collection == "routes"_L1)
        return dataOf(all.routes);
    if (collection == "consumers"_L1)
        return dataOf(all.consumers);
    if (collection == "plugins"_L1)
        return dataOf(all.plugins);
    if (collection == "upstreams"_L1)
        return dataOf(all.upstreams);
    if (collection == "key-auths"_L1)
        return dataOf(all.keys);
    if (collection == "jwts"_L1)
        return dataOf(all.tokenSecrets);
    if (collection == "acls"_L1)
        return dataOf(all.groups);
    QList<base::Json> list;
    if (collection == "basic-auths"_L1) {
        for (base::Json login : dataOf(all.logins)) {
            login.remove(u"password");
            list.append(login);
        }
    } else if (collection == "targets"_L1) {
        for (const kong::Upstream &pool : all.upstreams)
            list += dataOf(pool.targets);
    }
    return list;
}

base::Json AdminApi::entity(const QString &collection, const QString &idOrName) const
{
    static const QStringList nameFields{u"name"_s, u"username"_s, u"key"_s, u"target"_s};
    for (const base::Json &item : entities(collection)) {
        if (item[u"id"].toString() == idOrName)
            return item;
        for (const QString &field : nameFields) {
            if (collection != "plugins"_L1 && item[field].isString() && item[field].toString() == idOrName)
                return item;
        }
    }
    return {};
}

AdminApi::Answer AdminApi::health(const kong::Upstream &pool, const Query &query) const
{
    base::Json body = base::Json::object({{u"next"_s, {}}});
    if (query.parameters.queryItemValue(u"balancer_health"_s) == "1"_L1) {
        body.insert(u"data"_s, balancerHealth(pool));
    } else {
        base::Json targets = base::Json::array();
        for (const kong::Target &target : pool.targets)
            targets.append(targetHealth(pool, target));
        body.insert(u"data"_s, targets);
    }
    body.insert(u"node_id"_s, m_core->nodeId());
    return {200, body, {}, {}};
}

namespace {

QString healthName(Balancer::Health health)
{
    switch (health) {
    case Balancer::Health::Healthy:
        return u"HEALTHY"_s;
    case Balancer::Health::Unhealthy:
        return u"UNHEALTHY"_s;
    case Balancer::Health::ChecksOff:
        break;
    }
    return u"HEALTHCHECKS_OFF"_s;
}

base::Json weights(int total, int unavailable)
{
    return base::Json::object(
        {{u"total"_s, total}, {u"unavailable"_s, unavailable}, {u"available"_s, total - unavailable}});
}

base::Json hostEntry(const kong::Target &target, bool healthy, const base::Json &address)
{
    return base::Json::object({{u"dns"_s, u"A"_s},
                               {u"weight"_s, weights(target.weight, healthy ? 0 : target.weight)},
                               {u"port"_s, target.port},
                               {u"host"_s, target.host},
                               {u"addresses"_s, base::Json::array({address})},
                               {u"nodeWeight"_s, target.weight}});
}

} // namespace

base::Json AdminApi::targetHealth(const kong::Upstream &pool, const kong::Target &target) const
{
    const Balancer::Health health = m_core->balancer()->health(pool, target);
    const base::Json address = base::Json::object({{u"ip"_s, target.host},
                                                   {u"weight"_s, target.weight},
                                                   {u"port"_s, target.port},
                                                   {u"health"_s, healthName(health)}});
    base::Json json = target.data;
    json.insert(u"data"_s, hostEntry(target, health != Balancer::Health::Unhealthy, address));
    json.insert(u"health"_s, healthName(health));
    return json;
}

base::Json AdminApi::balancerHealth(const kong::Upstream &pool) const
{
    base::Json hosts = base::Json::array();
    int total = 0;
    int unavailable = 0;
    for (const kong::Target &target : pool.targets) {
        const bool healthy = m_core->balancer()->health(pool, target) != Balancer::Health::Unhealthy;
        total += target.weight;
        unavailable += healthy ? 0 : target.weight;
        hosts.append(hostEntry(target, healthy,
                               base::Json::object({{u"healthy"_s, healthy},
                                                   {u"ip"_s, target.host},
                                                   {u"port"_s, target.port},
                                                   {u"weight"_s, target.weight}})));
    }
    const bool healthy = unavailable < total;
    const base::Json details = base::Json::object(
        {{u"healthy"_s, healthy}, {u"weight"_s, weights(total, unavailable)}, {u"hosts"_s, hosts}});
    const QString word = healthName(healthy ? Balancer::Health::Healthy : Balancer::Health::Unhealthy);
    return base::Json::object(
        {{u"details"_s, details}, {u"id"_s, pool.id}, {u"health"_s, word}, {u"balancer_health"_s, word}});
}

base::Json AdminApi::root() const
{
    base::Json available = base::Json::object();
    for (const kong::PluginKind &kind : kong::pluginKinds())
        available.insert(QString(kind.name),
                         base::Json::object({{u"priority"_s, kind.priority}, {u"version"_s, u"3.10.0"_s}}));
    const QString port = QString::number(m_core->port);
    const base::Json configuration = base::Json::object({{u"database"_s, u"off"_s},
                                                         {u"role"_s, u"traditional"_s},
                                                         {u"router_flavor"_s, u"traditional"_s},
                                                         {u"allow_debug_header"_s, true},
                                                         {u"proxy_listen"_s, stringArray({u"127.0.0.1:"_s + port})},
                                                         {u"nginx_worker_processes"_s, u"1"_s}});
    return base::Json::object(
        {{u"version"_s, u"3.10.0"_s},
         {u"edition"_s, u"community"_s},
         {u"tagline"_s, u"Welcome to kong"_s},
         {u"hostname"_s, QSysInfo::machineHostName()},
         {u"node_id"_s, m_core->nodeId()},
         {u"lua_version"_s, u"LuaJIT 2.1-20240314"_s},
         {u"pids"_s,
          base::Json::object({{u"master"_s, qint64(::getppid())},
                              {u"workers"_s, base::Json::array({base::Json(qint64(::getpid()))})}})},
         {u"timers"_s, base::Json::object({{u"running"_s, 0}, {u"pending"_s, 1}})},
         {u"plugins"_s,
          base::Json::object(
              {{u"available_on_server"_s, available}, {u"enabled_in_cluster"_s, stringArray(m_core->plan().names())}})},
         {u"configuration"_s, configuration}});
}

base::Json AdminApi::status() const
{
    base::Json server = base::Json::object();
    for (const QString &name : {u"connections_active"_s, u"connections_writing"_s})
        server.insert(name, 1);
    for (const QString &name : {u"connections_reading"_s, u"connections_waiting"_s})
        server.insert(name, 0);
    for (const QString &name : {u"connections_accepted"_s, u"connections_handled"_s, u"total_requests"_s})
        server.insert(name, m_requests);
    const base::Json worker
        = base::Json::object({{u"http_allocated_gc"_s, u"1.00 MiB"_s}, {u"pid"_s, qint64(::getpid())}});
    const base::Json memory = base::Json::object(
        {{u"lua_shared_dicts"_s, base::Json::object()}, {u"workers_lua_vms"_s, base::Json::array({worker})}});
    const QByteArray hash = QByteArray::number(Dice::seedOf(m_core->configuration().source), 16);
    return base::Json::object({{u"configuration_hash"_s, QString::fromLatin1(hash.rightJustified(32, '0'))},
                               {u"server"_s, server},
                               {u"memory"_s, memory}});
}

} // namespace demo
