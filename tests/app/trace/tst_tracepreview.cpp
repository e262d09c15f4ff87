// SPDX-License-Identifier: Apache-2.0
#include "app/trace/recordings.h"
#include "support/testmain.h"
#include "trace/mlflowwriter.h"
#include "trace/tracepreview.h"

using namespace Qt::StringLiterals;
using base::Json;
using namespace trace;

/// What is derived from spans, computed anew for every trace MLflow's client sent and compared with what it sent.
class TracePreviewTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void startTraceAsTheClientSentIt_data();
    void startTraceAsTheClientSentIt();
    void cutsByCodePoint_data();
    void cutsByCodePoint();
    void requestPreviews_data();
    void requestPreviews();
    void responsePreviews_data();
    void responsePreviews();
    void usageIsCountedOncePerBranch_data();
    void usageIsCountedOncePerBranch();
    void sizePercentiles();
    void unfinishedTraceStaysInProgress();
    void setStateStays();
    void emptyTraceHasNoSizes();
    void longValuesAreCutForMlflow();
};

namespace {

Json parsed(const QByteArray &text)
{
    return base::Json::parse(text).value_or(Json());
}

Span spanOf(quint8 id, quint8 parent, const QByteArray &usage)
{
    Span span;
    span.id = *SpanId::fromBytes(QByteArray(7, '\0') + char(id));
    if (parent != 0)
        span.parent = SpanId::fromBytes(QByteArray(7, '\0') + char(parent));
    span.name = u"work"_s;
    span.end = span.start;
    if (!usage.isEmpty())
        span.attributes.set(keys::TokenUsage.toString(), parsed(usage));
    return span;
}

} // namespace

void TracePreviewTest::startTraceAsTheClientSentIt_data()
{
    QTest::addColumn<QString>("file");
    const QStringList files = recordings::files(u"otlp"_s, u"*.start-trace-*.json"_s);
    QCOMPARE(files.size(), 71);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file;
}

void TracePreviewTest::startTraceAsTheClientSentIt()
{
    QFETCH(QString, file);
    const Json recorded = recordings::json(u"otlp/"_s + file)[u"trace"][u"trace_info"];
    TraceRecord record = recordings::sent(file.section(u'.', 0, 0), *parseTraceId(recorded[u"trace_id"].toString()));
    const qint64 spansRecorded = Json::parse(recorded[u"trace_metadata"][infokeys::SizeStats].toString().toUtf8())
                                     .value_or(Json())[u"num_spans"]
                                     .toInt64();
    if (record.spans.size() != spansRecorded)
        QSKIP("an abandoned stream: one span was counted and never sent");
    record.info.clientRequestId = recorded[u"client_request_id"].toString();
    // What the spans do not tell: given by the process, the user and the session.
    const QStringList derived{infokeys::TraceInputs.toString(), infokeys::TraceOutputs.toString(),
                              infokeys::TokenUsage.toString(),  infokeys::SizeStats.toString(),
                              infokeys::SizeBytes.toString(),   infokeys::SchemaVersion.toString()};
    for (const auto &[key, value] : recorded[u"trace_metadata"].members()) {
        if (!derived.contains(key))
            record.info.metadata.insert(key, value.toString());
    }
    for (const auto &[key, value] : recorded[u"tags"].members()) {
        if (key != infokeys::TraceName)
            record.info.tags.insert(key, value.toString());
    }
    completeInfo(record, u"1"_s);
    const Json written = startTraceInfo(record, u"1"_s);

    for (const QStringView key : {u"trace_id", u"client_request_id", u"trace_location", u"request_time", u"state",
                                  u"request_preview", u"response_preview"})
        QCOMPARE(written[key], recorded[key]);
    const bool shorterDuration
        = file.startsWith(u"39-"_s); // "9" by the client's rule of rounding, "10" by the server's, which is ours
    for (const QStringView key : {u"trace_metadata", u"tags"}) {
        for (const auto &[name, value] : recorded[key].members()) {
            const QString text = shorterDuration ? value.toString().replace(u"3406"_s, u"3407"_s) : value.toString();
            QCOMPARE(name + written[key][name].toString(), name + text);
        }
        QCOMPARE(written[key].size(), recorded[key].size());
    }
}

void TracePreviewTest::cutsByCodePoint_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cut");
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("fits") << u"12345678"_s << u"12345678"_s;
    QTest::newRow("too long") << u"123456789"_s << u"12345..."_s;
    QTest::newRow("eight pairs fit") << QString::fromUcs4(U"😀😀😀😀😀😀😀😀")
                                     << QString::fromUcs4(U"😀😀😀😀😀😀😀😀");
    QTest::newRow("nine pairs") << QString::fromUcs4(U"😀😀😀😀😀😀😀😀😀") << QString::fromUcs4(U"😀😀😀😀😀...");
    QTest::newRow("half pairs count") << u"12345\xd83d\xd83d\xd83d\xd83d"_s << u"12345..."_s;
}

void TracePreviewTest::cutsByCodePoint()
{
    QFETCH(QString, text);
    QFETCH(QString, cut);
    QCOMPARE(cutCodePoints(text, 8), cut);
    QCOMPARE(firstCodePoints(text, 1000), text);
    if (cut.endsWith(u"..."_s))
        QCOMPARE(firstCodePoints(text, 5) + u"..."_s, cut);
}

void TracePreviewTest::requestPreviews_data()
{
    QTest::addColumn<QByteArray>("inputs");
    QTest::addColumn<QString>("preview");
    QTest::newRow("none") << "null"_ba << u""_s;
    QTest::newRow("last user message")
        << R"({"messages": [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}, {"role": "assistant", "content": "c"}]})"_ba
        << u"b"_s;
    QTest::newRow("no user message")
        << R"({"messages": [{"role": "system", "content": "a"}, {"role": "tool", "content": "b"}]})"_ba << u"b"_s;
    QTest::newRow("content parts")
        << R"({"messages": [{"role": "user", "content": [{"type": "image_url"}, {"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}]})"_ba
        << u"a"_s;
    QTest::newRow("part is text") << R"({"messages": [{"role": "user", "content": ["a", "b"]}]})"_ba << u"a"_s;
    QTest::newRow("responses input")
        << R"({"model": "m", "input": [{"role": "user", "content": [{"type": "output_text", "text": "a"}]}]})"_ba
        << u"a"_s;
    QTest::newRow("text input") << R"({"input": "a"})"_ba << u"{\"input\": \"a\"}"_s;
    QTest::newRow("wrapped") << R"({"request": {"messages": [{"role": "user", "content": "a"}]}})"_ba << u"a"_s;
    QTest::newRow("empty text") << R"({"messages": [{"role": "user", "content": ""}]})"_ba
                                << u"{\"messages\": [{\"role\": \"user\", \"content\": \"\"}]}"_s;
    QTest::newRow("null text") << R"({"messages": [{"role": "user", "content": null}]})"_ba
                               << u"{\"messages\": [{\"role\": \"user\", \"content\": null}]}"_s;
    QTest::newRow("no messages") << R"({"messages": [1]})"_ba << u"{\"messages\": [1]}"_s;
    QTest::newRow("question") << "{\"question\":\"\xc3\xbc\"}"_ba << u"{\"question\": \"\u00fc\"}"_s;
    QTest::newRow("plain text") << "\"a\""_ba << u"\"a\""_s;
    QTest::newRow("number") << "1.0"_ba << u"1.0"_s;
    QTest::newRow("long") << QByteArray('"' + QByteArray(1001, 'x') + '"')
                          << QString(u"\""_s + QString(996, u'x') + u"..."_s);
}

void TracePreviewTest::requestPreviews()
{
    QFETCH(QByteArray, inputs);
    QFETCH(QString, preview);
    QCOMPARE(requestPreview(parsed(inputs)), preview);
}

void TracePreviewTest::responsePreviews_data()
{
    QTest::addColumn<QByteArray>("outputs");
    QTest::addColumn<QString>("preview");
    QTest::newRow("none") << "null"_ba << u""_s;
    QTest::newRow("first choice")
        << R"({"choices": [{"message": {"role": "assistant", "content": "a"}}, {"message": {"role": "assistant", "content": "b"}}]})"_ba
        << u"a"_s;
    QTest::newRow("tool call") << R"({"choices": [{"message": {"role": "assistant", "content": null}}]})"_ba
                               << u"{\"choices\": [{\"message\": {\"role\": \"assistant\", \"content\": null}}]}"_s;
    QTest::newRow("responses output")
        << R"({"output": [{"type": "reasoning"}, {"role": "assistant", "content": [{"type": "output_text", "text": "a"}]}]})"_ba
        << u"a"_s;
    QTest::newRow("list") << R"([{"choices": []}])"_ba << u"[{\"choices\": []}]"_s;
}

void TracePreviewTest::responsePreviews()
{
    QFETCH(QByteArray, outputs);
    QFETCH(QString, preview);
    QCOMPARE(responsePreview(parsed(outputs)), preview);
}

void TracePreviewTest::usageIsCountedOncePerBranch_data()
{
    QTest::addColumn<QList<Span>>("spans");
    QTest::addColumn<QByteArray>("sum");
    const QByteArray ten = R"({"input_tokens": 6, "output_tokens": 4, "total_tokens": 10})";
    const QByteArray cached
        = R"({"input_tokens": 6, "output_tokens": 4, "total_tokens": 10, "cache_read_input_tokens": 0})";
    const QByteArray created
        = R"({"input_tokens": 1, "output_tokens": 1, "total_tokens": 2, "cache_creation_input_tokens": 7})";
    QTest::newRow("none") << QList<Span>{spanOf(1, 0, {})} << "null"_ba;
    QTest::newRow("one") << QList<Span>{spanOf(1, 0, ten)}
                         << R"({"input_tokens": 6, "output_tokens": 4, "total_tokens": 10})"_ba;
    QTest::newRow("siblings") << QList<Span>{spanOf(1, 0, {}), spanOf(2, 1, ten), spanOf(3, 1, ten)}
                              << R"({"input_tokens": 12, "output_tokens": 8, "total_tokens": 20})"_ba;
    QTest::newRow("child hidden") << QList<Span>{spanOf(2, 1, ten), spanOf(1, 0, ten)}
                                  << R"({"input_tokens": 6, "output_tokens": 4, "total_tokens": 10})"_ba;
    QTest::newRow("grandchild hidden") << QList<Span>{spanOf(1, 0, ten), spanOf(2, 1, {}), spanOf(3, 2, ten)}
                                       << R"({"input_tokens": 6, "output_tokens": 4, "total_tokens": 10})"_ba;
    QTest::newRow("unknown parent") << QList<Span>{spanOf(2, 9, ten)}
                                    << R"({"input_tokens": 6, "output_tokens": 4, "total_tokens": 10})"_ba;
    QTest::newRow("cycle") << QList<Span>{spanOf(1, 2, {}), spanOf(2, 1, {}), spanOf(3, 3, {})} << "null"_ba;
    QTest::newRow("optional keys")
        << QList<Span>{spanOf(1, 0, {}), spanOf(2, 1, created), spanOf(3, 1, cached)}
        << R"({"input_tokens": 7, "output_tokens": 5, "total_tokens": 12, "cache_read_input_tokens": 0, "cache_creation_input_tokens": 7})"_ba;
}

void TracePreviewTest::usageIsCountedOncePerBranch()
{
    QFETCH(QList<Span>, spans);
    QFETCH(QByteArray, sum);
    QCOMPARE(aggregateTokenUsage(spans).write(base::JsonStyle::Python), sum);
}

void TracePreviewTest::sizePercentiles()
{
    TraceRecord record;
    for (quint8 i = 1; i <= 4; ++i) {
        Span span = spanOf(i, i == 1 ? 0 : 1, {});
        span.name = QString(i * 10, u'\u00fc'); // six bytes each, escaped
        record.spans.append(span);
    }
    setSizeStats(record, u"1"_s);
    const Json stats = *Json::parse(record.info.metadata.value(infokeys::SizeStats.toString()).toUtf8());
    const qint64 smallest = spanToDict(record.info.id, record.spans.at(0)).write(base::JsonStyle::PythonAscii).size();
    QCOMPARE(stats[u"num_spans"].toInt64(), 4);
    // The root has null for its parent, the others 14 bytes of base64 in quotes.
    QCOMPARE(stats[u"max"].toInt64(), smallest + 10 + 180);
    QCOMPARE(stats[u"p50"].toInt64(), smallest + 10 + 90);
    QCOMPARE(stats[u"p25"].toInt64(), qint64(double(smallest) * 0.25 + double(smallest + 70) * 0.75));
    QCOMPARE(stats[u"total_size_bytes"].toInt64(),
             record.info.metadata.value(infokeys::SizeBytes.toString()).toLongLong());
    const auto before = record.info.metadata;
    setSizeStats(record, u"1"_s);
    QCOMPARE(record.info.metadata, before); // its own values do not count
}

void TracePreviewTest::unfinishedTraceStaysInProgress()
{
    TraceRecord record;
    record.spans = {spanOf(1, 0, {})};
    record.spans[0].end.reset();
    completeInfo(record);
    QCOMPARE(record.info.state, TraceState::InProgress);
    QVERIFY(!record.info.end);
    QVERIFY(!startTraceInfo(record, u"1"_s).contains(u"execution_duration"));
}

void TracePreviewTest::setStateStays()
{
    TraceRecord record;
    record.spans = {spanOf(1, 0, {})};
    record.info.state = TraceState::Error;
    completeInfo(record);
    QCOMPARE(record.info.state, TraceState::Error);
    record.info.state = TraceState::InProgress;
    completeInfo(record);
    QCOMPARE(record.info.state, TraceState::Ok); // an unset status of a finished root is OK
}

void TracePreviewTest::emptyTraceHasNoSizes()
{
    TraceRecord record;
    record.info.metadata.insert(infokeys::SizeStats.toString(), u"{}"_s);
    completeInfo(record);
    QVERIFY(!record.info.metadata.contains(infokeys::SizeStats.toString()));
    QVERIFY(!startTraceInfo(record, u"1"_s).contains(u"request_preview"));
}

void TracePreviewTest::longValuesAreCutForMlflow()
{
    TraceRecord record;
    record.info.session = QString(300, u's');
    record.info.name = QString(5000, u'n');
    record.info.tags.insert(u"tag"_s, QString(5000, u't'));
    record.info.metadata.insert(QString(300, u'k'), QString::fromUcs4(U"😀").repeated(300));
    const Json json = startTraceInfo(record, u"1"_s);
    QCOMPARE(json[u"trace_metadata"][infokeys::Session].toString().size(), 250);
    QCOMPARE(json[u"trace_metadata"][QString(250, u'k')].toString().size(), 500);
    QCOMPARE(json[u"tags"][infokeys::TraceName].toString().size(), 4096);
    QCOMPARE(json[u"tags"][u"tag"].toString().size(), 4096);
}

QObject *makeTracePreviewTest()
{
    return new TracePreviewTest;
}

#include "tst_tracepreview.moc"
