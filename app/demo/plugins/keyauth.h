// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"
#include "kong/configuration.h"

#include <optional>

namespace demo {

/// key-auth: a key in a header or in the query (kong/plugins/key-auth/handler.lua).
class KeyAuth : public PluginRun
{
public:
    KeyAuth(const kong::Plugin &plugin, const kong::Configuration *configuration);
    Flow access(Exchange *exchange) override;

private:
    struct Found
    {
        QString key;
        bool twice = false;
    };

    std::optional<Found> find(Exchange *exchange) const;
    std::optional<Found> findNamed(Exchange *exchange, const QString &name) const;
    void hide(Exchange *exchange) const;
    Flow refuse(Exchange *exchange, const QByteArray &message) const;

    const kong::Plugin &m_plugin;
    const kong::Configuration *m_configuration;
};

} // namespace demo
