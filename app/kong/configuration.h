// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kong/entities.h"

namespace kong {

/// Everything a DB-less Kong knows. A value: read once, then only looked at.
struct Configuration
{
    QByteArray source; ///< the YAML it was read from, shown by GET /config
    QList<Service> services;
    QList<Route> routes;
    QList<Plugin> plugins;
    QList<Consumer> consumers;
    QList<Upstream> upstreams;
    QList<Credential> keys; ///< key-auth: data.key
    QList<Credential> logins; ///< basic-auth: data.username, data.password (clear text, kept out of the Admin API)
    QList<Credential> tokenSecrets; ///< jwt: data.key, data.secret, data.algorithm
    QList<Credential> groups; ///< acl: data.group

    /// By id or name; null if there is none. Valid as long as the configuration is unchanged.
    const Service *service(const QString &idOrName) const;
    const Route *route(const QString &idOrName) const;
    const Consumer *consumer(const QString &idOrName) const;
    const Upstream *upstream(const QString &idOrName) const;
    const Plugin *plugin(const QString &id) const;
};

} // namespace kong
