// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/balancer.h"
#include "demo/pluginrun.h"
#include "demo/upstream.h"
#include "kong/pluginplan.h"
#include "kong/router.h"

#include <functional>
#include <unordered_map>

namespace demo {

/// What all exchanges of one gateway share: the configuration, what was compiled from it, the plugins' memory and the
/// servers behind. Immutable but for the memory of plugins and balancer.
class GatewayCore
{
public:
    /// `upstream` must outlive the core.
    GatewayCore(kong::Configuration configuration, Upstream *upstream);
    GatewayCore(const GatewayCore &) = delete;
    GatewayCore &operator=(const GatewayCore &) = delete;

    const kong::Configuration &configuration() const { return m_configuration; }
    const kong::Router &router() const { return m_router; }
    const kong::PluginPlan &plan() const { return m_plan; }
    Upstream *upstream() const { return m_upstream; }
    Balancer *balancer() { return &m_balancer; }
    /// Null for plugins that only log or are not imitated.
    PluginHandler *handler(const QString &pluginName) const;
    /// Kong's node id: new in every start.
    const QString &nodeId() const { return m_nodeId; }

    /// The model named in the body chooses the route: sent to the router as header x-demo-model or x-demo-fault. The
    /// one thing Kong cannot do; switched off where the demo is compared with Kong.
    bool routeByModel = false;
    /// Port told to upstreams and logs.
    quint16 port = 0;
    /// Wall clock of rate limits and caches, seconds since the epoch.
    std::function<qint64()> secondsNow;

private:
    kong::Configuration m_configuration;
    kong::Router m_router;
    kong::PluginPlan m_plan;
    Upstream *m_upstream;
    Balancer m_balancer;
    QString m_nodeId;
    std::unordered_map<QString, std::unique_ptr<PluginHandler>> m_handlers;
};

} // namespace demo
