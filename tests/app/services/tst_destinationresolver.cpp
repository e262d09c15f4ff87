// SPDX-License-Identifier: Apache-2.0
#include "tst_destinationresolver.h"

#include "http/client.h"
#include "http/types.h"
#include "mlflow/localserver.h"
#include "services/destinationresolver.h"
#include "settings/environmentlogin.h"
#include "support/silentkeyring.h"

#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;
using testsupport::SilentKeyring;

namespace {

/// A resolver without any profile but those a test sets.
class Bench
{
public:
    base::Result<mlflow::Connection> resolve(const QString &profile, const QString &login)
    {
        store::Destination destination;
        destination.profileId = profile;
        destination.server = u"http://mlflow.lan"_s;
        destination.login = login;
        const auto resolving = m_resolver.resolve(destination);
        if (!QTest::qWaitFor([&resolving] { return resolving.isFinished(); }, 60000))
            qFatal("nothing was resolved");
        return resolving.result();
    }

private:
    QTemporaryDir m_folder;
    base::Redactor m_redactor;
    http::Client m_client;
    mlflow::LocalServer m_server{&m_client, {QString(), m_folder.filePath(u"mlflow"_s)}};

public:
    settings::Settings settings{m_folder.filePath(u"settings.json"_s)};

private:
    settings::SecretStore m_secrets{&m_redactor};
    services::DestinationResolver m_resolver{&settings, &m_secrets, &m_server};
};

} // namespace

void TestDestinationResolver::cleanup()
{
    qunsetenv("MLFLOW_TRACKING_USERNAME");
    qunsetenv("MLFLOW_TRACKING_PASSWORD");
}

void TestDestinationResolver::commandLineTakesTheEnvironmentsLogin()
{
    qputenv("MLFLOW_TRACKING_USERNAME", "someone");
    qputenv("MLFLOW_TRACKING_PASSWORD", "open sesame");
    Bench bench;
    const auto connection = bench.resolve(settings::commandLineProfile.toString(), u"someone"_s);
    QVERIFY2(connection, qPrintable(connection ? QString() : connection.error().message));
    QCOMPARE(connection->url, u"http://mlflow.lan"_s);
    QCOMPARE(http::headerValue(connection->headers, "authorization"),
             "Basic " + QByteArray("someone:open sesame").toBase64());
}

void TestDestinationResolver::otherLoginOfACommandLineIsRefused()
{
    qputenv("MLFLOW_TRACKING_USERNAME", "someone-else");
    qputenv("MLFLOW_TRACKING_PASSWORD", "open sesame");
    Bench bench;
    const auto connection = bench.resolve(settings::commandLineProfile.toString(), u"someone"_s);
    QVERIFY(!connection);
    QVERIFY2(connection.error().message.contains(u"outbox retry"), qPrintable(connection.error().message));
}

void TestDestinationResolver::profileOfAnotherServerGivesNoLogin()
{
    qputenv("MLFLOW_TRACKING_USERNAME", "someone");
    qputenv("MLFLOW_TRACKING_PASSWORD", "open sesame");
    Bench bench;
    settings::Profile profile;
    profile.id = u"p"_s;
    profile.mlflow.url = u"http://elsewhere.lan"_s;
    profile.mlflow.login = settings::MlflowTarget::Login::Basic;
    profile.mlflow.user = u"someone"_s;
    bench.settings.setTemporaryProfile(profile);
    QVERIFY(!bench.resolve(profile.id, u"someone"_s));
    QVERIFY(!bench.resolve(u"gone"_s, u"someone"_s));
}

void TestDestinationResolver::stopDoesNotWaitForTheKeyring()
{
    const QTemporaryDir folder;
    base::Redactor redactor;
    http::Client client;
    mlflow::LocalServer server(&client, {QString(), folder.filePath(u"mlflow"_s)});
    settings::Settings settings(folder.filePath(u"settings.json"_s));
    settings::SecretStore silent(&redactor,
                                 std::make_unique<SilentKeyring>(std::make_shared<SilentKeyring::Questions>()));
    silent.setPatience(std::chrono::hours(1));
    services::DestinationResolver resolver(&settings, &silent, &server);
    settings::Profile profile;
    profile.id = u"p"_s;
    profile.mlflow.url = u"http://mlflow.lan"_s;
    profile.mlflow.login = settings::MlflowTarget::Login::Bearer;
    profile.mlflow.secret = {settings::SecretSource::Kind::Keyring, {}, u"locked"_s};
    settings.setTemporaryProfile(profile);
    const auto resolving = resolver.resolve({u"p"_s, u"http://mlflow.lan"_s, u"bearer"_s, u"exp"_s});
    QVERIFY(!resolving.isFinished());
    resolver.stop();
    QTRY_VERIFY(resolving.isFinished());
    QTRY_COMPARE(resolver.running(), 0);
    QCOMPARE(resolving.result().error().kind, base::ErrorKind::Cancelled);
}
