// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <QtCore/QString>

namespace cli {

/// Writes to standard output at once.
void print(const QString &text);
void print(const base::Json &json); ///< indented, with a newline
/// Writes one line to standard error.
void complain(const QString &text);

} // namespace cli
