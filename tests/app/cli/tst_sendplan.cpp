// SPDX-License-Identifier: Apache-2.0
#include "tst_sendplan.h"

#include "base/redactor.h"
#include "cli/sendplan.h"
#include "settings/secretstore.h"
#include "settings/settings.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using cli::SendArguments;
using settings::SecretSource;
using namespace Qt::StringLiterals;

namespace {

/// Settings without a file, as at the first start.
struct Bench
{
    base::Redactor redactor;
    QTemporaryDir folder;
    settings::Settings settings{folder.filePath(u"settings.json"_s)};
    settings::SecretStore secrets{&redactor};

    base::Result<cli::SendPlan> plan(const SendArguments &arguments) { return cli::planSend(arguments, &settings, &secrets); }
};

SendArguments toGateway()
{
    SendArguments arguments;
    arguments.gateway = u"http://127.0.0.1:8000/v1"_s;
    arguments.model = u"m"_s;
    arguments.prompt = u"Hi"_s;
    return arguments;
}

} // namespace

void TestSendPlan::gatewayAloneIsEnough()
{
    Bench bench;
    const auto plan = bench.plan(toGateway());
    QVERIFY(plan);
    QCOMPARE(plan->turn.profile.baseUrl, u"http://127.0.0.1:8000/v1"_s);
    QCOMPARE(plan->turn.request.messages.size(), 1);
    QCOMPARE(plan->turn.own.plainText(), u"Hi"_s);
    QVERIFY(plan->turn.session.isEmpty());
    QVERIFY(!plan->turn.draft);
    QVERIFY(plan->warnings.isEmpty());
}

void TestSendPlan::keyAndHeadersComeFromTheEnvironment()
{
    Bench bench;
    SendArguments arguments = toGateway();
    arguments.keyVariable = u"MY_KEY"_s;
    arguments.keyHeader = u"apikey: {key}"_s;
    arguments.headerVariables = {u"x-team=TEAM"_s};
    arguments.headers = {u"x-plain: yes"_s};
    const auto plan = bench.plan(arguments);
    QVERIFY(plan);
    const settings::Profile &profile = plan->turn.profile;
    QCOMPARE(profile.key.kind, SecretSource::Kind::Environment);
    QCOMPARE(profile.key.variable, u"MY_KEY"_s);
    QCOMPARE(profile.keyHeader, "apikey"_ba);
    QCOMPARE(profile.keyPattern, u"{key}"_s);
    QCOMPARE(profile.headers.size(), 2);
    QVERIFY(profile.headers.at(0).plain);
    QCOMPARE(profile.headers.at(0).value, u"yes"_s);
    QVERIFY(!profile.headers.at(1).plain);
    QCOMPARE(profile.headers.at(1).secret.variable, u"TEAM"_s);
}

void TestSendPlan::secretHeaderIsWarnedAbout()
{
    Bench bench;
    SendArguments arguments = toGateway();
    arguments.headers = {u"X-Api-Key: abcdefgh"_s};
    const auto plan = bench.plan(arguments);
    QVERIFY(plan);
    QCOMPARE(plan->warnings.size(), 1);
    QVERIFY(!plan->warnings.first().contains(u"abcdefgh"));
    QVERIFY(!plan->turn.profile.headers.first().plain);
    QVERIFY(plan->turn.profile.headers.first().value.isEmpty());
    QCOMPARE(bench.redactor.redact(u"abcdefgh"_s), base::Redactor::mask());
}

void TestSendPlan::bodyIsSentAsItIs()
{
    Bench bench;
    const QString path = bench.folder.filePath(u"body.json"_s);
    const QByteArray body = R"({ "messages":[{"role":"user","content":"one"},{"role":"assistant","content":"two"}],"n" : 1.0})";
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(body);
    file.close();
    SendArguments arguments;
    arguments.gateway = u"http://h/v1"_s;
    arguments.bodyFile = path;
    const auto plan = bench.plan(arguments);
    QVERIFY(plan);
    QCOMPARE(plan->turn.request.bytes(), body);
    QCOMPARE(plan->turn.own.plainText(), u"one"_s);
}

void TestSendPlan::mlflowLoginComesFromTheEnvironment()
{
    Bench bench;
    qputenv("MLFLOW_TRACKING_USERNAME", "someone");
    SendArguments arguments = toGateway();
    arguments.mlflow = u"http://mlflow.lan/prefix"_s;
    arguments.experiment = u"mine"_s;
    const auto plan = bench.plan(arguments);
    qunsetenv("MLFLOW_TRACKING_USERNAME");
    QVERIFY(plan);
    QCOMPARE(plan->turn.draft->destination.login, u"someone"_s);
    QCOMPARE(plan->turn.draft->destination.experiment, u"mine"_s);
    QCOMPARE(plan->turn.draft->destination.server, u"http://mlflow.lan/prefix"_s);
    QCOMPARE(plan->turn.profile.mlflow.secret.variable, u"MLFLOW_TRACKING_PASSWORD"_s);
    QVERIFY(bench.settings.profile(plan->turn.profile.id));
}

void TestSendPlan::otherMlflowGetsNothingOfTheProfiles()
{
    Bench bench;
    settings::Profile profile;
    profile.id = u"p"_s;
    profile.name = u"P"_s;
    profile.baseUrl = u"http://h/v1"_s;
    profile.mlflow.url = u"http://mlflow.lan"_s;
    profile.mlflow.experiment = u"kept"_s;
    profile.mlflow.caFile = u"/ca.pem"_s;
    profile.mlflow.headers = {{"X-Secret", {}, false, {}}};
    bench.settings.setTemporaryProfile(profile);
    SendArguments arguments = toGateway();
    arguments.gateway.clear();
    arguments.profile = u"P"_s;
    arguments.mlflow = u"http://elsewhere.lan"_s;
    const auto other = bench.plan(arguments);
    QVERIFY(other);
    QVERIFY(other->turn.profile.mlflow.headers.isEmpty());
    QVERIFY(other->turn.profile.mlflow.caFile.isEmpty());
    QCOMPARE(other->turn.profile.mlflow.experiment, u"kept"_s);
    bench.settings.setTemporaryProfile(profile);
    arguments.mlflow = profile.mlflow.url;
    const auto same = bench.plan(arguments);
    QVERIFY(same);
    QCOMPARE(same->turn.profile.mlflow.headers.size(), 1);
}

void TestSendPlan::refused_data()
{
    QTest::addColumn<SendArguments>("arguments");
    const auto with = [](auto change) {
        SendArguments arguments = toGateway();
        change(arguments);
        return arguments;
    };
    QTest::newRow("no gateway at all") << with([](SendArguments &a) { a.gateway.clear(); });
    QTest::newRow("unknown profile") << with([](SendArguments &a) { a.profile = u"nobody"_s; });
    QTest::newRow("URL without scheme") << with([](SendArguments &a) { a.gateway = u"host:8000/v1"_s; });
    QTest::newRow("URL with a password") << with([](SendArguments &a) { a.gateway = u"http://u:p@host/v1"_s; });
    QTest::newRow("MLflow with a password") << with([](SendArguments &a) { a.mlflow = u"http://u:p@host"_s; });
    QTest::newRow("MLflow without scheme") << with([](SendArguments &a) { a.mlflow = u"databricks"_s; });
    QTest::newRow("key header without {key}") << with([](SendArguments &a) { a.keyHeader = u"apikey: secret"_s; });
    QTest::newRow("header without colon") << with([](SendArguments &a) { a.headers = {u"nonsense"_s}; });
    QTest::newRow("empty prompt") << with([](SendArguments &a) { a.prompt = u"  "_s; });
    QTest::newRow("missing file") << with([](SendArguments &a) { a.messageFile = u"/nowhere/at/all"_s; });
}

void TestSendPlan::refused()
{
    QFETCH(SendArguments, arguments);
    Bench bench;
    const auto plan = bench.plan(arguments);
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY(!plan.error().message.contains(u"secret"));
}
