// SPDX-License-Identifier: Apache-2.0
#include "outboxfixture.h"
#include "support/fakemlflow.h"

#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using mlflowtest::makeTrace;
using mlflowtest::OutboxFixture;
using testsupport::FakeMlflow;

/// The happy path of the recipe and what the exporter tells about itself.
class ExporterTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void sendsSpansFirstAndStartTraceLast();
    void sendsTwiceAndStaysOneTrace();
    void backlogGoesInBatches();
    void largeTracesShareNoPost();
    void attachmentsGoBeforeStartTrace();
    void numbersOnly();
    void invalidTraceIsParked();
    void wakesForNewRows();
    void onlyOneProcessSends();
    void statusTellsAll();
    void resolveErrorWaits();
    void serverReadyEndsThePause();
    void restartEndsThePause();
    void retryOfAnotherProcessEndsThePause_data();
    void retryOfAnotherProcessEndsThePause();
    void newRowsDoNotEndThePause();
    void startSendsNothingTwice();
    void linkOfLocalServer();
    void stopsAtOnce();
};

void ExporterTest::sendsSpansFirstAndStartTraceLast()
{
    FakeMlflow server;
    OutboxFixture fixture;
    QSignalSpy sent(&fixture.exporter(), &mlflow::Exporter::traceSent);
    trace::TraceRecord record = makeTrace();
    record.info.clientRequestId = u"req-4711"_s;
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    const QString id = trace::mlflowTraceId(record.info.id);
    QCOMPARE(server.traces.value(id).spans.size(), 2);
    QCOMPARE(server.traces.value(id).tokens, 15);
    QCOMPARE(server.traces.value(id).starts, 1);
    QCOMPARE(server.traces.value(id).info[u"client_request_id"].toString(), u"req-4711"_s);
    QCOMPARE(server.requests().last().target, "/api/3.0/mlflow/traces"_ba);
    QCOMPARE(server.experiments.value(u"1"_s).name, u"exp"_s);
    QCOMPARE(sent.size(), 1);
    QVERIFY(
        sent.first().at(1).toString().startsWith(server.url() + u"/#/experiments/1/traces?selectedEvaluationId=tr-"_s));
}

void ExporterTest::sendsTwiceAndStaysOneTrace()
{
    FakeMlflow server("3.10.1");
    server.addsTokens = true;
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    fixture.enqueue(record, fixture.destination(server.url()));
    QTRY_COMPARE(server.posts, 2);
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.traces.size(), 1);
    QCOMPARE(server.traces.first().spans.size(), 2);
    QCOMPARE(server.traces.first().tokens, 15);
}

void ExporterTest::backlogGoesInBatches()
{
    FakeMlflow server;
    OutboxFixture fixture;
    QList<trace::TraceRecord> records;
    for (int i = 0; i < 120; ++i) {
        records.append(makeTrace(QString::number(i)));
        fixture.enqueue(records.last(), fixture.destination(server.url()));
    }
    fixture.exporter().start();
    for (const trace::TraceRecord &record : std::as_const(records))
        QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.traces.size(), 120);
    QVERIFY2(server.posts <= 4, qPrintable(QString::number(server.posts)));
    QCOMPARE(server.count("POST", "/api/3.0/mlflow/traces"), 120);
    QCOMPARE(server.count("GET", "/version"), 1);
}

void ExporterTest::largeTracesShareNoPost()
{
    FakeMlflow server;
    OutboxFixture fixture;
    for (int i = 0; i < 25; ++i)
        fixture.enqueue(makeTrace(QString(200000, QChar(u'a' + i))), fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(server.count("POST", "/api/3.0/mlflow/traces"), 25);
    // 25 traces of 0.8 MB, read ten at a time.
    QCOMPARE(server.posts, 3);
}

void ExporterTest::attachmentsGoBeforeStartTrace()
{
    FakeMlflow server;
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace(u"data:image/png;base64,QUJDRA=="_s);
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.artifacts.size(), 1);
    QVERIFY(server.artifacts.firstKey().startsWith(
        u"1/traces/%1/artifacts/attachments/"_s.arg(trace::mlflowTraceId(record.info.id))));
    QCOMPARE(server.artifacts.first(), "ABCD"_ba);
    const auto &requests = server.requests();
    QCOMPARE(requests.at(requests.size() - 2).method, "PUT"_ba);
    QCOMPARE(requests.last().target, "/api/3.0/mlflow/traces"_ba);
}

void ExporterTest::numbersOnly()
{
    FakeMlflow server;
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace(u"canary"_s);
    fixture.enqueue(record, fixture.destination(server.url()), settings::ContentMode::NumbersOnly);
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    for (const http::ServerRequest &request : server.requests())
        QVERIFY(!request.body.contains("canary"));
    QCOMPARE(server.traces.first().tokens, 15);
}

void ExporterTest::invalidTraceIsParked()
{
    FakeMlflow server;
    OutboxFixture fixture;
    trace::TraceRecord bad = makeTrace();
    bad.spans.last().end = bad.spans.last().start - std::chrono::milliseconds(5);
    const trace::TraceRecord good = makeTrace();
    fixture.enqueue(bad, fixture.destination(server.url()));
    fixture.enqueue(good, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(good.info.id));
    QTRY_COMPARE(fixture.row(bad.info.id).state, store::OutboxState::Failed);
    QVERIFY(fixture.row(bad.info.id).reason.contains(u"before it starts"));
    QCOMPARE(server.traces.size(), 1);
}

void ExporterTest::wakesForNewRows()
{
    FakeMlflow server;
    OutboxFixture fixture;
    mlflow::Pace pace;
    pace.look = std::chrono::hours(1);
    fixture.setPace(pace);
    fixture.exporter().start();
    QTRY_COMPARE(fixture.exporter().running(), 0);
    for (int i = 0; i < 3; ++i) {
        const trace::TraceRecord record = makeTrace();
        fixture.enqueue(record, fixture.destination(server.url()));
        QTRY_VERIFY(fixture.isSent(record.info.id));
    }
}

void ExporterTest::onlyOneProcessSends()
{
    FakeMlflow server;
    OutboxFixture fixture;
    // Process 1 lives and is not us.
    fixture.pretendLockHeldBy(1);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.exporter().status().otherProcess);
    QTRY_COMPARE(fixture.exporter().status().waiting, 1);
    QVERIFY(server.requests().isEmpty());
    fixture.pretendLockHeldBy(0);
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QTRY_VERIFY(!fixture.exporter().status().otherProcess);
}

void ExporterTest::statusTellsAll()
{
    FakeMlflow server;
    server.fail("POST", "/v1/traces", {FakeMlflow::Fault::Kind::Silence, 0, {}, {}});
    OutboxFixture fixture;
    QSignalSpy changed(&fixture.exporter(), &mlflow::Exporter::statusChanged);
    fixture.enqueue(makeTrace(), fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(fixture.exporter().status().sending, 1);
    QTRY_COMPARE(server.count("POST", "/v1/traces"), 1); // the silence is this exporter's, not the next one's
    QVERIFY(!changed.isEmpty());
    QVERIFY(!fixture.exporter().status().lastSent);
    fixture.restartExporter();
    fixture.exporter().start();
    QTRY_VERIFY(fixture.exporter().status().lastSent);
    QTRY_COMPARE(fixture.exporter().status().waiting + fixture.exporter().status().sending, 0);
    QVERIFY(!fixture.exporter().status().nextTry);
}

void ExporterTest::resolveErrorWaits()
{
    FakeMlflow server;
    OutboxFixture fixture;
    QSignalSpy attention(&fixture.exporter(), &mlflow::Exporter::needsAttention);
    fixture.resolveError = base::Error(base::ErrorKind::Unauthorized, u"the keyring is locked"_s);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(attention.size(), 1);
    QTRY_COMPARE(fixture.row(record.info.id).reason, u"the keyring is locked"_s);
    QCOMPARE(fixture.row(record.info.id).state, store::OutboxState::Waiting);
    fixture.resolveError.reset();
    fixture.exporter().retryNow(fixture.row(record.info.id).id);
    QTRY_VERIFY(fixture.isSent(record.info.id));
}

void ExporterTest::serverReadyEndsThePause()
{
    FakeMlflow server;
    OutboxFixture fixture;
    mlflow::Pace pace;
    pace.first = std::chrono::hours(1);
    pace.longest = std::chrono::hours(1);
    fixture.setPace(pace);
    fixture.resolveError = base::Error(base::ErrorKind::Connect, u"The local MLflow is not running yet"_s);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.row(record.info.id).reason.contains(u"not running yet"));
    fixture.resolveError.reset();
    fixture.exporter().serverReady(server.url());
    QTRY_VERIFY(fixture.isSent(record.info.id));
}

void ExporterTest::restartEndsThePause()
{
    FakeMlflow server;
    server.crash();
    OutboxFixture fixture;
    mlflow::Pace pace;
    pace.first = std::chrono::hours(1);
    pace.longest = std::chrono::hours(1);
    fixture.setPace(pace);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.row(record.info.id).reason.contains(u"refused the connection"));
    server.resume();
    fixture.restartExporter();
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
}

void ExporterTest::retryOfAnotherProcessEndsThePause_data()
{
    QTest::addColumn<bool>("failed");
    QTest::newRow("waiting") << false;
    QTest::newRow("parked") << true;
}

/// `spanway-cli outbox retry` speaks to the store alone.
void ExporterTest::retryOfAnotherProcessEndsThePause()
{
    QFETCH(const bool, failed);
    FakeMlflow server;
    OutboxFixture fixture;
    mlflow::Pace pace;
    pace.first = std::chrono::hours(1);
    pace.longest = std::chrono::hours(1);
    pace.look = std::chrono::milliseconds(20);
    fixture.setPace(pace);
    fixture.resolveError = base::Error(base::ErrorKind::Connect, u"nobody there"_s);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(fixture.row(record.info.id).reason, u"nobody there"_s);
    QTRY_COMPARE(fixture.row(record.info.id).state, store::OutboxState::Waiting);
    fixture.resolveError.reset();
    if (failed)
        mlflowtest::get(fixture.store().markFailed(fixture.row(record.info.id).id, u"refused"_s));
    mlflowtest::get(fixture.store().retryNow(std::nullopt));
    QTRY_VERIFY(fixture.isSent(record.info.id));
}

void ExporterTest::newRowsDoNotEndThePause()
{
    FakeMlflow server;
    OutboxFixture fixture;
    mlflow::Pace pace;
    pace.first = std::chrono::hours(1);
    pace.longest = std::chrono::hours(1);
    fixture.setPace(pace);
    fixture.resolveError = base::Error(base::ErrorKind::Connect, u"nobody there"_s);
    fixture.enqueue(makeTrace(), fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(fixture.exporter().status().reason, u"nobody there"_s);
    fixture.resolveError.reset();
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    QTRY_COMPARE(fixture.row(record.info.id).reason, u"nobody there"_s);
    QVERIFY(server.requests().isEmpty());
}

/// What is due at the start and what only waits go to one destination, each once.
void ExporterTest::startSendsNothingTwice()
{
    FakeMlflow server;
    OutboxFixture fixture;
    const store::Destination destination = fixture.destination(server.url());
    QList<trace::TraceRecord> records;
    for (int i = 0; i < 20; ++i) {
        records.append(makeTrace());
        fixture.enqueue(records.last(), destination);
    }
    const auto later = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now())
        + std::chrono::hours(1);
    for (int i = 0; i < 10; ++i)
        fixture.store().markWaiting(fixture.row(records.at(i).info.id).id, later, u"refused"_s).waitForFinished();
    fixture.exporter().start();
    for (const trace::TraceRecord &record : std::as_const(records))
        QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.count("POST", "/api/3.0/mlflow/traces"), 20);
}

void ExporterTest::linkOfLocalServer()
{
    OutboxFixture fixture;
    fixture.localUrl = u"http://127.0.0.1:5678"_s;
    fixture.exporter().start();
    QSignalSpy changed(&fixture.exporter(), &mlflow::Exporter::statusChanged);
    store::OutboxRow row;
    row.traceId = trace::TraceId::random();
    row.destination = fixture.destination(settings::localMlflowUrl.toString());
    QCOMPARE(fixture.exporter().linkFor(row), QString());
    row.experimentId = u"4"_s;
    QTRY_VERIFY(fixture.exporter().linkFor(row).startsWith(u"http://127.0.0.1:5678/#/experiments/4/traces"));
    QVERIFY(!changed.isEmpty());
    row.destination.server = u"http://h:5000"_s;
    QVERIFY(fixture.exporter().linkFor(row).startsWith(u"http://h:5000/#/experiments/4/traces"));
}

void ExporterTest::stopsAtOnce()
{
    FakeMlflow server;
    server.fail("GET", "/version", {FakeMlflow::Fault::Kind::Silence, 0, {}, {}});
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(server.count("GET", "/version"), 1);
    fixture.exporter().stop();
    QTRY_COMPARE(fixture.exporter().running(), 0);
    QTRY_COMPARE(fixture.row(record.info.id).state, store::OutboxState::Waiting);
}

QObject *makeExporterTest()
{
    return new ExporterTest;
}

#include "tst_exporter.moc"
