// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

namespace demo {

/// ip-restriction (kong/plugins/ip-restriction/handler.lua).
class IpRestriction : public PluginRun
{
public:
    explicit IpRestriction(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    const kong::Plugin &m_plugin;
};

/// bot-detection by User-Agent (kong/plugins/bot-detection/handler.lua; the configured patterns, not Kong's built-in
/// list).
class BotDetection : public PluginRun
{
public:
    explicit BotDetection(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    const kong::Plugin &m_plugin;
};

} // namespace demo
