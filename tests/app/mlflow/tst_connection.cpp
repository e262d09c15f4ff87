// SPDX-License-Identifier: Apache-2.0
#include "mlflow/connection.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using mlflow::Connection;
using mlflow::Version;
using settings::MlflowTarget;

class ConnectionTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void normalizedUrl_data();
    void normalizedUrl();
    void urlProblem_data();
    void urlProblem();
    void basicLogin();
    void bearerLogin();
    void extraHeaders();
    void version_data();
    void version();
    void traceUrl();
};

void ConnectionTest::normalizedUrl_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("used");
    QTest::newRow("plain") << u"http://localhost:5000"_s << u"http://localhost:5000"_s;
    QTest::newRow("slash") << u" http://localhost:5000// "_s << u"http://localhost:5000"_s;
    QTest::newRow("prefix") << u"https://h/ml/flow/"_s << u"https://h/ml/flow"_s;
    QTest::newRow("from the browser") << u"http://h:5000/x/#/experiments/3/traces?a=b"_s << u"http://h:5000/x"_s;
}

void ConnectionTest::normalizedUrl()
{
    QFETCH(QString, given);
    QFETCH(QString, used);
    QCOMPARE(mlflow::normalizedUrl(given), used);
    QCOMPARE(mlflow::urlProblem(given), std::nullopt);
}

void ConnectionTest::urlProblem_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << u"  "_s << u"is empty"_s;
    QTest::newRow("no scheme") << u"localhost:5000"_s << u"must begin with http"_s;
    QTest::newRow("file") << u"file:///tmp/mlruns"_s << u"must begin with http"_s;
    QTest::newRow("login") << u"http://ada:pw@h:5000"_s << u"holds a login"_s;
    QTest::newRow("user") << u"http://ada@h:5000"_s << u"holds a login"_s;
    QTest::newRow("query") << u"http://h:5000/?x=1"_s << u"leave out everything from ?"_s;
    QTest::newRow("space") << u"http://h h:5000"_s << u"not a valid URL"_s;
    QTest::newRow("no host") << u"http:///x"_s << u"no host"_s;
}

void ConnectionTest::urlProblem()
{
    QFETCH(QString, url);
    QFETCH(QString, says);
    const auto problem = mlflow::urlProblem(url);
    QVERIFY(problem);
    QVERIFY2(problem->contains(says), qPrintable(*problem));
    QVERIFY(!problem->contains(u"pw"));
}

void ConnectionTest::basicLogin()
{
    MlflowTarget target;
    target.url = u"http://h:5000/"_s;
    target.login = MlflowTarget::Login::Basic;
    target.user = u"ada"_s;
    target.caFile = u"/ca.pem"_s;
    target.workspace = u" team "_s;
    const Connection connection = mlflow::connectionFor(target, u"pass-word"_s, {});
    QCOMPARE(connection.url, u"http://h:5000"_s);
    QCOMPARE(connection.caFile, u"/ca.pem"_s);
    QCOMPARE(connection.workspace, u"team"_s);
    const http::Headers wanted{{"Authorization"_ba, "Basic " + "ada:pass-word"_ba.toBase64(), true}};
    QCOMPARE(connection.headers, wanted);
    QVERIFY(connection.secrets.contains(u"pass-word"_s));
    QVERIFY(connection.secrets.contains(QString::fromLatin1("ada:pass-word"_ba.toBase64())));
}

void ConnectionTest::bearerLogin()
{
    MlflowTarget target;
    target.url = u"http://h"_s;
    target.login = MlflowTarget::Login::Bearer;
    const Connection connection = mlflow::connectionFor(target, u"tok-123"_s, {});
    const http::Headers wanted{{"Authorization"_ba, "Bearer tok-123"_ba, true}};
    QCOMPARE(connection.headers, wanted);
    QCOMPARE(connection.secrets, QStringList{u"tok-123"_s});
}

void ConnectionTest::extraHeaders()
{
    MlflowTarget target;
    target.url = u"http://h"_s;
    settings::ExtraHeader plain{"X-Team"_ba, u"blue"_s, true, {}};
    settings::ExtraHeader stored{"X-Gate"_ba, {}, false, {}};
    stored.secret.kind = settings::SecretSource::Kind::Session;
    stored.secret.reference = u"ref-1"_s;
    settings::ExtraHeader variable{"X-Env"_ba, {}, false, {}};
    variable.secret.kind = settings::SecretSource::Kind::Environment;
    variable.secret.variable = u"GATE_KEY"_s;
    target.headers = {plain, stored, variable};
    const QHash<QString, QString> secrets{{u"ref-1"_s, u"hush-1"_s}, {u"GATE_KEY"_s, u"hush-2"_s}};
    const Connection connection = mlflow::connectionFor(target, {}, secrets);
    const http::Headers wanted{
        {"X-Team"_ba, "blue"_ba, false}, {"X-Gate"_ba, "hush-1"_ba, true}, {"X-Env"_ba, "hush-2"_ba, true}};
    QCOMPARE(connection.headers, wanted);
    const QStringList hushed{u"hush-1"_s, u"hush-2"_s};
    QCOMPARE(connection.secrets, hushed);
}

void ConnectionTest::version_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read");
    QTest::newRow("release") << u"3.17.2"_s << u"3.17.2"_s;
    QTest::newRow("development") << u"3.18.0.dev0\n"_s << u"3.18.0"_s;
    QTest::newRow("candidate") << u"3.19.0rc1"_s << u"3.19.0"_s;
    QTest::newRow("short") << u"4.0"_s << u"4.0.0"_s;
    QTest::newRow("page") << u"<html>3.17.2</html>"_s << u"0.0.0"_s;
    QTest::newRow("empty") << QString() << u"0.0.0"_s;
    QTest::newRow("huge") << u"99999999999.1.2"_s << u"0.0.0"_s;
}

void ConnectionTest::version()
{
    QFETCH(QString, text);
    QFETCH(QString, read);
    QCOMPARE(Version::parse(text).toString(), read);
    QVERIFY((Version{3, 10, 0}) > (Version{3, 9, 9}));
    QVERIFY((Version{3, 6, 0}) >= (Version{3, 6, 0}));
}

void ConnectionTest::traceUrl()
{
    QCOMPARE(mlflow::traceUrl(u"http://h:5000/x/"_s, u"7"_s, u"tr-00"_s, {}),
             u"http://h:5000/x/#/experiments/7/traces?selectedEvaluationId=tr-00&startTimeLabel=ALL"_s);
    QCOMPARE(mlflow::traceUrl(u"http://h"_s, u"7"_s, u"tr-00"_s, u"a b"_s),
             u"http://h/#/experiments/7/traces?selectedEvaluationId=tr-00&startTimeLabel=ALL&workspace=a%20b"_s);
}

QObject *makeConnectionTest()
{
    return new ConnectionTest;
}

#include "tst_connection.moc"
