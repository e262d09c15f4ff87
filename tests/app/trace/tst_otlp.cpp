// SPDX-License-Identifier: Apache-2.0
#include "app/trace/recordings.h"
#include "support/testmain.h"
#include "trace/otlpreader.h"
#include "trace/otlpwriter.h"

using namespace Qt::StringLiterals;
using base::Json;
using namespace trace;

/// OtlpWriter and readOtlp() against each other and against what MLflow's Python client sent.
class OtlpTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void writesWhatTheClientSent_data();
    void writesWhatTheClientSent();
    void values_data();
    void values();
    void nullIsAKeyAlone();
    void valuesWithoutJsonForm_data();
    void valuesWithoutJsonForm();
    void everyFieldSurvives();
    void runningSpanHasNoEnd();
    void severalTracesInOneRequest();
    void typeAndTraceIdLeadTheAttributes();
    void zeroParentIsNone();
    void unknownFieldsAreSkipped();
    void doubledKeysKeepTheLastValue();
    void refuses_data();
    void refuses();
    void refusesEveryCut();
    void refusesDeepNesting();
};

namespace {

const TraceId SomeTrace = *TraceId::fromHex(u"0102030405060708090a0b0c0d0e0f10");
const SpanId SomeSpan = *SpanId::fromHex(u"1112131415161718");

base::Timestamp at(qint64 ns)
{
    return base::Timestamp(std::chrono::nanoseconds(ns));
}

Span plainSpan()
{
    Span span;
    span.id = SomeSpan;
    span.name = u"work"_s;
    span.start = at(1);
    span.end = at(2);
    return span;
}

TraceRecord recordOf(const TraceId &id, const QList<Span> &spans)
{
    TraceRecord record;
    record.info.id = id;
    record.spans = spans;
    return record;
}

QByteArray written(const QList<Span> &spans)
{
    OtlpWriter writer({});
    writer.add(recordOf(SomeTrace, spans));
    return writer.finish();
}

Span writtenAndRead(const Span &span)
{
    const auto batches = readOtlp(written({span}));
    return batches && batches->size() == 1 && batches->first().spans.size() == 1 ? batches->first().spans.first().second
                                                                                 : Span();
}

QByteArray field(int number, const QByteArray &content)
{
    ProtobufWriter out;
    out.bytes(number, content);
    return out.take();
}

/// A request with one span whose fields are given as bytes.
QByteArray requestWith(const QByteArray &spanFields)
{
    return field(1, field(2, field(2, spanFields)));
}

QByteArray ids()
{
    return field(1, SomeTrace.bytes()) + field(2, SomeSpan.bytes());
}

/// A request with one span that has one attribute with this AnyValue.
QByteArray requestWithValue(const QByteArray &anyValue)
{
    return requestWith(ids() + field(9, field(1, "key") + field(2, anyValue)));
}

} // namespace

void OtlpTest::writesWhatTheClientSent_data()
{
    QTest::addColumn<QString>("file");
    const QStringList files = recordings::files(u"otlp"_s, u"*.pb"_s);
    QCOMPARE(files.size(), 68);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file;
}

void OtlpTest::writesWhatTheClientSent()
{
    QFETCH(QString, file);
    const QByteArray sent = recordings::bytes(u"otlp/"_s + file);
    const auto batches = readOtlp(sent);
    QVERIFY2(batches, qPrintable(batches ? QString() : batches.error().detail));
    QCOMPARE(batches->size(), 1);
    QCOMPARE(batches->first().resource[u"telemetry.sdk.name"].toString(), u"mlflow"_s);
    OtlpWriter writer(batches->first().resource);
    for (const auto &[trace, span] : batches->first().spans)
        writer.add(recordOf(trace, {span}));
    QCOMPARE(writer.finish().toHex(' '), sent.toHex(' '));
}

void OtlpTest::values_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("anyValue");
    QTest::newRow("true") << "true"_ba << QByteArray::fromHex("1001");
    QTest::newRow("false") << "false"_ba << QByteArray::fromHex("1000");
    QTest::newRow("int") << "20"_ba << QByteArray::fromHex("1814");
    QTest::newRow("negative int") << "-1"_ba << QByteArray::fromHex("18ffffffffffffffffff01");
    QTest::newRow("largest int") << "9223372036854775807"_ba << QByteArray::fromHex("18ffffffffffffffff7f");
    QTest::newRow("double") << "0.2"_ba << QByteArray::fromHex("219a9999999999c93f");
    QTest::newRow("double with a whole value") << "1.0"_ba << QByteArray::fromHex("21000000000000f03f");
    QTest::newRow("empty text") << "\"\""_ba << QByteArray::fromHex("0a00");
    QTest::newRow("text") << "\"\xc3\xbc\""_ba << QByteArray::fromHex("0a02c3bc");
    QTest::newRow("empty array") << "[]"_ba << QByteArray::fromHex("2a00");
    QTest::newRow("array") << "[1, null]"_ba << QByteArray::fromHex("2a060a0218010a00");
    QTest::newRow("empty object") << "{}"_ba << QByteArray::fromHex("3200");
    QTest::newRow("object") << "{\"a\": null}"_ba << QByteArray::fromHex("32050a030a0161");
}

void OtlpTest::values()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, anyValue);
    const Json value = *Json::parse(text);
    Span span = plainSpan();
    span.attributes.set(u"key"_s, value);
    const QByteArray out = written({span});
    const QByteArray pair = field(9, field(1, "key") + field(2, anyValue));
    QVERIFY2(out.contains(pair), out.toHex(' ').constData());
    QCOMPARE(writtenAndRead(span).attributes[u"key"].write(base::JsonStyle::Python), text);
}

void OtlpTest::nullIsAKeyAlone()
{
    Span span = plainSpan();
    span.attributes.set(u"key"_s, {});
    QVERIFY(written({span}).contains(field(9, field(1, "key"))));
    const Span read = writtenAndRead(span);
    QVERIFY(read.attributes.contains(u"key"));
    QVERIFY(read.attributes[u"key"].isNull());
    QVERIFY(readOtlp(requestWithValue({}))->first().spans.first().second.attributes[u"key"].isNull());
}

void OtlpTest::valuesWithoutJsonForm_data()
{
    QTest::addColumn<QByteArray>("anyValue");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("NaN") << QByteArray::fromHex("21000000000000f87f") << "\"NaN\""_ba;
    QTest::newRow("infinity") << QByteArray::fromHex("21000000000000f07f") << "\"Infinity\""_ba;
    QTest::newRow("negative infinity") << QByteArray::fromHex("21000000000000f0ff") << "\"-Infinity\""_ba;
    QTest::newRow("bytes") << QByteArray::fromHex("3a0300ff10") << "\"AP8Q\""_ba;
}

void OtlpTest::valuesWithoutJsonForm()
{
    QFETCH(QByteArray, anyValue);
    QFETCH(QByteArray, text);
    const auto batches = readOtlp(requestWithValue(anyValue));
    QVERIFY(batches);
    QCOMPARE(batches->first().spans.first().second.attributes[u"key"].write(), text);
}

void OtlpTest::everyFieldSurvives()
{
    Span span = plainSpan();
    span.parent = SpanId::fromHex(u"2122232425262728");
    span.type = u"CHAT_MODEL"_s;
    span.status = SpanStatus::Error;
    span.statusMessage = u"broken"_s;
    span.start = at(1795454317664267201);
    span.end = at(1795454317670020051);
    span.attributes.set(u"too large for 64 bits"_s, Json::number("18446744073709551616"));
    SpanEvent event{u"exception"_s, at(1795454317670020050), {}};
    event.attributes.set(u"exception.message"_s, u"no"_s);
    span.events = {event};
    SpanLink link{SomeTrace, SomeSpan, {}};
    link.attributes.set(u"why"_s, u"retry"_s);
    span.links = {link};

    const Span read = writtenAndRead(span);
    QCOMPARE(read.id, span.id);
    QCOMPARE(read.parent, span.parent);
    QCOMPARE(read.name, span.name);
    QCOMPARE(read.type, span.type);
    QCOMPARE(read.status, span.status);
    QCOMPARE(read.statusMessage, span.statusMessage);
    QCOMPARE(read.start, span.start);
    QCOMPARE(read.end, span.end);
    QCOMPARE(read.attributes.members().size(), 1);
    QCOMPARE(read.attributes[u"too large for 64 bits"].numberText(), "1.8446744073709552e+19"_ba);
    QCOMPARE(read.events.size(), 1);
    QCOMPARE(read.events.first().name, event.name);
    QCOMPARE(read.events.first().time, event.time);
    QCOMPARE(read.events.first().attributes, event.attributes);
    QCOMPARE(read.links.size(), 1);
    QCOMPARE(read.links.first().trace, link.trace);
    QCOMPARE(read.links.first().span, link.span);
    QCOMPARE(read.links.first().attributes, link.attributes);
}

void OtlpTest::runningSpanHasNoEnd()
{
    Span span = plainSpan();
    span.end.reset();
    QVERIFY(!writtenAndRead(span).end);
}

void OtlpTest::severalTracesInOneRequest()
{
    const TraceId other = *TraceId::fromHex(u"ff02030405060708090a0b0c0d0e0f10");
    OtlpWriter writer({});
    const qsizetype before = writer.size();
    writer.add(recordOf(SomeTrace, {plainSpan()}));
    QVERIFY(writer.size() > before);
    writer.add(recordOf(other, {plainSpan(), plainSpan()}));
    const auto batches = readOtlp(writer.finish());
    QVERIFY(batches);
    QCOMPARE(batches->size(), 1);
    QCOMPARE(batches->first().spans.size(), 3);
    QCOMPARE(batches->first().spans.at(0).first, SomeTrace);
    QCOMPARE(batches->first().spans.at(1).first, other);
}

void OtlpTest::typeAndTraceIdLeadTheAttributes()
{
    Span span = plainSpan();
    span.attributes.set(u"a"_s, 1);
    span.attributes.set(keys::SpanType.toString(), u"STALE"_s);
    span.type = u"TOOL"_s;
    const QByteArray traceId
        = field(9, field(1, "mlflow.traceRequestId") + field(2, field(1, "tr-" + SomeTrace.bytes().toHex())));
    const QByteArray type = field(9, field(1, "mlflow.spanType") + field(2, field(1, "TOOL")));
    const QByteArray other = field(9, field(1, "a") + field(2, QByteArray::fromHex("1801")));
    const QByteArray out = written({span});
    QVERIFY2(out.contains(traceId + type + other), out.toHex(' ').constData());
    QVERIFY(!out.contains("STALE"));
}

void OtlpTest::zeroParentIsNone()
{
    const auto batches = readOtlp(requestWith(ids() + field(4, QByteArray(8, '\0'))));
    QVERIFY(batches);
    QVERIFY(!batches->first().spans.first().second.parent);
}

void OtlpTest::unknownFieldsAreSkipped()
{
    ProtobufWriter unknown;
    unknown.varint(6, 2); // kind
    unknown.varint(10, 1); // dropped_attributes_count
    unknown.bytes(3, "state"); // trace_state
    QByteArray more = unknown.take();
    more += QByteArray::fromHex("850101000000"); // flags, fixed32, field 16
    const auto batches = readOtlp(requestWith(ids() + more + field(5, "work")) + field(99, "x"));
    QVERIFY(batches);
    QCOMPARE(batches->first().spans.first().second.name, u"work"_s);
}

void OtlpTest::doubledKeysKeepTheLastValue()
{
    const QByteArray pair = field(1, field(1, "k") + field(2, QByteArray::fromHex("1801")))
        + field(1, field(1, "k") + field(2, QByteArray::fromHex("1802")));
    const auto batches = readOtlp(requestWithValue(field(6, pair)));
    QVERIFY(batches);
    QCOMPARE(batches->first().spans.first().second.attributes[u"key"].write(), "{\"k\":2}"_ba);
}

void OtlpTest::refuses_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("garbage") << "<html>no</html>"_ba;
    QTest::newRow("resource spans as a number") << QByteArray::fromHex("0801");
    QTest::newRow("no ids") << requestWith(field(5, "work"));
    QTest::newRow("no span id") << requestWith(field(1, SomeTrace.bytes()));
    QTest::newRow("zero trace id") << requestWith(field(1, QByteArray(16, '\0')) + field(2, SomeSpan.bytes()));
    QTest::newRow("short trace id") << requestWith(field(1, "12345678") + field(2, SomeSpan.bytes()));
    QTest::newRow("long parent id") << requestWith(ids() + field(4, "123456789"));
    QTest::newRow("name that is no UTF-8") << requestWith(ids() + field(5, "\xff"));
    QTest::newRow("cut UTF-8 in a value") << requestWithValue(field(1, "\xc3"));
    QTest::newRow("start as a varint") << requestWith(ids() + QByteArray::fromHex("3801"));
    QTest::newRow("status as text") << requestWith(ids() + field(15, field(3, "1")));
    QTest::newRow("int as fixed64") << requestWithValue(QByteArray::fromHex("190100000000000000"));
    QTest::newRow("bool as text") << requestWithValue(field(2, "1"));
    QTest::newRow("a group") << requestWith(ids() + QByteArray::fromHex("1b1c"));
    QTest::newRow("field number 0") << requestWith(ids() + QByteArray::fromHex("0001"));
    QTest::newRow("number of 11 bytes") << requestWithValue(QByteArray::fromHex("18ffffffffffffffffffff01"));
    QTest::newRow("number over 64 bits") << requestWithValue(QByteArray::fromHex("18ffffffffffffffffff02"));
    QTest::newRow("length beyond the end") << QByteArray::fromHex("0a05ff");
    QTest::newRow("length of 2^63") << QByteArray::fromHex("0a80808080808080808001");
}

void OtlpTest::refuses()
{
    QFETCH(QByteArray, request);
    const auto batches = readOtlp(request);
    QVERIFY(!batches);
    QCOMPARE(batches.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY(!batches.error().message.isEmpty());
    QVERIFY(batches.error().detail.startsWith(u"fault in "_s));
}

void OtlpTest::refusesEveryCut()
{
    const QByteArray sent = recordings::bytes(u"otlp/01-plain-user.otlp-1.pb"_s);
    QVERIFY(readOtlp(sent));
    QVERIFY(readOtlp({})); // no spans is a request too
    for (qsizetype size = 1; size < sent.size(); ++size)
        QVERIFY2(!readOtlp(QByteArrayView(sent).first(size)), qPrintable(QString::number(size)));
}

void OtlpTest::refusesDeepNesting()
{
    QByteArray value = QByteArray::fromHex("1801");
    for (int depth = 0; depth < 64; ++depth)
        value = field(5, field(1, value));
    QVERIFY(readOtlp(requestWithValue(value)));
    QVERIFY(!readOtlp(requestWithValue(field(5, field(1, value)))));
}

QObject *makeOtlpTest()
{
    return new OtlpTest;
}

#include "tst_otlp.moc"
