// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

namespace demo {

/// request-termination: a fixed answer, or an echo of the request (kong/plugins/request-termination/handler.lua).
class RequestTermination : public PluginRun
{
public:
    explicit RequestTermination(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    base::Json echo(Exchange *exchange) const;
    base::Json echoedRequest(Exchange *exchange) const;

    const kong::Plugin &m_plugin;
};

} // namespace demo
