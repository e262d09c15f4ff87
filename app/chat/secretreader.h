// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "gateway/endpoint.h"
#include "settings/secretstore.h"

#include <QCoroTask>

namespace chat {

/// Reads every secret that a call with this profile and model needs. Error: the first one that cannot be read.
QCoro::Task<base::Result<gateway::ResolvedSecrets>> readSecrets(settings::SecretStore *store, settings::Profile profile,
                                                                settings::ModelEntry model);

} // namespace chat
