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
};

void ExporterTest::sendsSpansFirstAndStartTraceLast()
{
    FakeMlflow server;
    OutboxFixture fixture;
    QSignalSpy sent(&fixture.exporter(), &mlflow::Exporter::traceSent);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    const QString id = trace::mlflowTraceId(record.info.id);
    QCOMPARE(server.traces.value(id).spans.size(), 2);
    QCOMPARE(server.traces.value(id).tokens, 15);
    QCOMPARE(server.traces.value(id).starts, 1);
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

QObject *makeExporterTest()
{
    return new ExporterTest;
}

#include "tst_exporter.moc"
