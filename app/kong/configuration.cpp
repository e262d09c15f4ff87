// SPDX-License-Identifier: Apache-2.0
#include "kong/configuration.h"

#include <algorithm>

namespace kong {

namespace {

template <typename T> const T *find(const QList<T> &entities, const QString &idOrName)
{
    const auto found = std::find_if(entities.cbegin(), entities.cend(), [&](const T &entity) {
        return entity.id == idOrName || (!entity.name.isEmpty() && entity.name == idOrName);
    });
    return found == entities.cend() ? nullptr : &*found;
}

} // namespace

const Service *Configuration::service(const QString &idOrName) const
{
    return find(services, idOrName);
}

const Route *Configuration::route(const QString &idOrName) const
{
    return find(routes, idOrName);
}

const Consumer *Configuration::consumer(const QString &idOrName) const
{
    return find(consumers, idOrName);
}

const Upstream *Configuration::upstream(const QString &idOrName) const
{
    return find(upstreams, idOrName);
}

const Plugin *Configuration::plugin(const QString &id) const
{
    const auto found = std::find_if(plugins.cbegin(), plugins.cend(), [&](const Plugin &p) { return p.id == id; });
    return found == plugins.cend() ? nullptr : &*found;
}

} // namespace kong
