// SPDX-License-Identifier: Apache-2.0
#include "services/connectiontester.h"

#include "gateway/modelcatalogue.h"
#include "mlflow/client.h"
#include "settings/environmentlogin.h"

using namespace Qt::StringLiterals;

namespace services {

ConnectionTester::ConnectionTester(http::Client *client, gateway::GatewayClient *gateway, settings::SecretStore *secrets,
                                   QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_gateway(gateway)
    , m_secrets(secrets)
    , m_scope(std::make_unique<base::TaskScope>())
{
}

ConnectionTester::~ConnectionTester() = default;

void ConnectionTester::testGateway(int ticket, const settings::Profile &profile, const settings::ModelEntry &model,
                                   const chat::TypedSecrets &typed)
{
    m_scope->start(runGateway(ticket, profile, model, typed, m_scope->token()));
}

void ConnectionTester::testMlflow(int ticket, const settings::MlflowTarget &target, const chat::TypedSecrets &typed)
{
    m_scope->start(runMlflow(ticket, target, typed, m_scope->token()));
}

void ConnectionTester::listModels(int ticket, const settings::Profile &profile, const chat::TypedSecrets &typed)
{
    m_scope->start(runModels(ticket, profile, typed, m_scope->token()));
}

void ConnectionTester::restoreExperiment(int ticket, const settings::MlflowTarget &target, const chat::TypedSecrets &typed,
                                         const QString &id)
{
    m_scope->start(runRestore(ticket, target, typed, id, m_scope->token()));
}

void ConnectionTester::discoverMlflow()
{
    if (const auto target = settings::mlflowFromEnvironment())
        Q_EMIT mlflowFound(*target, u"MLFLOW_TRACKING_URI"_s);
    m_scope->start(runDiscover(m_scope->token()));
}

void ConnectionTester::cancel()
{
    m_scope = std::make_unique<base::TaskScope>();
}

int ConnectionTester::running() const
{
    return m_scope->running();
}

QCoro::Task<> ConnectionTester::runGateway(int ticket, settings::Profile profile, settings::ModelEntry model, chat::TypedSecrets typed,
                                           std::stop_token stop)
{
    const bool named = !model.name.isEmpty();
    if (!named)
        model.path.clear();
    const auto secrets = co_await chat::readSecrets(m_secrets, profile, model, typed, stop);
    if (stop.stop_requested())
        co_return;
    gateway::CheckReport report;
    auto endpoint = secrets ? gateway::endpointFor(profile, model, *secrets)
                            : base::Result<gateway::Endpoint>(tl::unexpected(secrets.error()));
    if (endpoint && !named)
        report = co_await gateway::checkReach(m_client, m_gateway->redactor(), *endpoint, stop);
    else if (endpoint)
        report = co_await gateway::checkConnection(m_gateway, *endpoint, model, stop);
    else
        report.message = endpoint.error().message;
    if (stop.stop_requested())
        co_return;
    Q_EMIT gatewayTested(ticket, report);
}

QCoro::Task<base::Result<mlflow::Connection>> ConnectionTester::connection(settings::MlflowTarget target,
                                                                          chat::TypedSecrets typed, std::stop_token stop)
{
    settings::SecretStore *secrets = m_secrets;
    const auto secret = co_await chat::readSecret(secrets, target.secret, typed, stop);
    if (stop.stop_requested())
        co_return tl::unexpected(base::Error::cancelled());
    if (!secret)
        co_return tl::unexpected(secret.error());
    const auto headers = co_await chat::readHeaderSecrets(secrets, target.headers, typed, stop);
    if (!headers)
        co_return tl::unexpected(headers.error());
    co_return mlflow::connectionFor(target, *secret, *headers);
}

QCoro::Task<> ConnectionTester::runMlflow(int ticket, settings::MlflowTarget target, chat::TypedSecrets typed, std::stop_token stop)
{
    const auto login = co_await connection(target, typed, stop);
    if (stop.stop_requested())
        co_return;
    MlflowReport report;
    if (login)
        report = co_await checkMlflow(m_client, *login, target.experiment, stop);
    else
        report.message = login.error().message;
    if (stop.stop_requested())
        co_return;
    Q_EMIT mlflowTested(ticket, report);
}

QCoro::Task<> ConnectionTester::runModels(int ticket, settings::Profile profile, chat::TypedSecrets typed, std::stop_token stop)
{
    settings::ModelEntry none;
    none.path.clear();
    const auto secrets = co_await chat::readSecrets(m_secrets, profile, none, typed, stop);
    if (stop.stop_requested())
        co_return;
    QStringList names;
    auto endpoint = secrets ? gateway::endpointFor(profile, none, *secrets)
                            : base::Result<gateway::Endpoint>(tl::unexpected(secrets.error()));
    if (endpoint) {
        const auto listed = co_await gateway::listModels(m_client, *endpoint, stop);
        if (stop.stop_requested())
            co_return;
        names = listed.value_or(QStringList());
    }
    Q_EMIT modelsListed(ticket, names);
}

QCoro::Task<> ConnectionTester::runRestore(int ticket, settings::MlflowTarget target, chat::TypedSecrets typed, QString id,
                                           std::stop_token stop)
{
    const auto login = co_await connection(target, typed, stop);
    if (stop.stop_requested())
        co_return;
    if (!login) {
        Q_EMIT experimentRestored(ticket, false, login.error().message);
        co_return;
    }
    mlflow::Client client(m_client, *login);
    const auto restored = co_await client.restoreExperiment(id, stop);
    if (stop.stop_requested())
        co_return;
    Q_EMIT experimentRestored(ticket, restored.has_value(), restored ? QString() : restored.error().message);
}

QCoro::Task<> ConnectionTester::runDiscover(std::stop_token stop)
{
    mlflow::Connection guess;
    guess.url = u"http://localhost:5000"_s;
    mlflow::Client client(m_client, guess);
    const auto info = co_await client.serverInfo(stop);
    if (stop.stop_requested() || !info)
        co_return;
    settings::MlflowTarget found;
    found.url = guess.url;
    found.experiment.clear();
    Q_EMIT mlflowFound(found, u"localhost:5000"_s);
}

} // namespace services
