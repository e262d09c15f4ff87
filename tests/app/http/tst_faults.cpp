// SPDX-License-Identifier: Apache-2.0
#include "app/http/exchange.h"
#include "app/http/scriptserver.h"
#include "support/testmain.h"

#include <QtCore/QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace httptest;
using base::ErrorKind;

namespace {

/// How the server breaks off after it has sent its bytes.
enum class Break { Fin, Rst, Stay };

constexpr int anyBytes = -1;

} // namespace

/// Every row of the fault table that needs neither TLS nor a proxy: what the server does, what a person is told.
class FaultsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void brokenReplies_data();
    void brokenReplies();
    void closeDelimitedReplyIsComplete();
    void errorStatusIsNoFailure_data();
    void errorStatusIsNoFailure();
    void earlyRefusalOfALargeBody();
    void wrongContentCoding();
    void silence_data();
    void silence();
    void slowStreamIsNotSilence();
    void connectionRefused();
    void unknownHost();
    void endlessHeader();
};

void FaultsTest::brokenReplies_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("end");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("kept");

    const auto row = [](const char *name, const QByteArray &bytes, Break end, ErrorKind kind, const QString &words,
                        int kept) { QTest::newRow(name) << bytes << int(end) << kind << words << kept; };
    const QByteArray head = chunkedHead();
    const QString early = u"stopped early (%1 byte(s) kept)"_s;
    row("chunked, FIN between chunks", head + chunk("12345"), Break::Fin, ErrorKind::Incomplete, early, 5);
    row("chunked, FIN inside a chunk", head + "a\r\n12345", Break::Fin, ErrorKind::Incomplete, early, 5);
    row("chunked, FIN in the size line", head + chunk("12345") + "1", Break::Fin, ErrorKind::Incomplete, early, 5);
    row("chunked, FIN after the last size", head + chunk("12345") + "0\r\n", Break::Fin, ErrorKind::Incomplete, early,
        5);
    row("chunked, FIN after the head", head, Break::Fin, ErrorKind::Incomplete, early, 0);
    row("short Content-Length, FIN", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"_ba, Break::Fin,
        ErrorKind::Incomplete, early, 5);
    const QString reset = u"was reset; the reply is incomplete"_s;
    row("chunked, RST between chunks", head + chunk("12345"), Break::Rst, ErrorKind::Incomplete, reset, anyBytes);
    row("chunked, RST after the head", head, Break::Rst, ErrorKind::Incomplete, reset, 0);
    row("short Content-Length, RST", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"_ba, Break::Rst,
        ErrorKind::Incomplete, reset, anyBytes);
    row("FIN inside the header block", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"_ba, Break::Fin,
        ErrorKind::Incomplete, early, 0);
    row("FIN inside the status line", "HTTP/1.1 20"_ba, Break::Fin, ErrorKind::Incomplete, QString(), 0);
    const QString none = u"without an answer. The request may have been processed; it was not repeated"_s;
    row("no byte, FIN", ""_ba, Break::Fin, ErrorKind::Incomplete, none, 0);
    row("no byte, RST", ""_ba, Break::Rst, ErrorKind::Incomplete, none, 0);
    row("only an interim answer, FIN", "HTTP/1.1 102 Processing\r\n\r\n"_ba, Break::Fin, ErrorKind::Incomplete, none,
        0);
    const QString notHttp = u"is not an HTTP server"_s;
    row("SSH", "SSH-2.0-OpenSSH_9.2\r\n"_ba, Break::Fin, ErrorKind::Protocol, notHttp, 0);
    row("HTTP/0.9", "<html>hello</html>"_ba, Break::Fin, ErrorKind::Protocol, notHttp, 0);
    const QString malformed = u"Malformed reply"_s;
    row("bad chunk size", head + chunk("12345") + "zz\r\n", Break::Stay, ErrorKind::Protocol, malformed, 5);
    row("negative length", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"_ba, Break::Stay, ErrorKind::Protocol,
        malformed, 0);
    row("NUL in a header", "HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 0\r\n\r\n"_ba, Break::Stay,
        ErrorKind::Protocol, malformed, 0);
    row("two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n1234567"_ba, Break::Stay,
        ErrorKind::Protocol, malformed, 0);
    row("one header of 200 KB", "HTTP/1.1 200 OK\r\nX-A: " + QByteArray(200 * 1024, 'a') + "\r\n\r\n", Break::Stay,
        ErrorKind::Protocol, u"header of the reply from"_s, 0);
}

void FaultsTest::brokenReplies()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, end);
    QFETCH(const ErrorKind, kind);
    QFETCH(QString, words);
    QFETCH(const int, kept);
    ScriptServer server([bytes, end](Peer &peer, const QByteArray &) {
        peer.send(bytes);
        if (Break(end) == Break::Fin)
            peer.fin();
        else if (Break(end) == Break::Rst)
            peer.rst();
    });
    http::Client client;
    Exchange exchange(client, post(server.url(), "{}"));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), kind);
    if (words.contains(u"%1"_s))
        words = words.arg(kept);
    QVERIFY2(exchange.message().contains(words), qPrintable(exchange.message()));
    QVERIFY2(exchange.message().contains(server.peerName()), qPrintable(exchange.message()));
    QVERIFY(!exchange.outcome.error->detail.isEmpty());
    if (kept != anyBytes) {
        QCOMPARE(exchange.body.size(), kept);
        QCOMPARE(exchange.outcome.bodyBytes, kept);
    }
    QVERIFY(exchange.outcome.possiblyProcessed);
    QCOMPARE(exchange.outcome.headComplete, exchange.head.has_value());
    QCOMPARE(server.requests.size(), 1);
}

// HTTP cannot tell a cut from an end here: the caller judges by its own end marker.
void FaultsTest::closeDelimitedReplyIsComplete()
{
    ScriptServer server([](Peer &peer, const QByteArray &) {
        peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: half");
        peer.fin();
    });
    http::Client client;
    Exchange exchange(client, get(server.url()));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.body, "data: half");
}

void FaultsTest::errorStatusIsNoFailure_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 401, 403, 404, 413, 429, 500, 502, 503, 504})
        QTest::newRow(qPrintable(QString::number(status))) << status;
}

void FaultsTest::errorStatusIsNoFailure()
{
    QFETCH(const int, status);
    ScriptServer server([status](Peer &peer, const QByteArray &) {
        peer.send("HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Length: 3\r\n\r\nwhy");
    });
    http::Client client;
    Exchange exchange(client, post(server.url(), "{}"));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.head->status, status);
    QCOMPARE(exchange.body, "why");
}

void FaultsTest::earlyRefusalOfALargeBody()
{
    ScriptServer server([](Peer &, const QByteArray &) {});
    bool refused = false;
    server.onBytes = [&refused](Peer &peer) {
        if (refused || !peer.buffer.contains("\r\n\r\n"))
            return;
        refused = true;
        peer.send("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
    };
    http::Client client;
    Exchange exchange(client, post(server.url(), QByteArray(5 * 1024 * 1024, 'x')));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.head->status, 413);
    QCOMPARE(exchange.body, "big");
}

void FaultsTest::wrongContentCoding()
{
    ScriptServer server(
        [](Peer &peer, const QByteArray &) { peer.send(answer("this is not gzip", "Content-Encoding: gzip\r\n")); });
    http::Client client;
    http::Request request = get(server.url());
    request.headers = {{"Accept-Encoding"_ba, "gzip"_ba}};
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Protocol);
    QVERIFY2(exchange.message().contains(u"Malformed reply"_s), qPrintable(exchange.message()));
}

void FaultsTest::silence_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << ""_ba;
    QTest::newRow("inside the header block") << "HTTP/1.1 200 OK\r\nX-A: b\r\n"_ba;
    QTest::newRow("after the head") << chunkedHead();
    QTest::newRow("in the stream") << chunkedHead() + chunk("data: 1\n\n");
}

void FaultsTest::silence()
{
    QFETCH(const QByteArray, bytes);
    ScriptServer server([bytes](Peer &peer, const QByteArray &) { peer.send(bytes); });
    http::Client client;
    http::Request request = post(server.url(), "{}");
    request.idleTimeout = 300ms;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Timeout);
    QVERIFY2(exchange.message().contains(u"No data from %1 for 1 second(s)"_s.arg(server.peerName())),
             qPrintable(exchange.message()));
    QVERIFY(exchange.outcome.possiblyProcessed);
    QVERIFY(*exchange.outcome.timings.end >= 300ms);
    QVERIFY(*exchange.outcome.timings.end < 10s);
    QTRY_COMPARE(server.closed, 1);
}

void FaultsTest::slowStreamIsNotSilence()
{
    constexpr int pieces = 8;
    QTimer ticker;
    int sent = 0;
    ScriptServer server([&ticker](Peer &peer, const QByteArray &) {
        peer.send(chunkedHead());
        ticker.start(100ms);
    });
    connect(&ticker, &QTimer::timeout, &server, [&ticker, &server, &sent] {
        server.peers.first()->send(++sent < pieces ? chunk("x") : "0\r\n\r\n"_ba);
        if (sent == pieces)
            ticker.stop();
    });
    http::Client client;
    http::Request request = get(server.url());
    request.idleTimeout = 500ms;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.body.size(), pieces - 1);
    QVERIFY(*exchange.outcome.timings.end > 500ms);
}

void FaultsTest::connectionRefused()
{
    QString peer;
    {
        ScriptServer server([](Peer &, const QByteArray &) {});
        peer = server.peerName();
    }
    http::Client client;
    Exchange exchange(client, post(u"http://%1/v1"_s.arg(peer), "{}"));
    QVERIFY(exchange.wait());
    QVERIFY2(exchange.kind() == ErrorKind::Connect, qPrintable(exchange.message()));
    QVERIFY2(exchange.message().startsWith(u"%1 refused the connection"_s.arg(peer)), qPrintable(exchange.message()));
    QVERIFY(!exchange.outcome.possiblyProcessed);
    QVERIFY(exchange.outcome.error->retryable);
    QVERIFY(exchange.outcome.timings.end.has_value());
    QVERIFY(exchange.outcome.timings.nameLookup.has_value());
    QVERIFY(!exchange.outcome.timings.connect);
    QVERIFY(!exchange.outcome.timings.ready);
    QCOMPARE(exchange.outcome.remoteAddress, QString());
}

void FaultsTest::unknownHost()
{
    http::Client client;
    Exchange exchange(client, post(u"http://nowhere.invalid:8000/v1"_s, "{}"));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::NameLookup);
    QVERIFY2(exchange.message().contains(u"nowhere.invalid:8000"_s), qPrintable(exchange.message()));
    QVERIFY(!exchange.outcome.possiblyProcessed);
}

void FaultsTest::endlessHeader()
{
    QTimer ticker;
    ScriptServer server([&ticker](Peer &peer, const QByteArray &) {
        peer.send("HTTP/1.1 200 OK\r\n");
        ticker.start(0ms);
    });
    qint64 sent = 0;
    connect(&ticker, &QTimer::timeout, &server, [&server, &sent] {
        const QByteArray lines = QByteArray("X-More: " + QByteArray(1000, 'm') + "\r\n").repeated(8);
        sent += lines.size();
        if (server.peers.first()->isOpen())
            server.peers.first()->send(lines);
    });
    http::Client client;
    Exchange exchange(client, get(server.url()));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Protocol);
    QVERIFY2(exchange.message().contains(u"header of the reply"_s), qPrintable(exchange.message()));
    QVERIFY(sent >= 256 * 1024);
    QTRY_COMPARE(server.closed, 1);
}

QObject *makeFaultsTest()
{
    return new FaultsTest;
}

#include "tst_faults.moc"
