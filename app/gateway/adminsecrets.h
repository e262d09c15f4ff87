// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

namespace gateway {

/// An entity of Kong's Admin API with its secrets masked: open Kong gives upstream keys, passwords and consumer keys in
/// clear (kong.md 6).
base::Json withoutSecrets(const base::Json &entity);

} // namespace gateway
