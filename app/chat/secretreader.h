// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "gateway/endpoint.h"
#include "settings/secretstore.h"

#include <QCoroTask>

namespace chat {

/// Values by reference that stand before those of the store: what the person has typed into a form and not saved.
using TypedSecrets = QHash<QString, QString>;

/// One secret. Error: it cannot be read, or stop was requested (Cancelled); so below.
QCoro::Task<base::Result<QString>> readSecret(settings::SecretStore *store, settings::SecretSource source, TypedSecrets typed,
                                               std::stop_token stop);
/// The secret values of extra headers, by reference. Error: the first one that cannot be read.
QCoro::Task<base::Result<TypedSecrets>> readHeaderSecrets(settings::SecretStore *store, QList<settings::ExtraHeader> headers,
                                                          TypedSecrets typed, std::stop_token stop);
/// Everything secret that a call with this profile and model needs.
QCoro::Task<base::Result<gateway::ResolvedSecrets>> readSecrets(settings::SecretStore *store, settings::Profile profile,
                                                                settings::ModelEntry model, TypedSecrets typed,
                                                                std::stop_token stop);

} // namespace chat
