// SPDX-License-Identifier: Apache-2.0
#include "http/headreader.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using http::HeadReader;
using Verdict = http::HeadReader::Verdict;

namespace {

Verdict feedAll(HeadReader &reader, const QByteArrayList &lines)
{
    Verdict verdict = Verdict::More;
    for (const QByteArray &line : lines) {
        verdict = reader.feed(line);
        if (verdict != Verdict::More)
            break;
    }
    return verdict;
}

} // namespace

class HeadReaderTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void plain();
    void emptyReason();
    void interimBlocks();
    void folding();
    void lengths();
    void limit();
};

void HeadReaderTest::plain()
{
    HeadReader reader;
    QVERIFY(!reader.hasBegun());
    QCOMPARE(feedAll(reader, {"HTTP/1.1 404 Not Found\r\n", "X-A:  b \r\n", "x-a: c\r\n", "Empty:\r\n", "\r\n"}),
             Verdict::Complete);
    QVERIFY(reader.isComplete());
    QCOMPARE(reader.head().status, 404);
    QCOMPARE(reader.head().reason, "Not Found");
    const http::Headers expected = {{"X-A"_ba, "b"_ba}, {"x-a"_ba, "c"_ba}, {"Empty"_ba, ""_ba}};
    QCOMPARE(reader.head().headers, expected);
    // Trailers.
    QCOMPARE(reader.feed("X-Late: 1\r\n"), Verdict::More);
    QCOMPARE(reader.feed("\r\n"), Verdict::More);
    QCOMPARE(reader.head().headers, expected);
}

void HeadReaderTest::emptyReason()
{
    HeadReader reader;
    QCOMPARE(feedAll(reader, {"HTTP/1.1 200\r\n", "\r\n"}), Verdict::Complete);
    QCOMPARE(reader.head().status, 200);
    QCOMPARE(reader.head().reason, QByteArray());
}

void HeadReaderTest::interimBlocks()
{
    HeadReader reader;
    QCOMPARE(
        feedAll(reader, {"HTTP/1.1 100 Continue\r\n", "\r\n", "HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n"}),
        Verdict::More);
    QVERIFY(reader.hasBegun());
    QVERIFY(!reader.isComplete());
    QCOMPARE(feedAll(reader, {"HTTP/1.1 200 OK\r\n", "\r\n"}), Verdict::Complete);
    QVERIFY(reader.head().headers.isEmpty());
}

void HeadReaderTest::folding()
{
    HeadReader reader;
    QCOMPARE(feedAll(reader, {"HTTP/1.1 200 OK\r\n", "X-A: b\r\n", "  c\r\n", "\td\r\n", " \r\n", "\r\n"}),
             Verdict::Complete);
    QCOMPARE(http::headerValue(reader.head().headers, "X-A"), "b c d");
}

void HeadReaderTest::lengths()
{
    HeadReader same;
    QCOMPARE(feedAll(same, {"HTTP/1.1 200 OK\r\n", "Content-Length: 5\r\n", "content-length: 5\r\n", "\r\n"}),
             Verdict::Complete);
    HeadReader different;
    QCOMPARE(feedAll(different, {"HTTP/1.1 200 OK\r\n", "Content-Length: 5\r\n", "content-length: 6\r\n", "\r\n"}),
             Verdict::Malformed);
}

void HeadReaderTest::limit()
{
    HeadReader reader;
    QCOMPARE(reader.feed("HTTP/1.1 200 OK\r\n"), Verdict::More);
    const QByteArray line = "X: " + QByteArray(1019, 'x') + "\r\n";
    int fed = 0;
    while (fed < 300 && reader.feed(line) == Verdict::More)
        ++fed;
    QCOMPARE(fed, 255);
}

QObject *makeHeadReaderTest()
{
    return new HeadReaderTest;
}

#include "tst_headreader.moc"
