// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kong/configuration.h"

namespace kong {

/// Reads a declarative configuration (format 3.0): nested and flat entities, ids and defaults as Kong fills them in.
/// `now`: what created_at and updated_at say, in seconds. Error: InvalidInput that names entity and field.
base::Result<Configuration> readDeclarative(const QByteArray &yaml, qint64 now);

} // namespace kong
