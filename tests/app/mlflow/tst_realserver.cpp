// SPDX-License-Identifier: Apache-2.0
#include "outboxfixture.h"

#include "mlflow/localserver.h"

#include <QtCore/QTemporaryDir>

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

private:
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
    const QString program = qEnvironmentVariable("SPANWAY_TEST_MLFLOW");
    if (program.isEmpty())
        QSKIP("SPANWAY_TEST_MLFLOW does not name an mlflow program");
    m_client = std::make_unique<http::Client>();
    LocalServer::Options options;
    options.program = program;
    options.dataFolder = m_folder.filePath(u"a folder"_s);
    m_server = std::make_unique<LocalServer>(m_client.get(), options);
    m_server->start();
    QTRY_VERIFY2_WITH_TIMEOUT(m_server->state() != LocalServer::State::Starting, qPrintable(m_server->problem()),
                              180000);
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

QObject *makeRealServerTest()
{
    return new RealServerTest;
}

#include "tst_realserver.moc"
