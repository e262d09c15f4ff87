// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"
#include "kong/configuration.h"

namespace demo {

/// jwt with HS256 secrets (kong/plugins/jwt/handler.lua).
class Jwt : public PluginRun
{
public:
    Jwt(const kong::Plugin &plugin, const kong::Configuration *configuration);
    Flow access(Exchange *exchange) override;

private:
    Flow refuse(Exchange *exchange, const base::Json &body, bool invalidToken) const;
    QByteArray token(Exchange *exchange) const;
    base::Json claimFaults(const base::Json &claims) const;

    const kong::Plugin &m_plugin;
    const kong::Configuration *m_configuration;
};

} // namespace demo
