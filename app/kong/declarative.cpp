// SPDX-License-Identifier: Apache-2.0
#include "kong/declarative.h"

#include "kong/entityid.h"
#include "kong/pluginorder.h"
#include "kong/schemadefaults.h"
#include "kong/yamlreader.h"

#include <QtCore/QUrl>

#include <optional>

using namespace Qt::StringLiterals;

namespace kong {

namespace {

QStringList strings(const base::Json &array)
{
    QStringList list;
    for (const base::Json &item : array.items())
        list.append(item.isString() ? item.toString() : QString::fromLatin1(item.numberText()));
    return list;
}

base::Json reference(const QString &id)
{
    return id.isEmpty() ? base::Json() : base::Json::object({{u"id"_s, id}});
}

/// Walks the document once; the first fault ends it.
class Reader
{
public:
    explicit Reader(qint64 now)
        : m_now(now)
    { }

    base::Result<Configuration> read(const QByteArray &yaml)
    {
        const auto document = readYaml(yaml);
        if (!document)
            return tl::unexpected(document.error());
        if (!document->isObject())
            return tl::unexpected(
                base::Error(base::ErrorKind::InvalidInput, u"The configuration is not a YAML map."_s));
        if ((*document)[u"_format_version"].isNull())
            fail(u"_format_version: required field missing"_s);
        m_result.source = yaml;
        readAll(*document);
        if (m_error)
            return tl::unexpected(*m_error);
        return m_result;
    }

private:
    /// The parents of an entity nested into another one.
    struct Scope
    {
        QString routeId;
        QString serviceId;
        QString consumerId;
    };

    void fail(const QString &what)
    {
        if (!m_error)
            m_error = base::Error(base::ErrorKind::InvalidInput, u"The configuration is invalid: "_s + what);
    }

    void readAll(const base::Json &document)
    {
        for (const base::Json &item : document[u"upstreams"].items())
            addUpstream(item);
        for (const base::Json &item : document[u"services"].items())
            addService(item);
        for (const base::Json &item : document[u"routes"].items())
            addRoute(item, {});
        for (const base::Json &item : document[u"consumers"].items())
            addConsumer(item);
        addPlugins(document[u"plugins"], {});
    }

    base::Json stamped(base::Json data, const QString &id)
    {
        data.insert(u"id"_s, id);
        data.insert(u"created_at"_s, m_now);
        data.insert(u"updated_at"_s, m_now);
        return data;
    }

    /// Fills what all entities have. `nested`: members that are entities of their own and not fields.
    void begin(Entity *entity, const QString &kind, const base::Json &item, const QStringList &nested)
    {
        entity->name = item[u"name"].toString();
        entity->tags = strings(item[u"tags"]);
        base::Json written = item;
        for (const QString &name : nested)
            written.remove(name);
        entity->id = item[u"id"].toString(entityId(kind, entity->name));
        entity->data = stamped(overlaid(entityDefaults(kind), written), entity->id);
    }

    void addService(const base::Json &item)
    {
        base::Json written = item;
        if (item[u"url"].isString())
            written = withoutUrl(item);
        Service service;
        begin(&service, u"services"_s, written, {u"routes"_s, u"plugins"_s});
        const base::Json &data = service.data;
        service.host = data[u"host"].toString();
        if (service.host.isEmpty())
            fail(u"service %1: host: required field missing"_s.arg(service.name));
        service.protocol = data[u"protocol"].toString();
        service.port = int(data[u"port"].toInt64());
        service.path = data[u"path"].toString();
        service.connectTimeout = std::chrono::milliseconds(data[u"connect_timeout"].toInt64());
        service.readTimeout = std::chrono::milliseconds(data[u"read_timeout"].toInt64());
        service.retries = int(data[u"retries"].toInt64());
        service.enabled = data[u"enabled"].toBool(true);
        m_result.services.append(service);
        for (const base::Json &route : item[u"routes"].items())
            addRoute(route, service.id);
        addPlugins(item[u"plugins"], {{}, service.id, {}});
    }

    static base::Json withoutUrl(const base::Json &item)
    {
        const QUrl url(item[u"url"].toString());
        base::Json written = item;
        written.remove(u"url");
        written.insert(u"protocol"_s, url.scheme());
        written.insert(u"host"_s, url.host());
        written.insert(u"port"_s, url.port(url.scheme() == "https"_L1 ? 443 : 80));
        if (!url.path().isEmpty())
            written.insert(u"path"_s, url.path());
        return written;
    }

    void addRoute(const base::Json &item, const QString &serviceId)
    {
        Route route;
        begin(&route, u"routes"_s, item, {u"plugins"_s});
        route.serviceId = serviceId;
        if (serviceId.isEmpty() && item[u"service"].isString())
            route.serviceId = idOf(m_result.service(item[u"service"].toString()), item[u"service"]);
        route.data.insert(u"service"_s, reference(route.serviceId));
        const base::Json &data = route.data;
        route.protocols = strings(data[u"protocols"]);
        route.methods = strings(data[u"methods"]);
        route.hosts = strings(data[u"hosts"]);
        route.paths = strings(data[u"paths"]);
        for (const auto &[name, values] : data[u"headers"].members())
            route.headers.append({name.toUtf8(), strings(values)});
        route.regexPriority = int(data[u"regex_priority"].toInt64());
        route.httpsRedirectStatus = int(data[u"https_redirect_status_code"].toInt64());
        route.stripPath = data[u"strip_path"].toBool();
        route.preserveHost = data[u"preserve_host"].toBool();
        route.responseBuffering = data[u"response_buffering"].toBool();
        if (route.methods.isEmpty() && route.hosts.isEmpty() && route.paths.isEmpty() && route.headers.isEmpty())
            fail(u"route %1: must set one of 'methods', 'hosts', 'headers', 'paths', 'snis'"_s.arg(route.name));
        m_result.routes.append(route);
        addPlugins(item[u"plugins"], {route.id, {}, {}});
    }

    template <typename T> QString idOf(const T *found, const base::Json &named)
    {
        if (!found)
            fail(u"invalid reference '%1'"_s.arg(named.toString()));
        return found ? found->id : QString();
    }

    void addConsumer(const base::Json &item)
    {
        Consumer consumer;
        consumer.name = item[u"username"].toString();
        consumer.customId = item[u"custom_id"].toString();
        consumer.tags = strings(item[u"tags"]);
        consumer.id = item[u"id"].toString(entityId(u"consumers"_s, consumer.name));
        consumer.data = stamped(
            base::Json::object(
                {{u"custom_id"_s, item[u"custom_id"]}, {u"tags"_s, item[u"tags"]}, {u"username"_s, item[u"username"]}}),
            consumer.id);
        m_result.consumers.append(consumer);
        addCredentials(&m_result.keys, item[u"keyauth_credentials"], u"key"_s, consumer);
        addCredentials(&m_result.logins, item[u"basicauth_credentials"], u"username"_s, consumer);
        addCredentials(&m_result.tokenSecrets, item[u"jwt_secrets"], u"key"_s, consumer);
        addCredentials(&m_result.groups, item[u"acls"], u"group"_s, consumer);
        addPlugins(item[u"plugins"], {{}, {}, consumer.id});
    }

    void addCredentials(QList<Credential> *list, const base::Json &items, const QString &keyField,
                        const Consumer &consumer)
    {
        for (const base::Json &item : items.items()) {
            Credential credential;
            credential.consumerId = consumer.id;
            credential.tags = strings(item[u"tags"]);
            credential.id = item[u"id"].toString(
                entityId(u"credentials"_s, keyField + u':' + item[keyField].toString() + u':' + consumer.id));
            base::Json data = overlaid(base::Json::object({{u"created_at"_s, m_now}, {u"tags"_s, {}}}), item);
            data.insert(u"id"_s, credential.id);
            data.insert(u"consumer"_s, reference(consumer.id));
            credential.data = data;
            list->append(credential);
        }
    }

    void addUpstream(const base::Json &item)
    {
        Upstream upstream;
        begin(&upstream, u"upstreams"_s, item, {u"targets"_s});
        upstream.healthchecks = upstream.data[u"healthchecks"];
        for (const base::Json &target : item[u"targets"].items())
            upstream.targets.append(readTarget(target, upstream));
        m_result.upstreams.append(upstream);
    }

    Target readTarget(const base::Json &item, const Upstream &upstream)
    {
        Target target;
        target.name = item[u"target"].toString();
        target.tags = strings(item[u"tags"]);
        target.weight = int(item[u"weight"].toInt64(100));
        target.host = target.name.section(u':', 0, 0);
        target.port = target.name.section(u':', 1).toInt();
        target.id = entityId(u"targets"_s, target.name + u':' + upstream.id);
        base::Json data = base::Json::object({{u"tags"_s, item[u"tags"]},
                                              {u"target"_s, target.name},
                                              {u"created_at"_s, m_now},
                                              {u"weight"_s, target.weight},
                                              {u"upstream"_s, reference(upstream.id)}});
        target.data = stamped(data, target.id);
        return target;
    }

    void addPlugins(const base::Json &items, const Scope &scope)
    {
        for (const base::Json &item : items.items())
            addPlugin(item, scope);
    }

    QString scopeId(const base::Json &item, const QString &member, const QString &nested)
    {
        if (!nested.isEmpty() || !item[member].isString())
            return nested;
        const QString name = item[member].toString();
        if (member == "route"_L1)
            return idOf(m_result.route(name), item[member]);
        if (member == "service"_L1)
            return idOf(m_result.service(name), item[member]);
        return idOf(m_result.consumer(name), item[member]);
    }

    void addPlugin(const base::Json &item, const Scope &scope)
    {
        Plugin plugin;
        plugin.name = item[u"name"].toString();
        if (!pluginPriority(plugin.name))
            fail(u"plugin '%1' not enabled; add it to the 'plugins' configuration property"_s.arg(plugin.name));
        plugin.routeId = scopeId(item, u"route"_s, scope.routeId);
        plugin.serviceId = scopeId(item, u"service"_s, scope.serviceId);
        plugin.consumerId = scopeId(item, u"consumer"_s, scope.consumerId);
        plugin.instanceName = item[u"instance_name"].toString();
        plugin.tags = strings(item[u"tags"]);
        plugin.enabled = item[u"enabled"].toBool(true);
        plugin.config = pluginConfig(plugin.name, item[u"config"]);
        plugin.protocols = protocolsOf(plugin.name, item);
        const QStringList key{u"plugins"_s, plugin.name, plugin.routeId, plugin.serviceId, plugin.consumerId};
        plugin.id = item[u"id"].toString(entityId(u"plugins"_s, key.join(u':')));
        plugin.data = pluginData(plugin, item);
        m_result.plugins.append(plugin);
    }

    static QStringList protocolsOf(const QString &name, const base::Json &item)
    {
        if (item[u"protocols"].isArray())
            return strings(item[u"protocols"]);
        if (name == "ip-restriction"_L1)
            return {u"http"_s, u"https"_s, u"tcp"_s, u"tls"_s, u"grpc"_s, u"grpcs"_s};
        return {u"grpc"_s, u"grpcs"_s, u"http"_s, u"https"_s};
    }

    base::Json pluginData(const Plugin &plugin, const base::Json &item)
    {
        base::Json protocols = base::Json::array();
        for (const QString &protocol : plugin.protocols)
            protocols.append(protocol);
        return stamped(base::Json::object({{u"tags"_s, item[u"tags"]},
                                           {u"protocols"_s, protocols},
                                           {u"instance_name"_s, item[u"instance_name"]},
                                           {u"config"_s, plugin.config},
                                           {u"id"_s, plugin.id},
                                           {u"route"_s, reference(plugin.routeId)},
                                           {u"updated_at"_s, m_now},
                                           {u"enabled"_s, plugin.enabled},
                                           {u"service"_s, reference(plugin.serviceId)},
                                           {u"name"_s, plugin.name},
                                           {u"created_at"_s, m_now},
                                           {u"consumer"_s, reference(plugin.consumerId)}}),
                       plugin.id);
    }

    qint64 m_now;
    Configuration m_result;
    std::optional<base::Error> m_error;
};

} // namespace

base::Result<Configuration> readDeclarative(const QByteArray &yaml, qint64 now)
{
    return Reader(now).read(yaml);
}

} // namespace kong
