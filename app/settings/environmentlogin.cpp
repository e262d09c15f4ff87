// SPDX-License-Identifier: Apache-2.0
#include "settings/environmentlogin.h"

#include "settings/secretstore.h"

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

} // namespace settings
