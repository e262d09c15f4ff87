// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/plugins/ratelimiting.h"

namespace demo {

/// response-ratelimiting: the upstream says in a header what a call has cost (kong/plugins/response-ratelimiting).
class ResponseRateLimiting : public PluginHandler
{
public:
    std::unique_ptr<PluginRun> start(const kong::Plugin &plugin) override;

private:
    RateLimiting m_counters;
};

} // namespace demo
