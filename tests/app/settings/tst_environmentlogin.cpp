// SPDX-License-Identifier: Apache-2.0
#include "settings/environmentlogin.h"

#include "support/testmain.h"

using namespace Qt::StringLiterals;
using Login = settings::MlflowTarget::Login;

/// What MLflow's own environment variables say.
class EnvironmentLoginTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup();
    void nothingWithoutAnAddress_data();
    void nothingWithoutAnAddress();
    void everythingIsTaken();
    void tokenStandsBeforeUser();
    void loginInTheAddressIsCutOff();
    void whatIsNotSaidStaysEmpty();
};

void EnvironmentLoginTest::cleanup()
{
    for (const char *name :
         {"MLFLOW_TRACKING_URI", "MLFLOW_TRACKING_USERNAME", "MLFLOW_TRACKING_PASSWORD", "MLFLOW_TRACKING_TOKEN",
          "MLFLOW_EXPERIMENT_NAME", "MLFLOW_WORKSPACE", "MLFLOW_TRACKING_SERVER_CERT_PATH"})
        qunsetenv(name);
}

void EnvironmentLoginTest::nothingWithoutAnAddress_data()
{
    QTest::addColumn<QByteArray>("uri");
    QTest::newRow("unset") << QByteArray();
    QTest::newRow("folder") << "./mlruns"_ba;
    QTest::newRow("database") << "sqlite:///mlflow.db"_ba;
    QTest::newRow("databricks") << "databricks"_ba;
    QTest::newRow("no host") << "http://"_ba;
}

void EnvironmentLoginTest::nothingWithoutAnAddress()
{
    QFETCH(const QByteArray, uri);
    if (!uri.isEmpty())
        qputenv("MLFLOW_TRACKING_URI", uri);
    qputenv("MLFLOW_TRACKING_USERNAME", "ada");
    QVERIFY(!settings::mlflowFromEnvironment());
}

void EnvironmentLoginTest::everythingIsTaken()
{
    qputenv("MLFLOW_TRACKING_URI", "https://mlflow.lan/prefix/");
    qputenv("MLFLOW_TRACKING_USERNAME", "ada");
    qputenv("MLFLOW_TRACKING_PASSWORD", "open sesame");
    qputenv("MLFLOW_EXPERIMENT_NAME", "chats");
    qputenv("MLFLOW_WORKSPACE", "team");
    qputenv("MLFLOW_TRACKING_SERVER_CERT_PATH", "/etc/ssl/own.pem");
    const auto target = settings::mlflowFromEnvironment();
    QVERIFY(target);
    QCOMPARE(target->url, u"https://mlflow.lan/prefix"_s);
    QCOMPARE(target->login, Login::Basic);
    QCOMPARE(target->user, u"ada"_s);
    QCOMPARE(target->secret.kind, settings::SecretSource::Kind::Environment);
    QCOMPARE(target->secret.variable, u"MLFLOW_TRACKING_PASSWORD"_s);
    QCOMPARE(target->experiment, u"chats"_s);
    QCOMPARE(target->workspace, u"team"_s);
    QCOMPARE(target->caFile, u"/etc/ssl/own.pem"_s);
}

void EnvironmentLoginTest::tokenStandsBeforeUser()
{
    qputenv("MLFLOW_TRACKING_URI", "http://mlflow.lan");
    qputenv("MLFLOW_TRACKING_USERNAME", "ada");
    qputenv("MLFLOW_TRACKING_TOKEN", "t");
    const auto target = settings::mlflowFromEnvironment();
    QVERIFY(target);
    QCOMPARE(target->login, Login::Bearer);
    QCOMPARE(target->secret.variable, u"MLFLOW_TRACKING_TOKEN"_s);
}

void EnvironmentLoginTest::loginInTheAddressIsCutOff()
{
    qputenv("MLFLOW_TRACKING_URI", "http://ada:secret@mlflow.lan:5000");
    const auto target = settings::mlflowFromEnvironment();
    QVERIFY(target);
    QCOMPARE(target->url, u"http://mlflow.lan:5000"_s);
}

void EnvironmentLoginTest::whatIsNotSaidStaysEmpty()
{
    qputenv("MLFLOW_TRACKING_URI", "http://mlflow.lan:5000");
    const auto target = settings::mlflowFromEnvironment();
    QVERIFY(target);
    QCOMPARE(target->login, Login::None);
    QVERIFY(target->experiment.isEmpty() && target->workspace.isEmpty() && target->caFile.isEmpty());
}

QObject *makeEnvironmentLoginTest()
{
    return new EnvironmentLoginTest;
}

#include "tst_environmentlogin.moc"
