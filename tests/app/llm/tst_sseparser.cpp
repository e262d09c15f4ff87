// SPDX-License-Identifier: Apache-2.0
#include "llm/sseparser.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using llm::SseParser;

namespace {

QList<QByteArray> parsed(const QList<QByteArray> &pieces)
{
    SseParser parser;
    QList<QByteArray> payloads;
    for (const QByteArray &piece : pieces)
        payloads += parser.feed(piece).value();
    return payloads + parser.finish();
}

QList<QByteArray> inBytes(const QByteArray &text)
{
    QList<QByteArray> pieces;
    for (const char c : text)
        pieces.append(QByteArray(1, c));
    return pieces;
}

} // namespace

class SseParserTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void readsEvents_data();
    void readsEvents();
    void tellsEventsAsTheyComplete();
    void splitsDoNotMatter_data() { readsEvents_data(); }
    void splitsDoNotMatter();
    void tooLongEventBreaksTheParser();
    void longLineInManyPiecesIsFound();
};

void SseParserTest::readsEvents_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("payloads");
    const auto row = [](const char *name, const QByteArray &text, const QList<QByteArray> &payloads) {
        QTest::newRow(name) << text << payloads;
    };
    row("nothing", "", {});
    row("one", "data: a\n\n", {"a"});
    row("two", "data: a\n\ndata: b\n\n", {"a", "b"});
    row("end marker without newline", "data: a\n\ndata: [DONE]", {"a", "[DONE]"});
    row("end marker with one newline", "data: [DONE]\n", {"[DONE]"});
    row("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", {"a", "b"});
    row("CR", "data: a\r\rdata: b\r\r", {"a", "b"});
    row("what Kong makes of CRLF", "data: a\r\n\ndata: [DONE]\r\n\n", {"a", "[DONE]"});
    row("end marker and CR", "data: [DONE]\r", {"[DONE]"});
    row("no blank after the colon", "data:a\n\n", {"a"});
    row("only one blank goes", "data:  a \n\n", {" a "});
    row("lines of one event", "data: a\ndata: b\n\n", {"a\nb"});
    row("comments", ": ping\n\n:\n\ndata: a\n: x\n\n", {"a"});
    row("other fields", "event: message\nid: 7\nretry: 10\ndata: a\n\n", {"a"});
    row("empty data", "data: \n\ndata:\n\ndata\n\ndata: a\n\n", {"a"});
    row("field that begins like data", "database: x\n\ndata: a\n\n", {"a"});
    row("byte order mark",
        "\xef\xbb\xbf"
        "data: a\n\n",
        {"a"});
    row("mark inside is no mark",
        "data: a\n\n\xef\xbb\xbf"
        "data: b\n\n",
        {"a"});
    row("JSON without field name", "{\"error\":{\"message\":\"x\"}}", {});
    row("UTF-8", "data: \xe4\xb8\x96\xf0\x9f\xa6\x8d\n\n", {"\xe4\xb8\x96\xf0\x9f\xa6\x8d"});
    row("NUL byte", QByteArray("data: a\0b\n\n", 11), {QByteArray("a\0b", 3)});
}

void SseParserTest::readsEvents()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, payloads);
    QCOMPARE(parsed({text}), payloads);
}

void SseParserTest::tellsEventsAsTheyComplete()
{
    SseParser parser;
    QCOMPARE(parser.feed("data: a\n").value(), QList<QByteArray>());
    QCOMPARE(parser.feed("\nda").value(), QList<QByteArray>({"a"}));
    QCOMPARE(parser.feed("ta: b").value(), QList<QByteArray>());
    QCOMPARE(parser.finish(), QList<QByteArray>({"b"}));
}

void SseParserTest::splitsDoNotMatter()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<QByteArray>, payloads);
    QCOMPARE(parsed(inBytes(text)), payloads);
    for (qsizetype at = 0; at <= text.size(); ++at)
        QCOMPARE(parsed({text.first(at), text.sliced(at)}), payloads);
}

void SseParserTest::tooLongEventBreaksTheParser()
{
    SseParser parser;
    QVERIFY(parser.feed("data: a\n\n"));
    const auto refused = parser.feed("data: " + QByteArray(SseParser::maxLine, 'x'));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, base::ErrorKind::Protocol);
    QVERIFY(!parser.feed("\n\ndata: b\n\n"));
    QCOMPARE(parser.finish(), QList<QByteArray>());
}

void SseParserTest::longLineInManyPiecesIsFound()
{
    SseParser parser;
    const QByteArray line = "data: " + QByteArray(1024 * 1024, 'x') + '\n';
    bool broken = false;
    for (int i = 0; i < 20 && !broken; ++i)
        broken = !parser.feed(line);
    QVERIFY(broken);
}

QObject *makeSseParserTest()
{
    return new SseParserTest;
}

#include "tst_sseparser.moc"
