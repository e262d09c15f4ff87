// SPDX-License-Identifier: Apache-2.0
#include "demo/gzip.h"
#include "demo/plugins/ssefilter.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class SseFilterTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void framing_data();
    void framing();
    void everySplitPoint();
    void againIsTheLastFrame();
    void gzipRoundTrip();
};

void SseFilterTest::framing_data()
{
    QTest::addColumn<QByteArrayList>("reads");
    QTest::addColumn<QByteArray>("out");
    QTest::newRow("event") << QByteArrayList{"data: {\"a\":1}\n\n"_ba} << "data: {\"a\":1}\n\n"_ba;
    QTest::newRow("no blank") << QByteArrayList{"data:x\n\n"_ba} << "data: x\n\n"_ba;
    QTest::newRow("done has no newline") << QByteArrayList{"data: [DONE]\n\n"_ba} << "data: [DONE]"_ba;
    QTest::newRow("comment") << QByteArrayList{": hello\n\n"_ba} << ""_ba;
    QTest::newRow("other fields") << QByteArrayList{"event: e\nid: 1\nretry: 2\ndata: x\n\n"_ba} << "data: x\n\n"_ba;
    QTest::newRow("two in one read") << QByteArrayList{"data: a\n\ndata: b\n\n"_ba} << "data: a\n\ndata: b\n\n"_ba;
    QTest::newRow("CRLF keeps its CR") << QByteArrayList{"data: a\r\n\r\n"_ba} << "data: a\r\n\n"_ba;
    QTest::newRow("CRLF in one read loses all but the last")
        << QByteArrayList{"data: a\r\n\r\ndata: b\r\n\r\n"_ba} << "data: b\r\n\n"_ba;
    QTest::newRow("raw JSON lines") << QByteArrayList{"{\"a\":1}\r\n{\"b\":2}\n"_ba}
                                    << "data: {\"a\":1}\n\ndata: {\"b\":2}\n\n"_ba;
    QTest::newRow("event name forgotten at the border")
        << QByteArrayList{"event: e\n"_ba, "data: x\n\n"_ba} << "data: x\n\n"_ba;
    QTest::newRow("[DONE] without newline never comes")
        << QByteArrayList{"data: x\n\ndata: [DONE]"_ba} << "data: x\n\n"_ba;
}

void SseFilterTest::framing()
{
    QFETCH(const QByteArrayList, reads);
    demo::SseFilter filter;
    QByteArray out;
    for (const QByteArray &read : reads)
        out += filter.feed(read);
    QTEST(out, "out");
}

void SseFilterTest::everySplitPoint()
{
    const QByteArray stream = "data: {\"t\":\"Grüße 🦍\"}\n\ndata: {\"t\":\"b\"}\n\ndata: [DONE]\n\n"_ba;
    demo::SseFilter whole;
    const QByteArray expected = whole.feed(stream);
    for (qsizetype at = 1; at < stream.size(); ++at) {
        demo::SseFilter filter;
        // Kong loses an event whose line ends at the border of a read but whose blank line comes later.
        QByteArray out = filter.feed(stream.first(at));
        out += filter.feed(stream.mid(at));
        QVERIFY2(out == expected || (stream[at - 1] == '\n' && stream[at] == '\n'), qPrintable(QString::number(at)));
    }
}

void SseFilterTest::againIsTheLastFrame()
{
    demo::SseFilter filter;
    filter.feed("data: a\n\n"_ba);
    filter.feed("data: b\n\ndata: c\n\n"_ba);
    QCOMPARE(filter.again(), "data: b\n\ndata: c\n\n"_ba);
}

void SseFilterTest::gzipRoundTrip()
{
    const QByteArray text = "abc"_ba.repeated(50000);
    const QByteArray packed = demo::gzipped(text);
    QVERIFY(packed.size() < 1000);
    QCOMPARE(demo::gunzipped(packed), std::optional(text));
    QVERIFY(!demo::gunzipped(packed.chopped(1)));
    QVERIFY(!demo::gunzipped("not gzip"_ba));
    QCOMPARE(demo::gunzipped(demo::gzipped({})), std::optional(QByteArray()));
}

QObject *makeSseFilterTest()
{
    return new SseFilterTest;
}

#include "tst_ssefilter.moc"
