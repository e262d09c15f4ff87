// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"
#include "kong/configuration.h"

namespace demo {

/// basic-auth (kong/plugins/basic-auth/access.lua).
class BasicAuth : public PluginRun
{
public:
    BasicAuth(const kong::Plugin &plugin, const kong::Configuration *configuration);
    Flow access(Exchange *exchange) override;

private:
    const kong::Plugin &m_plugin;
    const kong::Configuration *m_configuration;
};

} // namespace demo
