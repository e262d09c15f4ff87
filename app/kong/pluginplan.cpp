// SPDX-License-Identifier: Apache-2.0
#include "kong/pluginplan.h"

#include "kong/pluginorder.h"

#include <algorithm>

namespace kong {

namespace {

/// Consumer and route outweigh the service; what names more wins over what names less.
int specificity(const Plugin &plugin)
{
    const bool consumer = !plugin.consumerId.isEmpty();
    const bool route = !plugin.routeId.isEmpty();
    const bool service = !plugin.serviceId.isEmpty();
    return (int(consumer) + int(route) + int(service)) * 8 + int(consumer) * 4 + int(route) * 2 + int(service);
}

} // namespace

PluginPlan::PluginPlan(const Configuration *configuration)
    : m_configuration(configuration)
{
    for (const Plugin &plugin : configuration->plugins) {
        if (plugin.enabled && !m_names.contains(plugin.name))
            m_names.append(plugin.name);
    }
    std::stable_sort(m_names.begin(), m_names.end(), [](const QString &a, const QString &b) {
        return pluginPriority(a).value_or(0) > pluginPriority(b).value_or(0);
    });
}

const Plugin *PluginPlan::find(const QString &name, const QString &routeId, const QString &serviceId,
                               const QString &consumerId) const
{
    const auto applies
        = [](const QString &wanted, const QString &actual) { return wanted.isEmpty() || wanted == actual; };
    const Plugin *best = nullptr;
    for (const Plugin &plugin : m_configuration->plugins) {
        if (plugin.name != name || !plugin.enabled || !applies(plugin.routeId, routeId)
            || !applies(plugin.serviceId, serviceId) || !applies(plugin.consumerId, consumerId))
            continue;
        if (!best || specificity(plugin) > specificity(*best))
            best = &plugin;
    }
    return best;
}

} // namespace kong
