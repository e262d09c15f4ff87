// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kong/configuration.h"

namespace kong {

/// Which plugins run, and with which of their configurations. One configuration of a plugin runs for a request: the
/// one with the most specific scope (kong/runloop/plugins_iterator.lua).
class PluginPlan
{
public:
    /// The configuration must outlive the plan.
    explicit PluginPlan(const Configuration *configuration);

    /// Names of all configured plugins, first to run first.
    const QStringList &names() const { return m_names; }

    /// Null if this plugin does not run here. Ids may be empty: no route, no service, nobody authenticated (yet).
    const Plugin *find(const QString &name, const QString &routeId, const QString &serviceId,
                       const QString &consumerId) const;

private:
    const Configuration *m_configuration;
    QStringList m_names;
};

} // namespace kong
