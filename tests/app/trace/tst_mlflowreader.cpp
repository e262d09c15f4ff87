// SPDX-License-Identifier: Apache-2.0
#include "app/trace/recordings.h"
#include "support/testmain.h"
#include "trace/mlflowreader.h"
#include "trace/mlflowwriter.h"

using namespace Qt::StringLiterals;
using base::Json;
using namespace trace;

/// readMlflowTrace() and readMlflowJson() over every recorded trace in its four forms, and over broken ones.
class MlflowReaderTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void formsAgree_data();
    void formsAgree();
    void infoAlone_data();
    void infoAlone();
    void nineteenDigitTimes();
    void standardOtlpJson();
    void doubledKeysKeepTheLastValue();
    void artifactDescribesItself();
    void listsOfTraces();
    void olderInfo();
    void brokenParts_data();
    void brokenParts();
    void missingStartBecomesTheTraces();
    void spanWithoutIdIsKept();
    void idFromContentIsStable();
    void refuses_data();
    void refuses();
    void attributesThatAreNoJsonAreText();
};

namespace {

Json parsed(const QByteArray &text)
{
    return base::Json::parse(text).value_or(Json());
}

LoadedTrace loaded(const Json &json)
{
    auto trace = readMlflowTrace(json);
    return trace ? std::move(*trace) : LoadedTrace();
}

QByteArray dictText(const TraceRecord &record)
{
    return traceToDict(record, u"1"_s).write(base::JsonStyle::Python);
}

QStringList places(const IssueList &issues)
{
    QStringList found;
    for (const Issue &issue : issues.kept())
        found.append(issue.place);
    return found;
}

/// An artifact with one span of these members behind the ids.
Json artifact(const QByteArray &members)
{
    return parsed(R"({"spans": [{"trace_id": "AQIDBAUGBwgJCgsMDQ4PEA==", "span_id": "ERITFBUWFxg=", )" + members
                  + "}]}");
}

} // namespace

void MlflowReaderTest::formsAgree_data()
{
    QTest::addColumn<QString>("file");
    const QStringList files = recordings::traces();
    QVERIFY(files.size() >= 68);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file;
}

void MlflowReaderTest::formsAgree()
{
    QFETCH(QString, file);
    const Json recorded = recordings::json(u"autolog/"_s + file);
    const bool partial = recorded.contains(u"get_trace_allow_partial"); // then to_dict was refused too
    const LoadedTrace got = loaded(recorded[partial ? u"get_trace_allow_partial" : u"get_trace"]);
    QCOMPARE(places(got.issues), QStringList());
    QVERIFY(!got.record.spans.isEmpty());
    QCOMPARE(got.record.info.id, parseTraceId(recorded[u"trace_info"][u"trace_id"].toString()));

    if (file.startsWith(u"70-"_s))
        return; // the server keeps an output that was itself JSON text in the spelling the application gave it
    const LoadedTrace fromArtifact = loaded(recorded[u"get_trace_artifact"]);
    QCOMPARE(places(fromArtifact.issues), QStringList());
    QCOMPARE(traceArtifact(fromArtifact.record).write(base::JsonStyle::Python),
             recorded[u"get_trace_artifact"].write(base::JsonStyle::Python));
    QCOMPARE(traceArtifact(got.record).write(base::JsonStyle::Python),
             recorded[u"get_trace_artifact"].write(base::JsonStyle::Python));
    if (partial)
        return;
    const LoadedTrace fromDict = loaded(recorded[u"to_dict"]);
    QCOMPARE(places(fromDict.issues), QStringList());
    QCOMPARE(dictText(fromDict.record), dictText(got.record));
    const Json written = traceToDict(fromDict.record, u"1"_s);
    QCOMPARE(written[u"data"].write(base::JsonStyle::Python),
             recorded[u"to_dict"][u"data"].write(base::JsonStyle::Python));
}

void MlflowReaderTest::infoAlone_data()
{
    formsAgree_data();
}

void MlflowReaderTest::infoAlone()
{
    QFETCH(QString, file);
    const Json recorded = recordings::json(u"autolog/"_s + file)[u"trace_info"];
    const LoadedTrace trace = loaded(recorded);
    QCOMPARE(places(trace.issues), QStringList());
    QVERIFY(trace.record.spans.isEmpty());
    const Json written = startTraceInfo(trace.record, u"1"_s);
    QCOMPARE(written.size(), recorded.size());
    for (const auto &[key, value] : recorded.members()) {
        if (!value.isObject())
            QCOMPARE(written[key], value);
        QCOMPARE(written[key].size(), value.size()); // maps come in protobuf's random order
        for (const auto &[name, text] : value.members())
            QCOMPARE(written[key][name], text);
    }
}

void MlflowReaderTest::nineteenDigitTimes()
{
    const Json json = artifact(
        R"("name": "a", "start_time_unix_nano": 1795454317664267201, "end_time_unix_nano": 1795454317670020057)");
    const Span span = loaded(json).record.spans.value(0);
    QCOMPARE(span.start.time_since_epoch().count(), 1795454317664267201);
    QVERIFY(span.end);
    QCOMPARE(span.end->time_since_epoch().count(), 1795454317670020057);
}

void MlflowReaderTest::standardOtlpJson()
{
    const LoadedTrace trace
        = loaded(parsed(R"({"spans": [{"traceId": "d15420354ce75287fa11f2fbcea688f3", "spanId": "3590f16765b5fb1f",
        "parentSpanId": "a93a3453c096f973", "name": "call", "startTimeUnixNano": "1795454317664267201", "endTimeUnixNano": "1795454317670020051",
        "status": {"code": 2, "message": "no"},
        "attributes": [{"key": "a", "value": {"intValue": "9223372036854775807"}}, {"key": "b", "value": {"doubleValue": 1}},
            {"key": "c", "value": {"arrayValue": {"values": [{"boolValue": true}, {"stringValue": "x"}, {}]}}},
            {"key": "d", "value": {"kvlistValue": {"values": [{"key": "e", "value": {"doubleValue": "NaN"}}]}}}, {"key": "f"}],
        "events": [{"timeUnixNano": "1795454317664267202", "name": "exception", "attributes": [{"key": "exception.type", "value": {"stringValue": "E"}}]}],
        "links": [{"traceId": "00000000000000000000000000000001", "spanId": "0000000000000002"}]}]})"));
    QCOMPARE(places(trace.issues), QStringList());
    const Span span = trace.record.spans.value(0);
    QCOMPARE(trace.record.info.id.hex(), u"d15420354ce75287fa11f2fbcea688f3"_s);
    QCOMPARE(span.id.hex(), u"3590f16765b5fb1f"_s);
    QVERIFY(span.parent);
    QCOMPARE(span.parent->hex(), u"a93a3453c096f973"_s);
    QCOMPARE(span.start.time_since_epoch().count(), 1795454317664267201);
    QCOMPARE(span.status, SpanStatus::Error);
    QCOMPARE(span.statusMessage, u"no"_s);
    QCOMPARE(Json::object(span.attributes.members()).write(),
             R"({"a":9223372036854775807,"b":1.0,"c":[true,"x",null],"d":{"e":"NaN"},"f":null})"_ba);
    QCOMPARE(span.events.value(0).attributes[u"exception.type"].toString(), u"E"_s);
    QCOMPARE(span.links.value(0).span.hex(), u"0000000000000002"_s);
}

void MlflowReaderTest::doubledKeysKeepTheLastValue()
{
    const Json json = artifact(
        R"("name": "a", "start_time_unix_nano": 5, "attributes": [{"key": "o", "value": {"kvlist_value": {"values": [{"key": "k", "value": {"int_value": 1}}, {"key": "k", "value": {"int_value": 2}}]}}}])");
    QCOMPARE(loaded(json).record.spans.value(0).attributes[u"o"].write(), "{\"k\":2}"_ba);
}

void MlflowReaderTest::artifactDescribesItself()
{
    const Json recorded = recordings::json(u"autolog/47-error-nested/trace.json"_s);
    const TraceInfo told = loaded(recorded[u"get_trace"]).record.info;
    const TraceInfo described = loaded(recorded[u"get_trace_artifact"]).record.info;
    QCOMPARE(described.id, told.id);
    QCOMPARE(described.name, told.name);
    QCOMPARE(described.state, TraceState::Error);
    QCOMPARE(described.start, told.start);
    QCOMPARE(described.end, told.end);
    QCOMPARE(described.requestPreview, told.requestPreview);
    QVERIFY(told.start.time_since_epoch().count() % 1'000'000 != 0); // as exact as the spans
}

void MlflowReaderTest::listsOfTraces()
{
    const Json one = recordings::json(u"autolog/01-plain-user/trace.json"_s)[u"to_dict"];
    const Json two = recordings::json(u"autolog/02-plain-system-user/trace.json"_s)[u"get_trace"];
    const auto list = readMlflowJson(Json::array({one, two, 7}).write());
    QVERIFY(list);
    QCOMPARE(list->size(), 2);
    QCOMPARE(list->at(1).record.spans.size(), 1);
    const auto search = readMlflowJson(Json::object({{u"traces"_s, Json::array({one[u"info"]})}}).write());
    QVERIFY(search);
    QCOMPARE(search->size(), 1);
    QCOMPARE(readMlflowJson(one.write())->size(), 1);
}

void MlflowReaderTest::olderInfo()
{
    const TraceInfo info
        = loaded(
              parsed(R"({"trace_info": {"request_id": "d15420354ce75287fa11f2fbcea688f3", "timestamp_ms": 1795454317662,
        "execution_time_ms": 15, "status": "OK", "request_metadata": {"mlflow.trace.session": "s", "n": 1},
        "tags": {"mlflow.traceName": "ask"}}})"))
              .record.info;
    QCOMPARE(mlflowTraceId(info.id), u"tr-d15420354ce75287fa11f2fbcea688f3"_s);
    QCOMPARE(base::floorMs(info.start).count(), 1795454317662);
    QVERIFY(info.end);
    QCOMPARE(base::floorMs(*info.end).count(), 1795454317677);
    QCOMPARE(info.state, TraceState::Ok);
    QCOMPARE(info.session, u"s"_s);
    QCOMPARE(info.name, u"ask"_s);
    QCOMPARE(info.metadata, (QMap<QString, QString>{{u"n"_s, u"1"_s}}));
    QVERIFY(info.tags.isEmpty());
}

void MlflowReaderTest::brokenParts_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("expected");
    const QByteArray ids
        = R"("trace_id": "AQIDBAUGBwgJCgsMDQ4PEA==", "span_id": "ERITFBUWFxg=", "name": "a", "start_time_unix_nano": 5)";
    QTest::newRow("nothing wrong") << "{\"spans\": [{" + ids + "}]}" << QStringList();
    QTest::newRow("no info time")
        << R"({"info": {"trace_id": "tr-0102030405060708090a0b0c0d0e0f10", "state": "OK"}, "data": {"spans": []}})"_ba
        << QStringList{u"request_time"_s};
    QTest::newRow("time out of range")
        << R"({"trace_id": "tr-0102030405060708090a0b0c0d0e0f10", "request_time": 99999999999999999})"_ba
        << QStringList{u"request_time"_s};
    QTest::newRow("span is no object") << "{\"spans\": [7, {" + ids + "}]}" << QStringList{u"spans[0]"_s};
    QTest::newRow("spans is no list")
        << R"({"trace": {"trace_info": {"trace_id": "tr-0102030405060708090a0b0c0d0e0f10", "request_time": 1}, "spans": {}}})"_ba
        << QStringList{u"trace.spans"_s};
    QTest::newRow("name")
        << R"({"spans": [{"trace_id": "AQIDBAUGBwgJCgsMDQ4PEA==", "span_id": "ERITFBUWFxg=", "start_time_unix_nano": 5}]})"_ba
        << QStringList{u"spans[0].name"_s};
    QTest::newRow("parent") << "{\"spans\": [{" + ids + ", \"parent_span_id\": \"xyz\"}]}"
                            << QStringList{u"spans[0].parent_span_id"_s};
    QTest::newRow("empty parent") << "{\"spans\": [{" + ids + ", \"parent_span_id\": \"\"}]}" << QStringList();
    QTest::newRow("end") << "{\"spans\": [{" + ids + ", \"end_time_unix_nano\": 1.5}]}"
                         << QStringList{u"spans[0].end_time_unix_nano"_s};
    QTest::newRow("end over 64 bits") << "{\"spans\": [{" + ids + ", \"end_time_unix_nano\": 18446744073709551615}]}"
                                      << QStringList{u"spans[0].end_time_unix_nano"_s};
    QTest::newRow("events") << "{\"spans\": [{" + ids
            + R"(, "events": [{"name": "e"}, {"name": "e", "time_unix_nano": 1}]}]})"
                            << QStringList{u"spans[0].events"_s};
    QTest::newRow("links") << "{\"spans\": [{" + ids + R"(, "links": [{}]}]})" << QStringList{u"spans[0].links"_s};
    QTest::newRow("no trace id")
        << R"({"spans": [{"span_id": "ERITFBUWFxg=", "name": "a", "start_time_unix_nano": 5}]})"_ba
        << QStringList{u"trace_info.trace_id"_s};
}

void MlflowReaderTest::brokenParts()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, expected);
    const auto traces = readMlflowJson(json);
    QVERIFY(traces);
    QCOMPARE(traces->size(), 1);
    QCOMPARE(places(traces->first().issues), expected);
    for (const Issue &issue : traces->first().issues.kept()) {
        QCOMPARE(issue.kind, Issue::Kind::Unreadable);
        QVERIFY(!issue.text.isEmpty());
    }
}

void MlflowReaderTest::missingStartBecomesTheTraces()
{
    const LoadedTrace trace = loaded(parsed(R"({"spans": [
        {"trace_id": "AQIDBAUGBwgJCgsMDQ4PEA==", "span_id": "AAAAAAAAAAE=", "name": "a"},
        {"trace_id": "AQIDBAUGBwgJCgsMDQ4PEA==", "span_id": "AAAAAAAAAAI=", "name": "b", "start_time_unix_nano": 50},
        {"trace_id": "AQIDBAUGBwgJCgsMDQ4PEA==", "span_id": "AAAAAAAAAAM=", "name": "c", "start_time_unix_nano": 40}]})"));
    QCOMPARE(places(trace.issues), QStringList{u"spans[0].start_time_unix_nano"_s});
    QCOMPARE(trace.record.spans.size(), 3);
    QCOMPARE(trace.record.find(*SpanId::fromHex(u"0000000000000001"))->start.time_since_epoch().count(), 40);
    QCOMPARE(trace.record.info.start.time_since_epoch().count(), 40);
}

void MlflowReaderTest::spanWithoutIdIsKept()
{
    const LoadedTrace trace
        = loaded(parsed(R"({"spans": [{"trace_id": "AQIDBAUGBwgJCgsMDQ4PEA==", "name": "a", "start_time_unix_nano": 5},
        {"trace_id": "AQIDBAUGBwgJCgsMDQ4PEA==", "name": "b", "start_time_unix_nano": 5}]})"));
    QCOMPARE(places(trace.issues), (QStringList{u"spans[0].span_id"_s, u"spans[1].span_id"_s}));
    QCOMPARE(trace.record.spans.size(), 2);
    QVERIFY(trace.record.spans.at(0).id != trace.record.spans.at(1).id);
}

void MlflowReaderTest::idFromContentIsStable()
{
    const Json a = parsed(R"({"spans": [{"name": "a", "start_time_unix_nano": 5}]})");
    const Json b = parsed(R"({"spans": [{"name": "b", "start_time_unix_nano": 5}]})");
    QVERIFY(!loaded(a).record.info.id.isNull());
    QCOMPARE(loaded(a).record.info.id, loaded(a).record.info.id);
    QVERIFY(loaded(a).record.info.id != loaded(b).record.info.id);
}

void MlflowReaderTest::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << ""_ba;
    QTest::newRow("no JSON") << "<html>"_ba;
    QTest::newRow("cut") << R"({"spans": [)"_ba;
    QTest::newRow("number") << "7"_ba;
    QTest::newRow("other object") << R"({"openapi": "3.0"})"_ba;
    QTest::newRow("empty list") << "[]"_ba;
    QTest::newRow("list of others") << R"([1, {"a": 2}])"_ba;
    QTest::newRow("error body") << R"({"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no"})"_ba;
}

void MlflowReaderTest::refuses()
{
    QFETCH(QByteArray, file);
    const auto traces = readMlflowJson(file);
    QVERIFY(!traces);
    QCOMPARE(traces.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY(!traces.error().message.isEmpty());
}

void MlflowReaderTest::attributesThatAreNoJsonAreText()
{
    const Json json = artifact(
        R"("name": "a", "start_time_unix_nano": 5, "attributes": {"a": "NaN", "b": "plain words", "c": 7, "d": "\"text\"", "e": "1.0"})");
    const Span span = loaded(json).record.spans.value(0);
    QCOMPARE(Json::object(span.attributes.members()).write(),
             R"({"a":"NaN","b":"plain words","c":7,"d":"text","e":1.0})"_ba);
}

QObject *makeMlflowReaderTest()
{
    return new MlflowReaderTest;
}

#include "tst_mlflowreader.moc"
