// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

namespace demo {

/// correlation-id: keeps the client's id or makes one, and may echo it (kong/plugins/correlation-id/handler.lua).
class CorrelationId : public PluginHandler
{
public:
    std::unique_ptr<PluginRun> start(const kong::Plugin &plugin) override;

private:
    qint64 m_counter = 0;
};

} // namespace demo
