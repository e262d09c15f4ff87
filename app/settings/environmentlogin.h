// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <optional>

namespace settings {

/// The profile id of what a command line names itself; its MLflow login comes from the environment.
inline constexpr QStringView commandLineProfile = u"command-line";

/// Takes the login that MLflow's own programs take: MLFLOW_TRACKING_TOKEN, else MLFLOW_TRACKING_USERNAME and
/// MLFLOW_TRACKING_PASSWORD, else none. Only the variables' names are kept.
void takeLoginFromEnvironment(MlflowTarget *target);

/// The server that MLflow's own programs would use, with what else the environment says of it (mlflow.md 1 and 2):
/// MLFLOW_TRACKING_URI, login as above, MLFLOW_EXPERIMENT_NAME, MLFLOW_WORKSPACE, MLFLOW_TRACKING_SERVER_CERT_PATH.
/// What it does not say stays empty, also the experiment. Nothing without an http or https URL; a login inside it is
/// cut off.
std::optional<MlflowTarget> mlflowFromEnvironment();

} // namespace settings
