// SPDX-License-Identifier: Apache-2.0
#include "gateway/adminclient.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

/// Names in `$(headers.NAME)` of a model's name and options.
void collectHeaders(const base::Json &value, QStringList &names)
{
    static const QRegularExpression pattern(u"\\$\\(headers\\.([^)]+)\\)"_s);
    if (value.isString()) {
        for (auto it = pattern.globalMatch(value.toString()); it.hasNext();) {
            const QString name = it.next().captured(1);
            if (!names.contains(name))
                names.append(name);
        }
    }
    for (const base::Json &item : value.items())
        collectHeaders(item, names);
    for (const auto &[key, member] : value.members())
        collectHeaders(member, names);
}

/// First path that is no regular expression; the first one if all are.
QString pathOf(const base::Json &route)
{
    const QList<base::Json> &paths = route[u"paths"].items();
    const auto plain = std::find_if(paths.cbegin(), paths.cend(),
                                    [](const base::Json &path) { return !path.toString().startsWith(u'~'); });
    if (plain != paths.cend())
        return plain->toString();
    return paths.isEmpty() ? QString() : paths.constFirst().toString();
}

/// Routes a plugin works on: its own, those of its service, or all.
QList<base::Json> routesOf(const base::Json &plugin, const QList<base::Json> &routes)
{
    const QString route = plugin[u"route"][u"id"].toString();
    const QString service = plugin[u"service"][u"id"].toString();
    QList<base::Json> result;
    for (const base::Json &one : routes) {
        const bool own = !route.isEmpty() ? one[u"id"].toString() == route
                                          : service.isEmpty() || one[u"service"][u"id"].toString() == service;
        if (own)
            result.append(one);
    }
    return result;
}

OfferedModel offered(const base::Json &target, const base::Json &route)
{
    const base::Json &model = target[u"model"];
    OfferedModel result;
    result.provider = model[u"provider"].toString();
    const QString name = model[u"name"].toString();
    if (!name.contains("$("_L1))
        result.name = name;
    if (const QString alias = target[u"model_alias"].toString(); !alias.isEmpty())
        result.name = alias;
    result.routeName = route[u"name"].toString();
    result.path = pathOf(route);
    collectHeaders(model, result.neededHeaders);
    for (const auto &[header, values] : route[u"headers"].members()) {
        if (!result.neededHeaders.contains(header))
            result.neededHeaders.append(header);
    }
    return result;
}

/// The models of one plugin: one for ai-proxy, one a target for ai-proxy-advanced; chat only.
QList<base::Json> targetsOf(const base::Json &plugin)
{
    QList<base::Json> targets;
    const base::Json &config = plugin[u"config"];
    if (plugin[u"name"].toString() == "ai-proxy"_L1)
        targets.append(config);
    else if (plugin[u"name"].toString() == "ai-proxy-advanced"_L1)
        targets = config[u"targets"].items();
    targets.removeIf([](const base::Json &target) {
        const QString type = target[u"route_type"].toString();
        return type != "llm/v1/chat"_L1 && type != "preserve"_L1;
    });
    return targets;
}

} // namespace

QList<OfferedModel> AdminClient::models(const AdminSnapshot &snapshot)
{
    QList<OfferedModel> result;
    for (const base::Json &plugin : snapshot.plugins) {
        if (!plugin[u"enabled"].toBool(true))
            continue;
        const QList<base::Json> targets = targetsOf(plugin);
        for (const base::Json &route : routesOf(plugin, snapshot.routes)) {
            for (const base::Json &target : targets)
                result.append(offered(target, route));
        }
    }
    return result;
}

} // namespace gateway
