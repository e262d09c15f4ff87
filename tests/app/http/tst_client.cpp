// SPDX-License-Identifier: Apache-2.0
#include "app/http/exchange.h"
#include "app/http/scriptserver.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using namespace httptest;
using http::WireEntry;

class ClientTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void bytesOnTheWireAreExact();
    void secretsAreMaskedInTheWireLog();
    void methods_data();
    void methods();
    void headersAreSentAsGiven();
    void contentCodingOnlyWhenAsked();
    void timesAreOrdered();
    void reusedConnectionHasNoConnectionTimes();
    void piecesAreStampedWhenRead();
    void redirectIsReported();
    void interimAnswersAreSkipped();
    void bodylessAnswers_data();
    void bodylessAnswers();
    void longBodyIsRefused();
    void largePostDoesNotStall();
    void manyStreamsAtOnce();
    void badRequestsAreNotSent_data();
    void badRequestsAreNotSent();
};

void ClientTest::bytesOnTheWireAreExact()
{
    ScriptServer server([](Peer &peer, const QByteArray &) {
        peer.send(chunkedHead());
        peer.send(chunk("data: one\n\n") + chunk("data: two\n\n") + "0\r\n\r\n");
    });
    http::Client client;
    http::Request request = post(server.url(u"/v1/chat?x=1"_s), R"({"a":1})");
    request.headers = {{"Content-Type"_ba, "application/json"_ba}, {"X-Plain"_ba, "seen"_ba}};
    request.keepWire = true;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.body, "data: one\n\ndata: two\n\n");
    QCOMPARE(exchange.outcome.bodyBytes, 22);
    QCOMPARE(wireBytes(exchange.outcome, WireEntry::Direction::Sent), server.requests.value(0));
    QCOMPARE(wireBytes(exchange.outcome, WireEntry::Direction::Received),
             chunkedHead() + chunk("data: one\n\n") + chunk("data: two\n\n") + "0\r\n\r\n");
    QCOMPARE(exchange.outcome.wireDropped, 0);
    std::chrono::nanoseconds last{0};
    for (const WireEntry &entry : exchange.outcome.wire) {
        QVERIFY(entry.at >= last);
        last = entry.at;
    }
    QVERIFY(last <= *exchange.outcome.timings.end);
}

void ClientTest::secretsAreMaskedInTheWireLog()
{
    ScriptServer server([](Peer &peer, const QByteArray &) {
        peer.send(answer("ok", "Set-Cookie: sid=canary-cookie\r\nX-Seen: yes\r\n"));
    });
    http::Client client;
    http::Request request = get(server.url());
    request.headers = {{"Authorization"_ba, "Bearer canary-auth"_ba},
                       {"X-Team"_ba, "canary-team"_ba, true},
                       {"X-Open"_ba, "open-value"_ba}};
    request.keepWire = true;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QVERIFY(server.requests.value(0).contains("\r\nAuthorization: Bearer canary-auth\r\n"));
    QVERIFY(server.requests.value(0).contains("\r\nX-Team: canary-team\r\n"));
    const QByteArray sent = wireBytes(exchange.outcome, WireEntry::Direction::Sent);
    const QByteArray received = wireBytes(exchange.outcome, WireEntry::Direction::Received);
    QVERIFY(!sent.contains("canary"));
    QVERIFY(sent.contains("\r\nX-Open: open-value\r\n"));
    QVERIFY(sent.endsWith("\r\n\r\n"));
    QVERIFY(!received.contains("canary"));
    QVERIFY(received.contains("\r\nX-Seen: yes\r\n"));
}

void ClientTest::methods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("hasLength");
    QTest::newRow("get") << "GET"_ba
                         << ""_ba << false;
    QTest::newRow("post") << "POST"_ba
                          << "payload"_ba << true;
    QTest::newRow("empty post") << "POST"_ba
                                << ""_ba << true;
    QTest::newRow("put") << "PUT"_ba
                         << "payload"_ba << true;
    QTest::newRow("patch") << "PATCH"_ba
                           << "payload"_ba << true;
    QTest::newRow("delete") << "DELETE"_ba
                            << ""_ba << false;
    QTest::newRow("delete with body") << "DELETE"_ba
                                      << "payload"_ba << true;
    QTest::newRow("get with body") << "GET"_ba
                                   << "payload"_ba << true;
}

void ClientTest::methods()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, hasLength);
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    http::Request request = post(server.url(u"/x"_s), body);
    request.method = method;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    const QByteArray seen = server.requests.value(0);
    QVERIFY(seen.startsWith(method + " /x HTTP/1.1\r\n"));
    QVERIFY(seen.endsWith("\r\n\r\n" + body));
    QCOMPARE(seen.contains("\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n"), hasLength);
    QVERIFY(!seen.contains("\r\nExpect:"));
    QVERIFY(!seen.contains("\r\nContent-Type:"));
}

void ClientTest::headersAreSentAsGiven()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    http::Request request = get(server.url());
    request.headers = {{"X-Empty"_ba, ""_ba},
                       {"x-lower"_ba, "a: b; c"_ba},
                       {"Accept"_ba, "text/event-stream"_ba},
                       {"User-Agent"_ba, "test/1"_ba},
                       {"Host"_ba, "gateway.example"_ba}};
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    const QByteArray seen = server.requests.value(0);
    QVERIFY(seen.contains("\r\nX-Empty:\r\n"));
    QVERIFY(seen.contains("\r\nx-lower: a: b; c\r\n"));
    QVERIFY(seen.contains("\r\nAccept: text/event-stream\r\n"));
    QCOMPARE(seen.count("Accept"), 1);
    QVERIFY(seen.contains("\r\nUser-Agent: test/1\r\n"));
    QVERIFY(seen.contains("\r\nHost: gateway.example\r\n"));
    QVERIFY(!seen.contains("Accept-Encoding"));
    QVERIFY(!seen.contains("Cookie"));
}

void ClientTest::contentCodingOnlyWhenAsked()
{
    // "hello\n" by gzip -n.
    const QByteArray zipped = QByteArray::fromHex("1f8b0800000000000003cb48cdc9c9e7020020303a3606000000");
    ScriptServer server(
        [zipped](Peer &peer, const QByteArray &) { peer.send(answer(zipped, "Content-Encoding: gzip\r\n")); });
    http::Client client;
    Exchange raw(client, get(server.url()));
    QVERIFY(raw.wait());
    QCOMPARE(raw.body, zipped);
    http::Request request = get(server.url());
    request.headers = {{"Accept-Encoding"_ba, "gzip"_ba}};
    Exchange decoded(client, request);
    QVERIFY(decoded.wait());
    QCOMPARE(decoded.message(), QString());
    QCOMPARE(decoded.body, "hello\n");
    QVERIFY(server.requests.value(1).contains("\r\nAccept-Encoding: gzip\r\n"));
}

void ClientTest::timesAreOrdered()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("body")); });
    http::Client client;
    const base::MonoTime before = std::chrono::steady_clock::now();
    Exchange exchange(client, get(server.url()));
    QVERIFY(exchange.wait());
    const http::Timings &times = exchange.outcome.timings;
    QVERIFY(times.start >= before);
    const QList<http::Timings::Offset> order
        = {times.nameLookup, times.connect, times.ready, times.headerEnd, times.firstByte, times.end};
    std::chrono::nanoseconds last{0};
    for (const http::Timings::Offset &offset : order) {
        QVERIFY(offset.has_value());
        QVERIFY(*offset >= last);
        last = *offset;
    }
    QVERIFY(!times.tls);
    QVERIFY(times.start + *times.end <= std::chrono::steady_clock::now());
    QCOMPARE(exchange.head->timings.ready, times.ready);
    QCOMPARE(exchange.head->timings.connect, times.connect);
    QVERIFY(exchange.head->at == times.start + *times.headerEnd);
    QCOMPARE(exchange.outcome.remoteAddress, server.peerName());
    QVERIFY(!exchange.outcome.reusedConnection);
    QVERIFY(!exchange.outcome.tls);
    QVERIFY(!exchange.outcome.possiblyProcessed);
}

void ClientTest::reusedConnectionHasNoConnectionTimes()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("body")); });
    http::Client client;
    Exchange first(client, get(server.url()));
    QVERIFY(first.wait());
    Exchange second(client, get(server.url()));
    QVERIFY(second.wait());
    QCOMPARE(server.connections, 1);
    QVERIFY(second.outcome.reusedConnection);
    QVERIFY(second.head->reusedConnection);
    QCOMPARE(second.outcome.remoteAddress, server.peerName());
    QVERIFY(!second.outcome.timings.nameLookup);
    QVERIFY(!second.outcome.timings.connect);
    QVERIFY(second.outcome.timings.ready.has_value());
    QVERIFY(second.outcome.timings.firstByte.has_value());
}

void ClientTest::piecesAreStampedWhenRead()
{
    Peer *held = nullptr;
    ScriptServer server([&held](Peer &peer, const QByteArray &) {
        held = &peer;
        peer.send(chunkedHead() + chunk("one"));
    });
    http::Client client;
    Exchange exchange(client, get(server.url()));
    QTRY_COMPARE(exchange.body, "one");
    const base::MonoTime between = std::chrono::steady_clock::now();
    QVERIFY(exchange.stamps.value(0) <= between);
    held->send(chunk("two") + "0\r\n\r\n");
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.pieces, QList<QByteArray>({"one", "two"}));
    QVERIFY(exchange.stamps.value(1) >= between);
}

void ClientTest::redirectIsReported()
{
    ScriptServer other([](Peer &peer, const QByteArray &) { peer.send(answer("wrong")); });
    ScriptServer server([&other](Peer &peer, const QByteArray &) {
        peer.send("HTTP/1.1 307 Temporary Redirect\r\nLocation: " + other.url().toLatin1()
                  + "\r\nContent-Length: 0\r\n\r\n");
    });
    http::Client client;
    Exchange exchange(client, post(server.url(), "secret"));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.head->status, 307);
    QCOMPARE(http::headerValue(exchange.head->headers, "location"), other.url().toLatin1());
    QCOMPARE(other.connections, 0);
}

void ClientTest::interimAnswersAreSkipped()
{
    ScriptServer server([](Peer &peer, const QByteArray &) {
        peer.send("HTTP/1.1 102 Processing\r\nX-Interim: 1\r\n\r\n");
        peer.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
        peer.send("HTTP/1.1 200 Fine\r\nX-Final: a\r\n  b\r\nTransfer-Encoding: chunked\r\nTrailer: X-Late\r\n\r\n");
        peer.send(chunk("body") + "0\r\nX-Late: 1\r\n\r\n");
    });
    http::Client client;
    Exchange exchange(client, get(server.url()));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.head->status, 200);
    QCOMPARE(exchange.head->reason, "Fine");
    QVERIFY(!http::hasHeader(exchange.head->headers, "X-Interim"));
    QVERIFY(!http::hasHeader(exchange.head->headers, "Link"));
    QVERIFY(!http::hasHeader(exchange.head->headers, "X-Late"));
    QCOMPARE(http::headerValue(exchange.head->headers, "X-Final"), "a b");
    QCOMPARE(exchange.body, "body");
}

void ClientTest::bodylessAnswers_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    QTest::newRow("204") << "GET"_ba
                         << "HTTP/1.1 204 No Content\r\n\r\n"_ba << 204;
    QTest::newRow("304") << "GET"_ba
                         << "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n"_ba << 304;
    QTest::newRow("head") << "HEAD"_ba
                          << "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"_ba << 200;
}

void ClientTest::bodylessAnswers()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, head);
    QFETCH(const int, status);
    ScriptServer server([head](Peer &peer, const QByteArray &) { peer.send(head); });
    http::Client client;
    http::Request request = get(server.url());
    request.method = method;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.head->status, status);
    QCOMPARE(exchange.body, QByteArray());
}

void ClientTest::longBodyIsRefused()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer(QByteArray(2000, 'x'))); });
    http::Client client;
    http::Request request = get(server.url());
    request.maxBody = 1000;
    Exchange refused(client, request);
    QVERIFY(refused.wait());
    QCOMPARE(refused.kind(), base::ErrorKind::Protocol);
    QVERIFY(refused.body.size() <= 1000);
    request.maxBody = 2000;
    Exchange fits(client, request);
    QVERIFY(fits.wait());
    QCOMPARE(fits.message(), QString());
}

void ClientTest::largePostDoesNotStall()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    Exchange warmUp(client, get(server.url()));
    QVERIFY(warmUp.wait());
    // The quickest of a few: a stall of 40 ms or a wait for "100 Continue" would be in each of them.
    auto best = std::chrono::nanoseconds::max();
    for (const qsizetype size : {17 * 1024, 17 * 1024, 17 * 1024, 17 * 1024, 17 * 1024}) {
        Exchange exchange(client, post(server.url(), QByteArray(size, 'x')));
        QVERIFY(exchange.wait());
        QCOMPARE(exchange.message(), QString());
        best = std::min(best, *exchange.outcome.timings.headerEnd);
    }
    QVERIFY2(best < std::chrono::milliseconds(30), qPrintable(QString::number(best.count())));
    Exchange huge(client, post(server.url(), QByteArray(3 * 1024 * 1024, 'x')));
    QVERIFY(huge.wait());
    QCOMPARE(huge.message(), QString());
    QVERIFY(!server.requests.last().contains("\r\nExpect:"));
}

void ClientTest::manyStreamsAtOnce()
{
    constexpr int streams = 64;
    QList<Peer *> waiting;
    ScriptServer server([&waiting](Peer &peer, const QByteArray &) {
        waiting.append(&peer);
        peer.send(chunkedHead() + chunk("first"));
    });
    http::Client client;
    std::vector<std::unique_ptr<Exchange>> exchanges;
    for (int i = 0; i < streams; ++i)
        exchanges.push_back(std::make_unique<Exchange>(client, post(server.url(), "{}")));
    QCOMPARE(client.running(), streams);
    QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), streams, 20000);
    const auto hasFirst = [](const auto &exchange) { return exchange->body == "first"; };
    QTRY_VERIFY(std::all_of(exchanges.begin(), exchanges.end(), hasFirst));
    for (Peer *peer : std::as_const(waiting))
        peer->send(chunk("-last") + "0\r\n\r\n");
    for (const std::unique_ptr<Exchange> &exchange : exchanges) {
        QVERIFY(exchange->wait());
        QCOMPARE(exchange->message(), QString());
        QCOMPARE(exchange->body, "first-last");
    }
    QCOMPARE(server.connections, streams);
    QCOMPARE(client.running(), 0);
}

void ClientTest::badRequestsAreNotSent_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("word");
    const QString good = u"%1"_s;
    QTest::newRow("CR in value") << good << "X-A"_ba
                                 << "a\rb"_ba << u"X-A"_s;
    QTest::newRow("LF in value") << good << "X-A"_ba
                                 << "a\nInjected: 1"_ba << u"X-A"_s;
    QTest::newRow("CR LF in value") << good << "X-A"_ba
                                    << "a\r\nInjected: 1"_ba << u"X-A"_s;
    QTest::newRow("NUL in value") << good << "X-A"_ba
                                  << "a\0b"_ba << u"X-A"_s;
    QTest::newRow("CR LF in name") << good << "X\r\nInjected"_ba
                                   << "a"_ba << u"header name"_s;
    QTest::newRow("blank in name") << good << "X A"_ba
                                   << "a"_ba << u"header name"_s;
    QTest::newRow("empty name") << good << ""_ba
                                << "a"_ba << u"header name"_s;
    QTest::newRow("own length") << good << "content-length"_ba
                                << "3"_ba << u"content-length"_s;
    QTest::newRow("own coding") << good << "Transfer-Encoding"_ba
                                << "chunked"_ba << u"Transfer-Encoding"_s;
    QTest::newRow("CR LF in URL") << u"%1a\r\nInjected: 1"_s << "X-A"_ba
                                  << "a"_ba << u"control character"_s;
    QTest::newRow("space in URL") << u"%1a b"_s << "X-A"_ba
                                  << "a"_ba << u"blank"_s;
    QTest::newRow("no scheme") << u"127.0.0.1:%2/"_s << "X-A"_ba
                               << "a"_ba << u"http://"_s;
    QTest::newRow("ftp") << u"ftp://127.0.0.1:%2/"_s << "X-A"_ba
                         << "a"_ba << u"http://"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s << "X-A"_ba
                          << "a"_ba << u"http://"_s;
    QTest::newRow("no host") << u"http:///x"_s << "X-A"_ba
                             << "a"_ba << u"host"_s;
    QTest::newRow("login") << u"http://me:canary@127.0.0.1:%2/"_s << "X-A"_ba
                           << "a"_ba << u"login"_s;
}

void ClientTest::badRequestsAreNotSent()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QString, word);
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    QString address = url;
    address.replace(u"%1"_s, server.url()).replace(u"%2"_s, QString::number(server.serverPort()));
    http::Request request = get(address);
    request.headers = {{name, value}};
    Exchange exchange(client, request);
    QVERIFY2(!exchange.isDone(), "handlers are never called from inside start()");
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), base::ErrorKind::InvalidInput);
    QVERIFY2(exchange.message().contains(word), qPrintable(exchange.message()));
    QVERIFY(!exchange.message().contains(u"canary"_s));
    QVERIFY(!exchange.outcome.possiblyProcessed);
    // A request that is fine arrives afterwards, alone.
    Exchange good(client, get(server.url()));
    QVERIFY(good.wait());
    QCOMPARE(server.requests.size(), 1);
    QCOMPARE(server.connections, 1);
}

QObject *makeClientTest()
{
    return new ClientTest;
}

#include "tst_client.moc"
