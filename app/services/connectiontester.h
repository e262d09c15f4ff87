// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "chat/secretreader.h"
#include "gateway/connectcheck.h"
#include "mlflow/connection.h"
#include "services/mlflowcheck.h"
#include "settings/settings.h"

#include <QtCore/QObject>

#include <memory>

namespace services {

/// Tests a profile before it is saved: one small paid call to the gateway, one tagged trace to MLflow. Also lists models. GUI thread.
/// Secrets typed into the form come along by reference and are not kept.
class ConnectionTester : public QObject
{
    Q_OBJECT

public:
    ConnectionTester(http::Client *client, gateway::GatewayClient *gateway, settings::SecretStore *secrets,
                     QObject *parent = nullptr);
    ~ConnectionTester() override;

    /// A new one for each question; its answer carries it, so that nobody takes another's or an older one for theirs.
    int ticket() { return ++m_lastTicket; }
    /// A model without a name: only as far as one gets without a call that costs.
    void testGateway(int ticket, const settings::Profile &profile, const settings::ModelEntry &model,
                     const chat::TypedSecrets &typed);
    void testMlflow(int ticket, const settings::MlflowTarget &target, const chat::TypedSecrets &typed);
    void listModels(int ticket, const settings::Profile &profile, const chat::TypedSecrets &typed);
    void restoreExperiment(int ticket, const settings::MlflowTarget &target, const chat::TypedSecrets &typed, const QString &id);
    /// Looks for an MLflow on localhost:5000 and in MLflow's environment variables; mlflowFound() for each.
    void discoverMlflow();
    void cancel();
    int running() const;

Q_SIGNALS:
    void gatewayTested(int ticket, const gateway::CheckReport &report);
    void mlflowTested(int ticket, const services::MlflowReport &report);
    void modelsListed(int ticket, const QStringList &names); ///< empty: none or no list
    void experimentRestored(int ticket, bool ok, const QString &message);
    /// `source`: "MLFLOW_TRACKING_URI" or "localhost:5000". What is not known of the target is empty.
    void mlflowFound(const settings::MlflowTarget &target, const QString &source);

private:
    QCoro::Task<> runGateway(int ticket, settings::Profile profile, settings::ModelEntry model, chat::TypedSecrets typed,
                             std::stop_token stop);
    QCoro::Task<> runMlflow(int ticket, settings::MlflowTarget target, chat::TypedSecrets typed, std::stop_token stop);
    QCoro::Task<> runModels(int ticket, settings::Profile profile, chat::TypedSecrets typed, std::stop_token stop);
    QCoro::Task<> runRestore(int ticket, settings::MlflowTarget target, chat::TypedSecrets typed, QString id, std::stop_token stop);
    QCoro::Task<> runDiscover(std::stop_token stop);
    QCoro::Task<base::Result<mlflow::Connection>> connection(settings::MlflowTarget target, chat::TypedSecrets typed,
                                                             std::stop_token stop);

    http::Client *m_client;
    gateway::GatewayClient *m_gateway;
    settings::SecretStore *m_secrets;
    int m_lastTicket = 0;
    std::unique_ptr<base::TaskScope> m_scope; ///< replaced by cancel()
};

} // namespace services
