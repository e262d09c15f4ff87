// SPDX-License-Identifier: Apache-2.0
#include "outboxfixture.h"

#include "http/stream.h"
#include "mlflow/localserver.h"
#include "mlflow/serverprocess.h"
#include "support/realmlflow.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

#include <csignal>

using namespace Qt::StringLiterals;
using base::Json;
using mlflow::LocalServer;
using mlflowtest::makeTrace;
using mlflowtest::OutboxFixture;

/// Against a real MLflow, whose program SPANWAY_TEST_MLFLOW names.
class RealServerTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void exportsOnce();
    void batch();
    void numbersOnly();
    void attachments();
    void deletedExperiment();
    void serverKilledInBetween();

private:
    /// Exact tokens and both spans, once.
    void verifyWhole(const trace::TraceRecord &record);
    base::Result<Json> infoOf(const trace::TraceId &id)
    {
        return mlflowtest::run(m_api->traceInfo(trace::mlflowTraceId(id), {}));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<http::Client> m_client;
    std::unique_ptr<LocalServer> m_server;
    std::unique_ptr<mlflow::Client> m_api;
};

void RealServerTest::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("SPANWAY_TEST_MLFLOW"))
        QSKIP("SPANWAY_TEST_MLFLOW does not name an mlflow program");
    m_client = std::make_unique<http::Client>();
    m_server = testsupport::startRealMlflow(m_client.get(), m_folder.filePath(u"a folder"_s));
    QVERIFY2(m_server->state() == LocalServer::State::Ready, qPrintable(m_server->problem()));
    mlflow::Connection connection;
    connection.url = m_server->url();
    m_api = std::make_unique<mlflow::Client>(m_client.get(), connection);
    const auto info = mlflowtest::run(m_api->serverInfo({}));
    QVERIFY2(info, info ? "" : qPrintable(info.error().message));
    qInfo("MLflow %s at %s", qPrintable(info->version.toString()), qPrintable(m_server->url()));
}

void RealServerTest::cleanupTestCase()
{
    if (!m_server)
        return;
    m_server->stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->state(), LocalServer::State::Off, 20000);
}

void RealServerTest::exportsOnce()
{
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace(u"Grüße 👋"_s);
    const store::Destination destination = fixture.destination(m_server->url(), u"Kong AI Gateway"_s);
    fixture.enqueue(record, destination);
    fixture.exporter().start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.isSent(record.info.id), 60000);
    const auto first = infoOf(record.info.id);
    QVERIFY(first);
    QCOMPARE((*first)[u"state"].toString(), u"OK"_s);
    QCOMPARE((*first)[u"request_preview"].toString(), u"Grüße 👋"_s);
    const Json usage = *Json::parse((*first)[u"trace_metadata"][u"mlflow.trace.tokenUsage"].toString().toUtf8());
    QCOMPARE(usage[u"total_tokens"].toInt64(), 15);
    fixture.enqueue(record, destination);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.isSent(record.info.id), 60000);
    const auto second = infoOf(record.info.id);
    QVERIFY(second);
    QCOMPARE(*Json::parse((*second)[u"trace_metadata"][u"mlflow.trace.tokenUsage"].toString().toUtf8()), usage);
    const QString experiment = fixture.row(record.info.id).experimentId;
    const auto all = mlflowtest::run(m_api->searchTraces(experiment, QString(), 10, {}));
    QVERIFY(all);
    QCOMPARE((*all)[u"traces"].size(), 1);
    const auto spans = mlflowtest::run(m_api->traceSpans(trace::mlflowTraceId(record.info.id), {}));
    QVERIFY(spans);
    QCOMPARE((*spans)[u"spans"].size(), 2);
}

void RealServerTest::verifyWhole(const trace::TraceRecord &record)
{
    const auto info = infoOf(record.info.id);
    QVERIFY(info);
    QCOMPARE((*info)[u"state"].toString(), u"OK"_s);
    const Json usage = *Json::parse((*info)[u"trace_metadata"][u"mlflow.trace.tokenUsage"].toString().toUtf8());
    QCOMPARE(usage[u"total_tokens"].toInt64(), 15);
    const auto spans = mlflowtest::run(m_api->traceSpans(trace::mlflowTraceId(record.info.id), {}));
    QVERIFY(spans);
    QCOMPARE((*spans)[u"spans"].size(), 2);
}

void RealServerTest::batch()
{
    OutboxFixture fixture;
    QList<trace::TraceRecord> records;
    for (int i = 0; i < 60; ++i) {
        records.append(makeTrace(QString::number(i)));
        fixture.enqueue(records.last(), fixture.destination(m_server->url(), u"batch"_s));
    }
    fixture.exporter().start();
    for (const trace::TraceRecord &record : std::as_const(records))
        QTRY_VERIFY_WITH_TIMEOUT(fixture.isSent(record.info.id), 120000);
    const QString experiment = fixture.row(records.first().info.id).experimentId;
    const auto all = mlflowtest::run(m_api->searchTraces(experiment, u"status = 'OK'"_s, 500, {}));
    QVERIFY(all);
    QCOMPARE((*all)[u"traces"].size(), 60);
    verifyWhole(records.last());
}

void RealServerTest::numbersOnly()
{
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace(u"canary"_s);
    fixture.enqueue(record, fixture.destination(m_server->url()), settings::ContentMode::NumbersOnly);
    fixture.exporter().start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.isSent(record.info.id), 60000);
    verifyWhole(record);
    QVERIFY(!infoOf(record.info.id)->write().contains("canary"));
    QVERIFY(!mlflowtest::run(m_api->traceSpans(trace::mlflowTraceId(record.info.id), {}))->write().contains("canary"));
}

void RealServerTest::attachments()
{
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace(u"data:image/png;base64,QUJDRA=="_s);
    fixture.enqueue(record, fixture.destination(m_server->url()));
    fixture.exporter().start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.isSent(record.info.id), 60000);
    const QByteArray spans = mlflowtest::run(m_api->traceSpans(trace::mlflowTraceId(record.info.id), {}))->write();
    const qsizetype at = spans.indexOf("mlflow-attachment://");
    QVERIFY(at >= 0);
    http::Request request;
    request.url = m_server->url()
        + u"/ajax-api/3.0/mlflow/get-trace-artifact?request_id=%1&path=%2"_s.arg(
            trace::mlflowTraceId(record.info.id), QString::fromLatin1(spans.mid(at + 20, 36)));
    const auto reply = mlflowtest::run(http::fetch(m_client.get(), request, {}));
    QVERIFY(reply);
    QCOMPARE(reply->head.status, 200);
    QCOMPARE(reply->body, "ABCD"_ba);
}

void RealServerTest::deletedExperiment()
{
    OutboxFixture fixture;
    QSignalSpy attention(&fixture.exporter(), &mlflow::Exporter::needsAttention);
    const store::Destination destination = fixture.destination(m_server->url(), u"to be deleted"_s);
    const trace::TraceRecord first = makeTrace();
    fixture.enqueue(first, destination);
    fixture.exporter().start();
    QTRY_VERIFY_WITH_TIMEOUT(fixture.isSent(first.info.id), 60000);
    http::Request request;
    request.method = "POST";
    request.url = m_server->url() + u"/api/2.0/mlflow/experiments/delete"_s;
    request.headers = {{"Content-Type"_ba, "application/json"_ba, false}};
    request.body = "{\"experiment_id\":\"" + fixture.row(first.info.id).experimentId.toLatin1() + "\"}";
    const auto deleted = mlflowtest::run(http::fetch(m_client.get(), request, {}));
    QVERIFY(deleted && deleted->head.status == 200);
    const trace::TraceRecord second = makeTrace();
    fixture.enqueue(second, destination);
    QTRY_COMPARE_WITH_TIMEOUT(attention.size(), 1, 60000);
    QVERIFY(!fixture.isSent(second.info.id));
    fixture.exporter().restoreExperiment(destination);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.isSent(second.info.id), 60000);
    verifyWhole(second);
}

/// The server is killed in the middle of a backlog and comes back on another port.
void RealServerTest::serverKilledInBetween()
{
    OutboxFixture fixture;
    fixture.localUrl = m_server->url();
    const store::Destination destination = fixture.destination(settings::localMlflowUrl.toString(), u"killed"_s);
    QList<trace::TraceRecord> records;
    for (int i = 0; i < 120; ++i) {
        records.append(makeTrace(QString::number(i)));
        fixture.enqueue(records.last(), destination);
    }
    QSignalSpy sent(&fixture.exporter(), &mlflow::Exporter::traceSent);
    fixture.exporter().start();
    QTRY_VERIFY_WITH_TIMEOUT(sent.size() >= 20, 60000);
    mlflow::signalServer(m_folder.filePath(u"a folder"_s), SIGKILL);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->state(), LocalServer::State::Failed, 20000);
    QVERIFY(sent.size() < 120);
    m_server->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->state(), LocalServer::State::Ready, 180000);
    fixture.localUrl = m_server->url();
    m_api = std::make_unique<mlflow::Client>(m_client.get(), mlflow::Connection{m_server->url(), {}, {}, {}, {}});
    fixture.exporter().serverReady(destination.server);
    for (const trace::TraceRecord &record : std::as_const(records))
        QTRY_VERIFY_WITH_TIMEOUT(fixture.isSent(record.info.id), 120000);
    const QString experiment = fixture.row(records.first().info.id).experimentId;
    const auto all = mlflowtest::run(m_api->searchTraces(experiment, {}, 500, {}));
    QVERIFY(all);
    QCOMPARE((*all)[u"traces"].size(), 120);
    for (int i = 0; i < 120; i += 7)
        verifyWhole(records.at(i));
}

QObject *makeRealServerTest()
{
    return new RealServerTest;
}

#include "tst_realserver.moc"
