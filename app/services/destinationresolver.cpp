// SPDX-License-Identifier: Apache-2.0
#include "services/destinationresolver.h"

#include "chat/secretreader.h"
#include "mlflow/localserver.h"
#include "settings/environmentlogin.h"

using base::Error;
using base::ErrorKind;
using mlflow::Connection;
using namespace Qt::StringLiterals;

namespace services {

namespace {

QFuture<base::Result<Connection>> ready(const base::Result<Connection> &result)
{
    return QtFuture::makeReadyFuture(result);
}

Error waiting(ErrorKind kind, const QString &message)
{
    Error error(kind, message);
    error.retryable = true;
    return error;
}

} // namespace

QString loginOf(const settings::MlflowTarget &target)
{
    switch (target.login) {
    case settings::MlflowTarget::Login::Basic:
        return target.user;
    case settings::MlflowTarget::Login::Bearer:
        return u"bearer"_s;
    case settings::MlflowTarget::Login::None:
        break;
    }
    return {};
}

DestinationResolver::DestinationResolver(settings::Settings *settings, settings::SecretStore *secrets,
                                         mlflow::LocalServer *localServer, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_secrets(secrets)
    , m_localServer(localServer)
{
}

base::Result<Connection> DestinationResolver::local() const
{
    if (m_localServer->state() != mlflow::LocalServer::State::Ready)
        return tl::unexpected(waiting(ErrorKind::Connect, tr("The local MLflow is not running yet")));
    Connection connection;
    connection.url = m_localServer->url();
    return connection;
}

QFuture<base::Result<Connection>> DestinationResolver::resolve(const store::Destination &destination)
{
    if (destination.server == settings::localMlflowUrl)
        return ready(local());
    const settings::Profile *profile = m_settings->profile(destination.profileId);
    settings::MlflowTarget target = profile ? profile->mlflow : settings::MlflowTarget();
    // What a command line left waiting goes with the login it had: that of the environment.
    if (!profile && destination.profileId == settings::commandLineProfile) {
        target.url = destination.server;
        settings::takeLoginFromEnvironment(&target);
    }
    const bool same = target.url == destination.server && loginOf(target) == destination.login;
    if (!same && destination.login.isEmpty()) {
        Connection connection;
        connection.url = destination.server;
        return ready(connection);
    }
    if (!same && destination.profileId == settings::commandLineProfile) {
        return ready(tl::unexpected(waiting(
            ErrorKind::Unauthorized,
            tr("A command line sent this with the login %1 for MLflow at %2. Close Spanway's windows and run spanway-cli "
               "outbox retry with the same MLFLOW_TRACKING_ variables.")
                .arg(destination.login, destination.server))));
    }
    if (!same) {
        return ready(tl::unexpected(waiting(
            ErrorKind::Unauthorized,
            tr("The login %1 for MLflow at %2 is no longer part of a profile").arg(destination.login, destination.server))));
    }
    auto promise = std::make_shared<QPromise<base::Result<Connection>>>();
    promise->start();
    QFuture<base::Result<Connection>> future = promise->future();
    m_scope.start(read(target, promise, m_scope.token()));
    return future;
}

QCoro::Task<> DestinationResolver::read(settings::MlflowTarget target, Promise promise, std::stop_token stop)
{
    const chat::TypedSecrets typed;
    const auto secret = co_await chat::readSecret(m_secrets, target.secret, typed, stop);
    if (stop.stop_requested()) {
        promise->addResult(tl::unexpected(Error::cancelled()));
        promise->finish();
        co_return;
    }
    const auto headers = co_await chat::readHeaderSecrets(m_secrets, target.headers, typed, stop);
    base::Result<Connection> result = tl::unexpected(Error::cancelled());
    if (!secret)
        result = tl::unexpected(secret.error());
    else if (!headers)
        result = tl::unexpected(headers.error());
    else
        result = mlflow::connectionFor(target, *secret, *headers);
    promise->addResult(result);
    promise->finish();
}

int DestinationResolver::running() const
{
    return m_scope.running();
}

void DestinationResolver::stop()
{
    m_scope.requestStop();
}

} // namespace services
