// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "mlflow/connection.h"
#include "settings/secretstore.h"
#include "settings/settings.h"
#include "store/records.h"

#include <QtCore/QFuture>
#include <QtCore/QObject>
#include <QtCore/QPromise>

namespace mlflow {
class LocalServer;
}

namespace services {

/// Finds the login for what waits in the outbox. A row goes only where it was meant to go when it was made: a profile whose MLflow was
/// changed since gives an error that says so, and the row waits until the person moves it. GUI thread.
class DestinationResolver : public QObject
{
    Q_OBJECT

public:
    DestinationResolver(settings::Settings *settings, settings::SecretStore *secrets, mlflow::LocalServer *localServer,
                        QObject *parent = nullptr);

    QFuture<base::Result<mlflow::Connection>> resolve(const store::Destination &destination);
    int running() const;
    void stop();

private:
    using Promise = std::shared_ptr<QPromise<base::Result<mlflow::Connection>>>;

    base::Result<mlflow::Connection> local() const;
    QCoro::Task<> read(settings::MlflowTarget target, Promise promise, std::stop_token stop);

    settings::Settings *m_settings;
    settings::SecretStore *m_secrets;
    mlflow::LocalServer *m_localServer;
    base::TaskScope m_scope;
};

/// "login name", "bearer" or empty: how a target logs in, without its secret.
QString loginOf(const settings::MlflowTarget &target);

} // namespace services
