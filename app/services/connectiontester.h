// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "gateway/connectcheck.h"
#include "settings/secretstore.h"
#include "settings/settings.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace services {

/// What a test of an MLflow connection found.
struct MlflowReport
{
    enum class Finding { Works, NotReached, LoginRefused, NoPermission, HostRefused, WrongPrefix, TooOld, ExperimentDeleted, Other };

    Finding finding = Finding::Other;
    QString message; ///< what happened, what it means, what to do; for people
    QString version;
    QString ownExperiment; ///< offered where writing to the given one is forbidden
    QString experimentId; ///< of a deleted one that could be restored, or of the one written to
    bool traceDeleted = false; ///< the trace tagged spanway.test could be removed again
};

/// Tests a profile before it is saved: one small paid call to the gateway, one tagged trace to MLflow. Also lists models. GUI thread.
/// Secrets typed into the form come along by reference and are not kept.
class ConnectionTester : public QObject
{
    Q_OBJECT

public:
    ConnectionTester(http::Client *client, gateway::GatewayClient *gateway, settings::SecretStore *secrets,
                     QObject *parent = nullptr);

    void testGateway(const settings::Profile &profile, const settings::ModelEntry &model, const QHash<QString, QString> &typed);
    void testMlflow(const settings::MlflowTarget &target, const QHash<QString, QString> &typed);
    void listModels(const settings::Profile &profile, const QHash<QString, QString> &typed);
    void restoreExperiment(const settings::MlflowTarget &target, const QHash<QString, QString> &typed, const QString &id);
    /// Looks for an MLflow on localhost:5000 and in MLflow's environment variables; mlflowFound() for each.
    void discoverMlflow();
    void cancel();
    int running() const;

Q_SIGNALS:
    void gatewayTested(const gateway::CheckReport &report);
    void mlflowTested(const services::MlflowReport &report);
    void modelsListed(const QStringList &names); ///< empty: none or no list
    void experimentRestored(bool ok, const QString &message);
    void mlflowFound(const QString &url, const QString &source); ///< source: "MLFLOW_TRACKING_URI" or "localhost:5000"

private:
    QCoro::Task<> runGateway(settings::Profile profile, settings::ModelEntry model, QHash<QString, QString> typed,
                             std::stop_token stop);
    QCoro::Task<> runMlflow(settings::MlflowTarget target, QHash<QString, QString> typed, std::stop_token stop);
    QCoro::Task<> runModels(settings::Profile profile, QHash<QString, QString> typed, std::stop_token stop);
    QCoro::Task<> runRestore(settings::MlflowTarget target, QHash<QString, QString> typed, QString id, std::stop_token stop);
    QCoro::Task<> runDiscover(std::stop_token stop);

    http::Client *m_client;
    gateway::GatewayClient *m_gateway;
    settings::SecretStore *m_secrets;
    std::unique_ptr<base::TaskScope> m_scope;
};

} // namespace services
