// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "http/types.h"
#include "settings/profile.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

namespace mlflow {

/// An MLflow server and what every request to it carries, secrets filled in.
struct Connection
{
    QString url; ///< with prefix, no slash at the end
    http::Headers headers; ///< Authorization and the person's own
    QString caFile;
    QString workspace; ///< sent only to a server that says it has workspaces
    QStringList secrets; ///< values masked in every message and log line, also when the server echoes them

    bool operator==(const Connection &) const = default;
};

/// `secret` is the password or token, `headerSecrets` by reference (by variable for those from the environment).
Connection connectionFor(const settings::MlflowTarget &target, const QString &secret,
                         const QHash<QString, QString> &headerSecrets);

/// The URL as it is used: without blanks and slashes at the end and without the part from `#` on, as people copy it
/// from the browser; the path prefix stays.
QString normalizedUrl(const QString &url);
/// Error for people if MLflow's URL cannot be used (no scheme, a login inside, a query); empty: it can.
std::optional<QString> urlProblem(const QString &url);

/// Version of a server as numbers; {0,0,0} if unreadable.
struct Version
{
    int major = 0, minor = 0, patch = 0;

    static Version parse(QStringView text);
    QString toString() const;
    auto operator<=>(const Version &) const = default;
};

/// mlflow.md 8: the first that has StartTrace; older ones cannot be fed.
inline constexpr Version firstWithStartTrace{3, 2, 0};
/// The first that stores spans sent as OTLP so that they can be read again; before it traces.json is the way.
inline constexpr Version firstWithReadableOtlp{3, 6, 0};

/// Page of one trace in MLflow's UI (mlflow.md 7).
QString traceUrl(const QString &server, const QString &experimentId, const QString &mlflowTraceId,
                 const QString &workspace);

} // namespace mlflow
