// SPDX-License-Identifier: Apache-2.0
#include "tst_mlflowcheck.h"

#include "base/taskscope.h"
#include "services/mlflowcheck.h"
#include "support/fakemlflow.h"

#include <QtTest/QTest>

using services::MlflowReport;
using testsupport::FakeMlflow;
using Finding = MlflowReport::Finding;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000;

QCoro::Task<> store(QCoro::Task<MlflowReport> task, std::optional<MlflowReport> *result)
{
    *result = co_await std::move(task);
}

MlflowReport check(const QString &url)
{
    http::Client client;
    mlflow::Connection connection;
    connection.url = url;
    std::optional<MlflowReport> report;
    base::TaskScope scope;
    scope.start(store(services::checkMlflow(&client, connection, u"exp"_s, scope.token()), &report));
    if (!QTest::qWaitFor([&report] { return report.has_value(); }, patience))
        qFatal("the check did not end");
    return *report;
}

} // namespace

void TestMlflowCheck::writesOneTestTrace()
{
    FakeMlflow server;
    const MlflowReport report = check(server.url());
    QCOMPARE(report.finding, Finding::Works);
    QCOMPARE(report.version, u"3.17.2"_s);
    QVERIFY(!report.experimentId.isEmpty());
    QCOMPARE(server.count("POST", "/v1/traces"), 1);
    QVERIFY(report.message.contains(u"exp"));
}

/// These have no place for OTLP, or none to read it from again (mlflow.md 8).
void TestMlflowCheck::olderServerTakesAFile()
{
    FakeMlflow server("3.4.0");
    const MlflowReport report = check(server.url());
    QCOMPARE(report.finding, Finding::Works);
    QCOMPARE(server.count("POST", "/v1/traces"), 0);
    QCOMPARE(server.artifacts.size(), 1);
    QVERIFY(server.artifacts.begin().key().endsWith(u"traces.json"_s));
}

void TestMlflowCheck::tooOldIsNamed()
{
    FakeMlflow server("2.22.5");
    const MlflowReport report = check(server.url());
    QCOMPARE(report.finding, Finding::TooOld);
    QVERIFY2(report.message.contains(u"3.2"), qPrintable(report.message));
}

void TestMlflowCheck::lostSpansAreTold()
{
    FakeMlflow server;
    server.dropsSpans = true;
    const MlflowReport report = check(server.url());
    QCOMPARE(report.finding, Finding::Other);
    QVERIFY2(report.message.contains(u"did not keep"), qPrintable(report.message));
    QVERIFY(server.traces.isEmpty()); // what arrived in part is taken back
}

void TestMlflowCheck::tellsWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Finding>("finding");
    QTest::newRow("login") << "/version"_ba << 401 << "You are not authenticated."_ba << Finding::LoginRefused;
    QTest::newRow("host") << "/version"_ba << 403 << "Invalid Host header - possible DNS rebinding attack detected"_ba
                          << Finding::HostRefused;
    QTest::newRow("prefix") << "/version"_ba << 404 << "<html>Not Found</html>"_ba << Finding::WrongPrefix;
}

void TestMlflowCheck::tellsWhatIsWrong()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    FakeMlflow server;
    FakeMlflow::Fault fault;
    fault.status = status;
    fault.body = body;
    server.fail("GET", target, fault, 5);
    const MlflowReport report = check(server.url());
    QTEST(report.finding, "finding");
    QVERIFY(!report.message.isEmpty());
    QCOMPARE(server.count("POST", "/v1/traces"), 0);
}

void TestMlflowCheck::deletedExperimentCanBeRestored()
{
    FakeMlflow server;
    const int id = server.addExperiment(u"exp"_s, true);
    const MlflowReport report = check(server.url());
    QCOMPARE(report.finding, Finding::ExperimentDeleted);
    QCOMPARE(report.experimentId, QString::number(id));
}

void TestMlflowCheck::nobodyListens()
{
    QString url;
    {
        FakeMlflow server;
        url = server.url();
    }
    const MlflowReport report = check(url);
    QCOMPARE(report.finding, Finding::NotReached);
    QVERIFY(!report.message.isEmpty());
}

void TestMlflowCheck::readerIsOfferedAnExperimentOfTheirOwn()
{
    FakeMlflow server;
    server.addExperiment(u"exp"_s);
    FakeMlflow::Fault fault;
    fault.status = 403;
    fault.body = "Permission denied";
    server.fail("POST", "/v1/traces", fault, 5);
    const MlflowReport report = check(server.url());
    QCOMPARE(report.finding, Finding::NoPermission);
    QVERIFY(!report.ownExperiment.isEmpty());
}
