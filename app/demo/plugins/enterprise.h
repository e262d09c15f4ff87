// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

namespace demo {

/// Stands in for plugins of the enterprise edition whose code is closed: always gives the answer that their
/// documentation shows, as configured (config.status, config.headers, config.body).
class Enterprise : public PluginRun
{
public:
    explicit Enterprise(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    const kong::Plugin &m_plugin;
};

} // namespace demo
