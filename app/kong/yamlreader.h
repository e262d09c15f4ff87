// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

namespace kong {

/// A YAML document as JSON: plain scalars get the type of YAML's core schema, quoted ones stay text.
/// Error: InvalidInput with line and column.
base::Result<base::Json> readYaml(const QByteArray &utf8);

} // namespace kong
