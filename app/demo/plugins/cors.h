// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

namespace demo {

/// cors with plain origins (kong/plugins/cors/handler.lua).
class Cors : public PluginRun
{
public:
    explicit Cors(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;
    bool hasHeaderFilter() const override { return true; }
    void headerFilter(Exchange *exchange, ReplyHead *head) override;

private:
    http::Headers originHeaders(const QByteArray &origin) const;

    const kong::Plugin &m_plugin;
    bool m_preflight = false;
};

} // namespace demo
