// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"
#include "kong/configuration.h"

namespace demo {

/// acl: only some groups of consumers may pass (kong/plugins/acl/handler.lua).
class Acl : public PluginRun
{
public:
    Acl(const kong::Plugin &plugin, const kong::Configuration *configuration);
    Flow access(Exchange *exchange) override;

private:
    const kong::Plugin &m_plugin;
    const kong::Configuration *m_configuration;
};

} // namespace demo
