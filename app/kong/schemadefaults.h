// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

namespace kong {

/// What Kong's schemas fill in where a configuration says nothing. Source: the Admin API of Kong 3.10.0
/// (golden/kong 804, 806, 809, 815).

/// Every field of a service, route or upstream ("services", "routes", "upstreams"), unset ones null; null for other
/// kinds.
base::Json entityDefaults(const QString &kind);

/// `config` of a plugin with every field the schema knows. Unknown plugins keep what was written.
base::Json pluginConfig(const QString &plugin, const base::Json &written);

/// `written` over `defaults`: objects member by member, everything else replaced.
base::Json overlaid(const base::Json &defaults, const base::Json &written);

} // namespace kong
