// SPDX-License-Identifier: Apache-2.0
#include "http/requestparser.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using http::RequestParser;
using http::ServerLimits;
using http::ServerRequest;

namespace {

ServerLimits smallLimits()
{
    ServerLimits limits;
    limits.requestLine = 40;
    limits.headerBytes = 100;
    limits.headerCount = 4;
    limits.body = 10;
    return limits;
}

constexpr auto head = "POST /v1 HTTP/1.1\r\nHost: a\r\n";

} // namespace

class RequestParserTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data();
    void accepted();
    void everySplitIsTheSame_data();
    void everySplitIsTheSame();
    void refused_data();
    void refused();
    void refusedAtEverySplit_data();
    void refusedAtEverySplit();
    void stopsAtTheEnd();
    void boundsAreExact();
    void tooLongIsKnownEarly();
    void expectContinue();
};

void RequestParserTest::accepted_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("get") << "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n"_ba
                         << "GET"_ba
                         << "/a?b=c"_ba
                         << ""_ba;
    QTest::newRow("1.0 without host") << "GET / HTTP/1.0\r\n\r\n"_ba
                                      << "GET"_ba
                                      << "/"_ba
                                      << ""_ba;
    QTest::newRow("absolute form") << "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n"_ba
                                   << "GET"_ba
                                   << "http://x/"_ba
                                   << ""_ba;
    QTest::newRow("empty line first") << "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"_ba
                                      << "GET"_ba
                                      << "/"_ba
                                      << ""_ba;
    QTest::newRow("length") << head + "Content-Length: 5\r\n\r\nhello"_ba
                            << "POST"_ba
                            << "/v1"_ba
                            << "hello"_ba;
    QTest::newRow("length 0") << head + "content-length: 0\r\n\r\n"_ba
                              << "POST"_ba
                              << "/v1"_ba
                              << ""_ba;
    QTest::newRow("chunked") << head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n"_ba
                             << "POST"_ba
                             << "/v1"_ba
                             << "hello world"_ba;
    QTest::newRow("chunked, hex and trailers")
        << head + "Transfer-Encoding: Chunked\r\n\r\n0A\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\n"_ba
        << "POST"_ba
        << "/v1"_ba
        << "0123456789"_ba;
}

void RequestParserTest::accepted()
{
    QFETCH(const QByteArray, bytes);
    RequestParser parser{ServerLimits()};
    QVERIFY(parser.isIdle());
    QCOMPARE(parser.feed(bytes), bytes.size());
    QCOMPARE(parser.refusal(), 0);
    QVERIFY(parser.isDone());
    const ServerRequest request = parser.take();
    QTEST(request.method, "method");
    QTEST(request.target, "target");
    QTEST(request.body, "body");
    QVERIFY(parser.isIdle());
    QVERIFY(!parser.isDone());
}

void RequestParserTest::everySplitIsTheSame_data()
{
    accepted_data();
}

void RequestParserTest::everySplitIsTheSame()
{
    QFETCH(const QByteArray, bytes);
    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        RequestParser parser{ServerLimits()};
        QCOMPARE(parser.feed(bytes.left(split)), split);
        QCOMPARE(parser.isDone(), split == bytes.size());
        QCOMPARE(parser.feed(bytes.mid(split)), bytes.size() - split);
        QVERIFY(parser.isDone());
        QTEST(parser.take().body, "body");
    }
    RequestParser parser{ServerLimits()};
    for (const char byte : bytes)
        QCOMPARE(parser.feed(QByteArrayView(&byte, 1)), 1);
    QVERIFY(parser.isDone());
    QTEST(parser.take().body, "body");
}

void RequestParserTest::refused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray host = "Host: a\r\n"_ba;
    const auto row
        = [](const char *name, const QByteArray &bytes, int status) { QTest::newRow(name) << bytes << status; };
    row("garbage", "hello\r\n\r\n"_ba, 400);
    row("TLS hello", "\x16\x03\x01\x02\x00\x01\x00\x0a\n"_ba, 400);
    row("two words", "GET /\r\n\r\n"_ba, 400);
    row("two blanks", "GET  / HTTP/1.1\r\n\r\n"_ba, 400);
    row("method is no token", "G(T / HTTP/1.1\r\n\r\n"_ba, 400);
    row("long method", QByteArray(33, 'G') + " / HTTP/1.1\r\n", 400);
    row("byte above ASCII in target", "GET /\xc3\xa4 HTTP/1.1\r\n\r\n"_ba, 400);
    row("not HTTP", "GET / SPDY/1\r\n\r\n"_ba, 400);
    row("HTTP/2.0", "GET / HTTP/2.0\r\n\r\n"_ba, 505);
    row("bare LF", "GET / HTTP/1.1\nHost: a\n\n"_ba, 400);
    row("bare LF in headers", "GET / HTTP/1.1\r\nHost: a\n\r\n"_ba, 400);
    row("bare CR in a value", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n"_ba, 400);
    row("three empty lines", "\r\n\r\n\r\n"_ba, 400);
    row("no host", "GET / HTTP/1.1\r\n\r\n"_ba, 400);
    row("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n"_ba, 400);
    row("no colon", head + "Broken\r\n\r\n"_ba, 400);
    row("blank before colon", head + "X-A : b\r\n\r\n"_ba, 400);
    row("empty name", head + ": b\r\n\r\n"_ba, 400);
    row("folded", head + "X-A: b\r\n c\r\n\r\n"_ba, 400);
    row("NUL in value", head + "X-A: b\0c\r\n\r\n"_ba, 400);
    row("two lengths", head + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc"_ba, 400);
    row("length list", head + "Content-Length: 3, 3\r\n\r\nabc"_ba, 400);
    row("negative length", head + "Content-Length: -3\r\n\r\n"_ba, 400);
    row("plus length", head + "Content-Length: +3\r\n\r\n"_ba, 400);
    row("hex length", head + "Content-Length: 0x3\r\n\r\n"_ba, 400);
    row("huge length", head + "Content-Length: 99999999999999999999\r\n\r\n"_ba, 400);
    row("length and chunked", head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"_ba, 400);
    row("gzip coding", head + "Transfer-Encoding: gzip, chunked\r\n\r\n"_ba, 501);
    row("two codings", head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"_ba, 501);
    row("chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"_ba, 400);
    const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n"_ba;
    row("chunk size no number", chunked + "xyz\r\n", 400);
    row("chunk size empty", chunked + "\r\n", 400);
    row("chunk size negative", chunked + "-1\r\n", 400);
    row("chunk too long for its size", chunked + "3\r\nabcd\r\n", 400);
    row("chunk size line too long", chunked + "3;" + QByteArray(300, 'x') + "\r\n", 400);
    row("chunk extension with NUL", chunked + "3;\0\r\n"_ba, 400);
    row("bad trailer", chunked + "0\r\nBroken\r\n\r\n", 400);
}

void RequestParserTest::refused()
{
    QFETCH(const QByteArray, bytes);
    RequestParser parser{ServerLimits()};
    parser.feed(bytes);
    QTEST(parser.refusal(), "status");
    QVERIFY(!parser.reason().isEmpty());
    QVERIFY(!parser.isDone());
    QCOMPARE(parser.feed("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), 0);
}

void RequestParserTest::refusedAtEverySplit_data()
{
    refused_data();
}

void RequestParserTest::refusedAtEverySplit()
{
    QFETCH(const QByteArray, bytes);
    for (qsizetype split = 0; split <= bytes.size(); ++split) {
        RequestParser parser{ServerLimits()};
        if (parser.feed(bytes.left(split)) == split)
            parser.feed(bytes.mid(split));
        QTEST(parser.refusal(), "status");
    }
}

void RequestParserTest::stopsAtTheEnd()
{
    const QByteArray first = head + "Content-Length: 2\r\n\r\nab"_ba;
    const QByteArray second = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"_ba;
    RequestParser parser{ServerLimits()};
    QCOMPARE(parser.feed(first + second), first.size());
    QCOMPARE(parser.take().body, "ab");
    QCOMPARE(parser.feed(second), second.size());
    QCOMPARE(parser.take().target, "/next");
}

void RequestParserTest::boundsAreExact()
{
    const auto statusOf = [](const QByteArray &bytes) {
        RequestParser parser(smallLimits());
        parser.feed(bytes);
        return parser.isDone() ? 200 : parser.refusal();
    };
    const QByteArray rest = "\r\nHost: a\r\n\r\n"_ba;
    // "GET " and " HTTP/1.1" take 13 of the 40.
    QCOMPARE(statusOf("GET /" + QByteArray(26, 'a') + " HTTP/1.1" + rest), 200);
    QCOMPARE(statusOf("GET /" + QByteArray(27, 'a') + " HTTP/1.1" + rest), 414);
    // "Host: a" CR LF and "X: " take 12 of the 100, CR LF another two.
    const QByteArray line = "GET / HTTP/1.1\r\nHost: a\r\nX: "_ba;
    QCOMPARE(statusOf(line + QByteArray(86, 'a') + "\r\n\r\n"), 200);
    QCOMPARE(statusOf(line + QByteArray(200, 'a') + "\r\n\r\n"), 431);
    const QByteArray start = "GET / HTTP/1.1\r\nHost: a\r\n"_ba;
    QCOMPARE(statusOf(start + QByteArray("X: a\r\n").repeated(3) + "\r\n"), 200);
    QCOMPARE(statusOf(start + QByteArray("X: a\r\n").repeated(4) + "\r\n"), 431);
    QCOMPARE(statusOf(head + "Content-Length: 10\r\n\r\n0123456789"_ba), 200);
    QCOMPARE(statusOf(head + "Content-Length: 11\r\n\r\n"_ba), 413);
    const QByteArray chunked = head + "Transfer-Encoding: chunked\r\n\r\n"_ba;
    QCOMPARE(statusOf(chunked + "a\r\n0123456789\r\n0\r\n\r\n"), 200);
    QCOMPARE(statusOf(chunked + "b\r\n"), 413);
    QCOMPARE(statusOf(chunked + "8\r\n01234567\r\n3\r\n"), 413);
    QCOMPARE(statusOf(chunked + "0\r\n" + QByteArray("X-Trailer: abc\r\n").repeated(7)), 431);
}

// Memory is bounded: an endless line is refused before it ends.
void RequestParserTest::tooLongIsKnownEarly()
{
    RequestParser parser(smallLimits());
    qsizetype fed = 0;
    while (parser.refusal() == 0 && fed < 1000)
        fed += parser.feed("aaaaaaaaaa");
    QCOMPARE(parser.refusal(), 414);
    QVERIFY(fed < 60);
}

void RequestParserTest::expectContinue()
{
    RequestParser parser{ServerLimits()};
    parser.feed(head + "Expect: 100-continue\r\nContent-Length: 2\r\n"_ba);
    QVERIFY(!parser.expectsContinue());
    parser.feed("\r\n");
    QVERIFY(parser.headComplete());
    QVERIFY(parser.expectsContinue());
    parser.feed("a");
    QVERIFY(!parser.expectsContinue());
    parser.feed("b");
    QVERIFY(parser.isDone());
}

QObject *makeRequestParserTest()
{
    return new RequestParserTest;
}

#include "tst_requestparser.moc"
