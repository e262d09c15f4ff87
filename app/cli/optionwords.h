// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"

namespace cli {

/// The message of a failed call, with the options of spanway-cli that can mend it in place of the window's settings.
/// `suggestedModel`: the only one that Kong's route serves, empty if it named none.
QString inOptions(const base::Error &error, const QString &suggestedModel);

} // namespace cli
