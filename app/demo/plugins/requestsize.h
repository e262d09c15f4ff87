// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

namespace demo {

/// request-size-limiting (kong/plugins/request-size-limiting/handler.lua).
class RequestSize : public PluginRun
{
public:
    explicit RequestSize(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    const kong::Plugin &m_plugin;
};

} // namespace demo
