// SPDX-License-Identifier: Apache-2.0
#include "demo/gatewaycore.h"

#include "base/random.h"
#include "demo/plugins/pluginhandlers.h"

#include <QtCore/QDateTime>

namespace demo {

GatewayCore::GatewayCore(kong::Configuration configuration, Upstream *upstream)
    : secondsNow(&QDateTime::currentSecsSinceEpoch)
    , m_configuration(std::move(configuration))
    , m_router(&m_configuration)
    , m_plan(&m_configuration)
    , m_upstream(upstream)
    , m_balancer(&m_configuration, upstream)
    , m_nodeId(base::randomUuid())
{
    for (const QString &name : m_plan.names()) {
        if (auto handler = makePluginHandler(name, &m_configuration))
            m_handlers.emplace(name, std::move(handler));
    }
}

PluginHandler *GatewayCore::handler(const QString &pluginName) const
{
    const auto found = m_handlers.find(pluginName);
    return found == m_handlers.end() ? nullptr : found->second.get();
}

} // namespace demo
