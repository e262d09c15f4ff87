// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"
#include "kong/configuration.h"

namespace demo {

/// The plugin of that name; null for those that never show on the wire to the client (logs, metrics) and those not
/// imitated. The configuration must outlive the handler.
std::unique_ptr<PluginHandler> makePluginHandler(const QString &name, const kong::Configuration *configuration);

} // namespace demo
