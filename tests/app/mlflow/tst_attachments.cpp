// SPDX-License-Identifier: Apache-2.0
#include "mlflow/attachments.h"

#include "outboxfixture.h"

using namespace Qt::StringLiterals;
using base::Json;

namespace {

/// "QUJDRA==" is "ABCD".
QList<mlflow::Attachment> extractFrom(Json &value)
{
    trace::TraceRecord record;
    record.info.id = *trace::TraceId::fromHex(u"00112233445566778899aabbccddeeff");
    trace::Span span;
    span.id = trace::SpanId::random();
    span.attributes.set(trace::keys::SpanInputs.toString(), value);
    record.spans = {span};
    const QList<mlflow::Attachment> found = mlflow::extractAttachments(record);
    value = record.spans.first().attributes[trace::keys::SpanInputs];
    return found;
}

} // namespace

/// The forms of mlflow/entities/span.py.
class AttachmentsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void forms_data();
    void forms();
    void stays_data();
    void stays();
    void sameBytesOnce();
    void bothSides();
};

void AttachmentsTest::forms_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("type");
    QTest::newRow("data URL") << R"("data:image/png;base64,QUJDRA==")"_ba << u"image%2Fpng"_s;
    QTest::newRow("deep")
        << R"({"messages":[{"content":[{"image_url":{"url":"data:application/pdf;base64,QUJDRA=="}}]}]})"_ba
        << u"application%2Fpdf"_s;
    QTest::newRow("with parameter") << R"(["data:text/plain;charset=utf-8;base64,QUJDRA=="])"_ba
                                    << u"text%2Fplain%3Bcharset%3Dutf-8"_s;
    QTest::newRow("input_audio mp3") << R"({"type":"input_audio","input_audio":{"data":"QUJDRA==","format":"mp3"}})"_ba
                                     << u"audio%2Fmpeg"_s;
    QTest::newRow("input_audio") << R"({"type":"input_audio","input_audio":{"data":"QUJDRA=="}})"_ba
                                 << u"audio%2Fwav"_s;
    QTest::newRow("anthropic")
        << R"({"type":"image","source":{"type":"base64","media_type":"image/gif","data":"QUJDRA=="}})"_ba
        << u"image%2Fgif"_s;
    QTest::newRow("b64_json") << R"({"data":[{"b64_json":"QUJDRA=="}]})"_ba << u"image%2Fpng"_s;
    QTest::newRow("audio") << R"({"audio":{"data":"QUJDRA==","transcript":"hi"}})"_ba << u"audio%2Fwav"_s;
    QTest::newRow("bedrock") << R"({"image":{"format":"jpeg","source":{"bytes":"QUJDRA=="}}})"_ba << u"image%2Fjpeg"_s;
    QTest::newRow("gemini") << R"({"inline_data":{"mime_type":"image/webp","data":"QUJDRA=="}})"_ba
                            << u"image%2Fwebp"_s;
}

void AttachmentsTest::forms()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, type);
    Json json = *Json::parse(value);
    const auto found = extractFrom(json);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.first().bytes, "ABCD"_ba);
    const QByteArray reference = "mlflow-attachment://" + found.first().uuid.toLatin1()
        + "?content_type=" + type.toLatin1() + "&trace_id=tr-00112233445566778899aabbccddeeff&size=4";
    QByteArray wanted = value;
    const qsizetype data = wanted.indexOf("data:");
    if (data >= 0)
        wanted.remove(data, wanted.indexOf("QUJDRA==") - data);
    wanted.replace("QUJDRA==", reference);
    QCOMPARE(json.write(), wanted);
}

void AttachmentsTest::stays_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("text") << R"("hello")"_ba;
    QTest::newRow("no base64") << R"("data:text/plain,hello")"_ba;
    QTest::newRow("no type") << R"("data:;base64,QUJDRA==")"_ba;
    QTest::newRow("broken base64") << R"("data:image/png;base64,Q*JDRA==")"_ba;
    QTest::newRow("empty") << R"("data:image/png;base64,")"_ba;
    QTest::newRow("within a text") << R"("see data:image/png;base64,QUJDRA==")"_ba;
    QTest::newRow("a reference") << R"({"audio":{"data":"mlflow-attachment://x"}})"_ba;
    QTest::newRow("other image") << R"({"type":"image","source":{"type":"url","url":"http://x"}})"_ba;
}

void AttachmentsTest::stays()
{
    QFETCH(QByteArray, value);
    Json json = *Json::parse(value);
    QVERIFY(extractFrom(json).isEmpty());
    QCOMPARE(json.write(), value);
}

void AttachmentsTest::sameBytesOnce()
{
    Json json
        = *Json::parse(R"(["data:a/b;base64,QUJDRA==","data:a/b;base64,QUJDRA==","data:a/c;base64,QUJDRA=="])"_ba);
    QCOMPARE(extractFrom(json).size(), 2);
    QCOMPARE(json.at(0), json.at(1));
}

void AttachmentsTest::bothSides()
{
    trace::TraceRecord record;
    record.info.id = trace::TraceId::random();
    trace::Span span;
    span.attributes.set(trace::keys::SpanInputs.toString(), u"data:a/b;base64,QUJDRA=="_s);
    span.attributes.set(trace::keys::SpanOutputs.toString(), u"data:a/b;base64,QUJDRQ=="_s);
    span.attributes.set(u"other"_s, u"data:a/b;base64,QUJDRQ=="_s);
    record.spans = {span};
    QCOMPARE(mlflow::extractAttachments(record).size(), 2);
    QVERIFY(record.spans.first().attributes[u"other"].toString().startsWith(u"data:"));
}

QObject *makeAttachmentsTest()
{
    return new AttachmentsTest;
}

#include "tst_attachments.moc"
