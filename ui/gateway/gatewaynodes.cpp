// SPDX-License-Identifier: Apache-2.0
#include "ui/gateway/gatewaynodes.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using Kind = GatewayNode::Kind;

const QString faultHeader = u"x-demo-fault"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::GatewayNodes", text);
}

QString counted(qsizetype number, const QString &one, const QString &many)
{
    return number == 1 ? one : many.arg(number);
}

QString joined(const base::Json &list, const QString &separator)
{
    QStringList words;
    for (const base::Json &item : list.items())
        words.append(item.toString());
    return words.join(separator);
}

QString nameOf(const base::Json &entity)
{
    const QString name = entity[u"name"].toString();
    return name.isEmpty() ? entity[u"id"].toString() : name;
}

QString idIn(const base::Json &entity, QStringView what)
{
    return entity[what][u"id"].toString();
}

QString addressOf(const base::Json &service)
{
    return u"%1://%2:%3%4"_s.arg(service[u"protocol"].toString(), service[u"host"].toString(),
                                 QString::number(service[u"port"].toInt64()), service[u"path"].toString());
}

QString matchOf(const base::Json &route)
{
    QStringList parts;
    for (const QStringView key : {u"methods", u"hosts", u"paths"}) {
        if (const QString words = joined(route[key], u", "_s); !words.isEmpty())
            parts.append(words);
    }
    for (const auto &[header, values] : route[u"headers"].members())
        parts.append(u"%1: %2"_s.arg(header, joined(values, u", "_s)));
    return parts.join(u"  "_s);
}

QString modelOf(const base::Json &target)
{
    QStringList words{target[u"model"][u"provider"].toString(), target[u"model"][u"name"].toString()};
    words.removeAll(QString());
    return words.join(u" · "_s);
}

QString limitsOf(const base::Json &config)
{
    static constexpr std::array<std::pair<QStringView, const char *>, 4> windows{{
        {u"second", QT_TRANSLATE_NOOP("ui::GatewayNodes", "%1 calls a second")},
        {u"minute", QT_TRANSLATE_NOOP("ui::GatewayNodes", "%1 calls a minute")},
        {u"hour", QT_TRANSLATE_NOOP("ui::GatewayNodes", "%1 calls an hour")},
        {u"day", QT_TRANSLATE_NOOP("ui::GatewayNodes", "%1 calls a day")},
    }};
    QStringList parts;
    for (const auto &[key, words] : windows) {
        if (config[key].isNumber())
            parts.append(tr(words).arg(config[key].toInt64()));
    }
    return parts.join(u", "_s);
}

/// What a person wants to know of a plugin at a glance; the rest is in its object.
QString settingOf(const base::Json &plugin)
{
    const QString name = plugin[u"name"].toString();
    const base::Json &config = plugin[u"config"];
    if (name == "ai-proxy"_L1)
        return modelOf(config);
    if (name == "ai-proxy-advanced"_L1)
        return counted(config[u"targets"].size(), tr("1 target"), tr("%1 targets"));
    if (name == "key-auth"_L1)
        return tr("header %1").arg(joined(config[u"key_names"], u", "_s));
    if (name == "rate-limiting"_L1)
        return limitsOf(config);
    return plugin[u"instance_name"].toString();
}

/// A route that the demo gateway has only to fail on demand (resources/demo/kong.yml).
bool isFault(const base::Json &route)
{
    return route[u"headers"].contains(faultHeader);
}

/// Builds the list in order.
class Builder
{
public:
    explicit Builder(const gateway::AdminSnapshot &snapshot)
        : m_snapshot(snapshot)
    {
    }

    QList<GatewayNode> build()
    {
        addModels();
        for (const base::Json &service : m_snapshot.services) {
            if (!isForFaults(service))
                addService(-1, service, false);
        }
        addRest();
        addFaults();
        return m_nodes;
    }

private:
    int add(Kind kind, int parent, const QString &name, const QString &detail, const base::Json &entity)
    {
        GatewayNode node;
        node.kind = kind;
        node.name = name;
        node.detail = detail;
        node.entity = entity;
        node.parent = parent;
        node.isOff = !entity[u"enabled"].toBool(true);
        if (node.isOff)
            node.state = tr("off");
        m_nodes.append(node);
        return int(m_nodes.size()) - 1;
    }

    void addModels()
    {
        QList<gateway::OfferedModel> models = gateway::AdminClient::models(m_snapshot);
        models.removeIf([](const auto &model) { return model.neededHeaders.contains(faultHeader, Qt::CaseInsensitive); });
        if (models.isEmpty())
            return;
        // What answers without a special header first.
        std::stable_sort(models.begin(), models.end(), [](const auto &a, const auto &b) {
            return a.neededHeaders.size() < b.neededHeaders.size();
        });
        const int group = add(Kind::Group, -1, tr("Models"), tr("offered for chat"), {});
        m_nodes[group].state = counted(models.size(), tr("1 model"), tr("%1 models"));
        for (const gateway::OfferedModel &model : models) {
            const QString any = model.routeName.isEmpty() ? model.path : model.routeName;
            QStringList words{model.provider, model.name.isEmpty() ? tr("any model") : QString(), model.path};
            words.removeAll(QString());
            const int row = add(Kind::Model, group, model.name.isEmpty() ? any : model.name, words.join(u" · "_s), routeOf(model));
            m_nodes[row].model = model;
            if (!model.neededHeaders.isEmpty())
                m_nodes[row].state = tr("needs %1").arg(model.neededHeaders.join(u", "_s));
            else if (!model.name.isEmpty())
                m_nodes[row].state = model.routeName;
        }
    }

    base::Json routeOf(const gateway::OfferedModel &model) const
    {
        for (const base::Json &route : m_snapshot.routes) {
            if (!model.routeName.isEmpty() && route[u"name"].toString() == model.routeName)
                return route;
        }
        return {};
    }

    /// All its routes are there to fail.
    bool isForFaults(const base::Json &service) const
    {
        bool any = false;
        for (const base::Json &route : m_snapshot.routes) {
            if (idIn(route, u"service") != service[u"id"].toString())
                continue;
            if (!isFault(route))
                return false;
            any = true;
        }
        return any;
    }

    /// With its faults only, or without them.
    void addService(int parent, const base::Json &service, bool faults)
    {
        const int row = add(Kind::Service, parent, nameOf(service), addressOf(service), service);
        const QString id = service[u"id"].toString();
        int count = 0;
        addPlugins(row, u"service", id);
        for (const base::Json &route : m_snapshot.routes) {
            if (idIn(route, u"service") != id || isFault(route) != faults)
                continue;
            addRoute(row, route);
            ++count;
        }
        if (!m_nodes[row].isOff)
            m_nodes[row].state = counted(count, tr("1 route"), tr("%1 routes"));
    }

    /// The demo's faults by themselves, so that one reads first what a gateway really offers.
    void addFaults()
    {
        const auto &routes = m_snapshot.routes;
        const auto number = std::count_if(routes.cbegin(), routes.cend(), isFault);
        if (number == 0)
            return;
        const int group = add(Kind::Group, -1, tr("Fault routes (%1)").arg(number), tr("answer only to %1").arg(faultHeader), {});
        m_nodes[group].isFolded = true;
        for (const base::Json &service : m_snapshot.services) {
            if (isForFaults(service))
                addService(group, service, true);
        }
        for (const base::Json &route : routes) {
            if (isFault(route) && !belongsToFaults(route))
                addRoute(group, route);
        }
    }

    /// It was added with a service that has only faults.
    bool belongsToFaults(const base::Json &route) const
    {
        return std::ranges::any_of(m_snapshot.services, [&](const base::Json &service) {
            return service[u"id"].toString() == idIn(route, u"service") && isForFaults(service);
        });
    }

    void addRoute(int parent, const base::Json &route)
    {
        const int row = add(Kind::Route, parent, nameOf(route), matchOf(route), route);
        if (const int count = addPlugins(row, u"route", route[u"id"].toString()); count > 0)
            m_nodes[row].state = counted(count, tr("1 plugin"), tr("%1 plugins"));
    }

    int addPlugins(int parent, QStringView what, const QString &id)
    {
        int count = 0;
        for (const base::Json &plugin : m_snapshot.plugins) {
            // A plugin of a route may name the service as well.
            if (idIn(plugin, what) != id || (what == u"service" && !idIn(plugin, u"route").isEmpty()))
                continue;
            add(Kind::Plugin, parent, nameOf(plugin), settingOf(plugin), plugin);
            ++count;
        }
        return count;
    }

    /// Routes that answer without a service, and plugins for every call or for one consumer.
    void addRest()
    {
        int group = -1;
        for (const base::Json &route : m_snapshot.routes) {
            if (!idIn(route, u"service").isEmpty() || isFault(route))
                continue;
            if (group < 0)
                group = add(Kind::Group, -1, tr("Routes without a service"), {}, {});
            addRoute(group, route);
        }
        group = -1;
        for (const base::Json &plugin : m_snapshot.plugins) {
            if (!idIn(plugin, u"route").isEmpty() || !idIn(plugin, u"service").isEmpty())
                continue;
            if (group < 0)
                group = add(Kind::Group, -1, tr("Plugins for every route"), {}, {});
            const int row = add(Kind::Plugin, group, nameOf(plugin), settingOf(plugin), plugin);
            if (!idIn(plugin, u"consumer").isEmpty() && !m_nodes[row].isOff)
                m_nodes[row].state = tr("one consumer only");
        }
    }

    const gateway::AdminSnapshot &m_snapshot;
    QList<GatewayNode> m_nodes;
};

} // namespace

QString GatewayNode::key() const
{
    return QStringList{QString::number(int(kind)), entity[u"id"].toString(), name, model.routeName}.join(u'/');
}

bool GatewayNode::operator==(const GatewayNode &other) const
{
    return kind == other.kind && name == other.name && detail == other.detail && state == other.state && isOff == other.isOff
        && parent == other.parent && entity == other.entity && model.neededHeaders == other.model.neededHeaders;
}

QList<GatewayNode> gatewayNodes(const gateway::AdminSnapshot &snapshot)
{
    return Builder(snapshot).build();
}

} // namespace ui
