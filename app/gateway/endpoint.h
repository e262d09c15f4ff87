// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "http/types.h"
#include "settings/profile.h"

#include <QtCore/QHash>

namespace gateway {

/// Everything a call needs to know about where it goes, secrets filled in. Lives only as long as the call.
struct Endpoint
{
    QString url; ///< base URL + model path
    http::Headers headers; ///< key and extra headers
    QString caFile;
    std::chrono::milliseconds connectTimeout{10000};
    std::chrono::milliseconds idleTimeout{300000};
};

/// Secrets of a profile, already read.
struct ResolvedSecrets
{
    QString key;
    QHash<QString, QString> byReference; ///< of secret extra headers, by SecretSource::name()
};

/// Joins base URL and path without doubling or losing a slash.
QString joinUrl(const QString &base, const QString &path);
/// Key by the profile's header and pattern, extra headers of profile and model (the model's win). An empty key sends no
/// key header.
base::Result<Endpoint> endpointFor(const settings::Profile &profile, const settings::ModelEntry &model,
                                   const ResolvedSecrets &secrets);

} // namespace gateway
