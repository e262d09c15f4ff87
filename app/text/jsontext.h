// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

namespace text {

/// A JSON value as people read it: indented, at most about `limit` characters; a longer one ends in a line that says
/// how much is missing. Strings stand in quotes. Costs the value's size only up to the limit.
QString jsonText(const base::Json &value, qsizetype limit);

/// One line for a table cell: strings without quotes, everything else compact, cut at `limit` characters with "…".
QString jsonLine(const base::Json &value, qsizetype limit);

} // namespace text
