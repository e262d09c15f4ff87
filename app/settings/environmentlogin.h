// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

namespace settings {

/// The profile id of what a command line names itself; its MLflow login comes from the environment.
inline constexpr QStringView commandLineProfile = u"command-line";

/// Takes the login that MLflow's own programs take: MLFLOW_TRACKING_TOKEN, else MLFLOW_TRACKING_USERNAME and
/// MLFLOW_TRACKING_PASSWORD, else none. Only the variables' names are kept.
void takeLoginFromEnvironment(MlflowTarget *target);

} // namespace settings
