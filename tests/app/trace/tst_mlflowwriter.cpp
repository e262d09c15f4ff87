// SPDX-License-Identifier: Apache-2.0
#include "app/trace/treebuilder.h"
#include "support/testmain.h"
#include "trace/mlflowreader.h"
#include "trace/mlflowwriter.h"

using namespace Qt::StringLiterals;
using namespace treebuilder;
using namespace trace;
using base::Json;

/// The forms themselves; that they equal MLflow's is shown by the tests over the recordings.
class MlflowWriterTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void startTraceForm();
    void durationsFollowTheServersRule_data();
    void durationsFollowTheServersRule();
    void infoWithoutSpans();
    void nameAndSessionWin();
    void spanForm();
    void dictReadsBackTheSame();
};

namespace {

TraceRecord sample()
{
    TraceRecord record;
    record.info.id = *TraceId::fromHex(u"0102030405060708090a0b0c0d0e0f10");
    record.info.name = u"turn"_s;
    record.info.state = TraceState::Ok;
    record.info.session = u"s"_s;
    record.info.requestPreview = u"hello"_s;
    record.info.responsePreview = u"hi"_s;
    record.info.metadata.insert(u"mlflow.user"_s, u"demo"_s);
    record.info.tags.insert(u"team"_s, u"a"_s);
    Span root = span(1, 0, 0, 90'000'000);
    root.type = u"CHAIN"_s;
    root.attributes.set(u"text"_s, u"ü \"q\""_s);
    root.attributes.set(u"number"_s, Json::number("1.0"));
    Span child = span(2, 1, 5, -1);
    child.end = at(80'000'000);
    child.status = SpanStatus::Error;
    child.statusMessage = u"broken"_s;
    SpanEvent event{u"exception"_s, at(7), {}};
    event.attributes.set(u"exception.message"_s, u"no"_s);
    event.attributes.set(u"count"_s, 2);
    child.events = {event};
    SpanLink link{record.info.id, spanId(9), {}};
    link.attributes.set(u"why"_s, u"retry"_s);
    child.links = {link, {record.info.id, spanId(8), {}}};
    record.spans = {root, child};
    return record;
}

} // namespace

void MlflowWriterTest::startTraceForm()
{
    QCOMPARE(
        startTraceInfo(sample(), u"6"_s).write(),
        R"({"trace_id":"tr-0102030405060708090a0b0c0d0e0f10","trace_location":{"type":"MLFLOW_EXPERIMENT","mlflow_experiment":{"experiment_id":"6"}},)"
        R"("request_time":"2026-11-23T17:18:37Z","execution_duration":"0.090s","state":"OK",)"
        R"("trace_metadata":{"mlflow.trace.session":"s","mlflow.user":"demo"},"tags":{"mlflow.traceName":"turn","team":"a"},)"
        R"("request_preview":"hello","response_preview":"hi"})"_ba);
}

void MlflowWriterTest::durationsFollowTheServersRule_data()
{
    QTest::addColumn<qint64>("start");
    QTest::addColumn<qint64>("end");
    QTest::addColumn<QString>("duration");
    QTest::newRow("nothing") << qint64(0) << qint64(0) << u"0s"_s;
    QTest::newRow("below a millisecond") << qint64(100'000) << qint64(900'000) << u"0s"_s;
    QTest::newRow("over the border of two milliseconds") << qint64(900'000) << qint64(1'100'000) << u"0.001s"_s;
    QTest::newRow("whole seconds") << qint64(0) << qint64(2'000'000'000) << u"2s"_s;
    QTest::newRow("long") << qint64(0) << qint64(3'600'050'000'000) << u"3600.050s"_s;
    QTest::newRow("backwards") << qint64(5'000'000) << qint64(0) << u"0s"_s;
}

void MlflowWriterTest::durationsFollowTheServersRule()
{
    QFETCH(qint64, start);
    QFETCH(qint64, end);
    QFETCH(QString, duration);
    TraceRecord record;
    record.spans = {span(1, 0, start, end)};
    QCOMPARE(startTraceInfo(record, u"1"_s)[u"execution_duration"].toString(), duration);
    record.spans.append(span(2, 1, start - 3'000'000, end)); // the earliest start counts, not the root's
    QCOMPARE(startTraceInfo(record, u"1"_s)[u"request_time"].toString(),
             base::rfc3339Ms(at(start - 3'000'000)).remove(u".000"_s));
}

void MlflowWriterTest::infoWithoutSpans()
{
    TraceRecord record;
    record.info.start = at(1'000'000);
    record.info.end = at(5'000'000);
    record.info.clientRequestId = u"req-1"_s;
    const Json json = traceToDict(record);
    QCOMPARE(json[u"info"][u"execution_duration_ms"].toInt64(), 4);
    QCOMPARE(json[u"info"][u"client_request_id"].toString(), u"req-1"_s);
    QCOMPARE(json[u"info"][u"state"].toString(), u"IN_PROGRESS"_s);
    QVERIFY(!json[u"info"].contains(u"trace_location"));
    QVERIFY(!json[u"info"].contains(u"request_preview"));
    QVERIFY(json[u"data"][u"spans"].isArray());
    QCOMPARE(json[u"data"][u"spans"].size(), 0);
}

void MlflowWriterTest::nameAndSessionWin()
{
    TraceRecord record = sample();
    record.info.tags.insert(infokeys::TraceName.toString(), u"stale"_s);
    record.info.metadata.insert(infokeys::Session.toString(), u"stale"_s);
    const Json json = startTraceInfo(record, u"1"_s);
    QCOMPARE(json[u"tags"][infokeys::TraceName].toString(), u"turn"_s);
    QCOMPARE(json[u"trace_metadata"][infokeys::Session].toString(), u"s"_s);
}

void MlflowWriterTest::spanForm()
{
    const TraceRecord record = sample();
    QCOMPARE(
        spanToDict(record.info.id, record.spans.at(0)).write(),
        R"({"trace_id":"AQIDBAUGBwgJCgsMDQ4PEA==","span_id":"AAAAAAAAAAE=","parent_span_id":null,"name":"span 1",)"
        R"("start_time_unix_nano":1795454317000000000,"end_time_unix_nano":1795454317090000000,"events":[],)"
        R"("status":{"code":"STATUS_CODE_OK","message":""},"attributes":{"mlflow.traceRequestId":"\"tr-0102030405060708090a0b0c0d0e0f10\"",)"
        R"("mlflow.spanType":"\"CHAIN\"","text":"\"ü \\\"q\\\"\"","number":"1.0"},"links":[]})"_ba);
    QCOMPARE(
        spanToDict(record.info.id, record.spans.at(1)).write(),
        R"({"trace_id":"AQIDBAUGBwgJCgsMDQ4PEA==","span_id":"AAAAAAAAAAI=","parent_span_id":"AAAAAAAAAAE=","name":"span 2",)"
        R"("start_time_unix_nano":1795454317000000005,"end_time_unix_nano":1795454317080000000,)"
        R"("events":[{"name":"exception","time_unix_nano":1795454317000000007,"attributes":{"exception.message":"no","count":2}}],)"
        R"("status":{"code":"STATUS_CODE_ERROR","message":"broken"},"attributes":{"mlflow.traceRequestId":"\"tr-0102030405060708090a0b0c0d0e0f10\"",)"
        R"("mlflow.spanType":"\"TOOL\""},"links":[{"trace_id":"tr-0102030405060708090a0b0c0d0e0f10","span_id":"0000000000000009","attributes":{"why":"retry"}},)"
        R"({"trace_id":"tr-0102030405060708090a0b0c0d0e0f10","span_id":"0000000000000008","attributes":null}]})"_ba);
}

void MlflowWriterTest::dictReadsBackTheSame()
{
    TraceRecord record = sample();
    record.spans[1].end.reset();
    const QByteArray text = traceToDict(record, u"6"_s).write(base::JsonStyle::Python);
    const auto read = readMlflowJson(text);
    QVERIFY(read);
    QVERIFY(read->first().issues.isEmpty());
    QCOMPARE(traceToDict(read->first().record, u"6"_s).write(base::JsonStyle::Python), text);
    QVERIFY(!read->first().record.spans.at(1).end);
    QCOMPARE(read->first().record.info.session, u"s"_s);
    QCOMPARE(read->first().record.info.name, u"turn"_s);
}

QObject *makeMlflowWriterTest()
{
    return new MlflowWriterTest;
}

#include "tst_mlflowwriter.moc"
