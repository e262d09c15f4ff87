// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

namespace cli {

/// The message of a failed call, and the options of spanway-cli that can mend it.
/// `suggestedModel`: the only one that Kong's route serves, empty if it named none.
QString inOptions(const base::Error &error, const QString &suggestedModel);

} // namespace cli
