// SPDX-License-Identifier: Apache-2.0
#include "settings/environmentlogin.h"

#include "settings/secretstore.h"

#include <QtCore/QUrl>

using namespace Qt::StringLiterals;

namespace settings {

namespace {

SecretSource fromVariable(const QString &name)
{
    return {SecretSource::Kind::Environment, name, SecretStore::newReference()};
}

} // namespace

void takeLoginFromEnvironment(MlflowTarget *target)
{
    target->login = MlflowTarget::Login::None;
    if (qEnvironmentVariableIsSet("MLFLOW_TRACKING_TOKEN")) {
        target->login = MlflowTarget::Login::Bearer;
        target->secret = fromVariable(u"MLFLOW_TRACKING_TOKEN"_s);
    } else if (qEnvironmentVariableIsSet("MLFLOW_TRACKING_USERNAME")) {
        target->login = MlflowTarget::Login::Basic;
        target->user = qEnvironmentVariable("MLFLOW_TRACKING_USERNAME");
        target->secret = fromVariable(u"MLFLOW_TRACKING_PASSWORD"_s);
    }
}

std::optional<MlflowTarget> mlflowFromEnvironment()
{
    QUrl url(qEnvironmentVariable("MLFLOW_TRACKING_URI"));
    if ((url.scheme() != "http"_L1 && url.scheme() != "https"_L1) || url.host().isEmpty())
        return std::nullopt;
    url.setUserInfo({});
    MlflowTarget target;
    target.url = url.toString(QUrl::StripTrailingSlash | QUrl::FullyEncoded);
    takeLoginFromEnvironment(&target);
    target.experiment = qEnvironmentVariable("MLFLOW_EXPERIMENT_NAME");
    target.workspace = qEnvironmentVariable("MLFLOW_WORKSPACE");
    target.caFile = qEnvironmentVariable("MLFLOW_TRACKING_SERVER_CERT_PATH");
    return target;
}

} // namespace settings
