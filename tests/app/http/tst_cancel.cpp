// SPDX-License-Identifier: Apache-2.0
#include "app/http/exchange.h"
#include "app/http/fulllistener.h"
#include "app/http/namelookup.h"
#include "app/http/scriptserver.h"
#include "support/testmain.h"

#include <map>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace httptest;
using base::ErrorKind;

namespace {

base::MonoTime now()
{
    return std::chrono::steady_clock::now();
}

} // namespace

/// Stopping an exchange at any point, and the life of everything around it.
class CancelTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void serverSeesTheClose_data();
    void serverSeesTheClose();
    void stopTellsWhatWasKnown_data();
    void stopTellsWhatWasKnown();
    void stopDuringConnect();
    void stopAfterTheEnd();
    void duringNameLookup();
    void clientEndsDuringNameLookup();
    void duringConnect();
    void blackHoleIsPassed();
    void nameLookupTimesOut();
    void connectTimesOut();
    void tlsHandshakeTimesOut();
    void destroyedInHandler_data();
    void destroyedInHandler();
    void startedInHandler();
    void clientEndsWithRunningExchanges();
    void beforeTheLoopRan();
};

void CancelTest::serverSeesTheClose_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<QByteArray>("bytes");
    for (const bool tls : {false, true}) {
        const char *how = tls ? "TLS" : "plain";
        QTest::addRow("%s, before the head", how) << tls << ""_ba;
        QTest::addRow("%s, in the stream", how) << tls << chunkedHead() + chunk("data: 1\n\n");
    }
}

void CancelTest::serverSeesTheClose()
{
    QFETCH(const bool, tls);
    QFETCH(const QByteArray, bytes);
    const auto script = [bytes](Peer &peer, const QByteArray &) { peer.send(bytes); };
    ScriptServer server = tls ? ScriptServer("server", script) : ScriptServer(script);
    http::Client client;
    http::Request request = post(server.url(), "{}");
    request.caFile = dataFile(u"ca.pem"_s);
    Exchange exchange(client, request);
    QTRY_COMPARE(server.requests.size(), 1);
    QTRY_COMPARE(exchange.body.isEmpty(), bytes.isEmpty());
    const base::MonoTime cancelled = now();
    exchange.transfer.reset();
    QTRY_COMPARE(server.closed, 1);
    QVERIFY2(server.lastClosed - cancelled < 100ms, "the server must see the close within 100 ms");
    QVERIFY(!exchange.isDone());
    QCOMPARE(client.running(), 0);
}

void CancelTest::stopTellsWhatWasKnown_data()
{
    serverSeesTheClose_data();
}

void CancelTest::stopTellsWhatWasKnown()
{
    using Direction = http::WireEntry::Direction;
    QFETCH(const bool, tls);
    QFETCH(const QByteArray, bytes);
    const auto script = [bytes](Peer &peer, const QByteArray &) { peer.send(bytes); };
    ScriptServer server = tls ? ScriptServer("server", script) : ScriptServer(script);
    http::Client client;
    http::Request request = post(server.url(), "{}");
    request.caFile = dataFile(u"ca.pem"_s);
    request.keepWire = true;
    Exchange exchange(client, request);
    QTRY_COMPARE(server.requests.size(), 1);
    QTRY_COMPARE(exchange.body.isEmpty(), bytes.isEmpty());
    const base::MonoTime stopped = now();
    const http::Outcome outcome = exchange.transfer->stop();
    QTRY_COMPARE(server.closed, 1);
    QVERIFY2(server.lastClosed - stopped < 100ms, "the server must see the close within 100 ms");
    QVERIFY(!exchange.isDone());
    QCOMPARE(client.running(), 0);

    QCOMPARE(outcome.error->kind, ErrorKind::Cancelled);
    QCOMPARE(outcome.headComplete, !bytes.isEmpty());
    QVERIFY(outcome.possiblyProcessed);
    QCOMPARE(outcome.remoteAddress, server.peerName());
    QCOMPARE(outcome.tls.has_value(), tls);
    QCOMPARE(wireBytes(outcome, Direction::Sent), server.requests.first());
    QCOMPARE(wireBytes(outcome, Direction::Received), bytes);
    QCOMPARE(outcome.bodyBytes, exchange.body.size());
    const http::Timings &times = outcome.timings;
    QVERIFY(times.connect && times.ready && *times.connect <= *times.ready);
    QCOMPARE(times.tls.has_value(), tls);
    QCOMPARE(times.headerEnd.has_value(), !bytes.isEmpty());
    QCOMPARE(times.firstByte.has_value(), !bytes.isEmpty());
    QVERIFY(times.start + *times.end >= stopped);
    for (const http::WireEntry &entry : outcome.wire)
        QVERIFY(entry.at >= 0ns && entry.at <= *times.end);
}

void CancelTest::stopDuringConnect()
{
    const FullListener listener;
    http::Client client;
    http::Request request = post(u"http://localhost:%1/"_s.arg(listener.port()), "{}");
    request.keepWire = true;
    const Exchange exchange(client, request);
    QTest::qWait(50);
    const auto cpu = threadCpu();
    const http::Outcome outcome = exchange.transfer->stop();
    QVERIFY(threadCpu() - cpu < 5ms);
    QCOMPARE(outcome.error->kind, ErrorKind::Cancelled);
    QVERIFY(!outcome.possiblyProcessed);
    QVERIFY(!outcome.headComplete);
    QVERIFY(outcome.wire.isEmpty());
    QVERIFY(outcome.timings.nameLookup && *outcome.timings.nameLookup <= *outcome.timings.end);
    QVERIFY(!outcome.timings.connect && !outcome.timings.ready);
    QVERIFY(!exchange.isDone());
}

// The answer is complete, but its handlers have not heard of it yet.
void CancelTest::stopAfterTheEnd()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("whole")); });
    http::Client client;
    http::Request request = get(server.url());
    request.keepWire = true;
    Exchange exchange(client, request);
    http::Outcome outcome;
    exchange.onHead = [&] { outcome = exchange.transfer->stop(); };
    QTRY_VERIFY(outcome.error.has_value());
    QCOMPARE(outcome.error->kind, ErrorKind::Cancelled);
    QVERIFY(wireBytes(outcome, http::WireEntry::Direction::Received).startsWith("HTTP/1.1 200"));
    QCOMPARE(client.running(), 0);
    Exchange next(client, get(server.url()));
    QVERIFY(next.wait());
    QVERIFY(!exchange.isDone());
}

// Trap 4: libcurl would join the resolver's thread.
void CancelTest::duringNameLookup()
{
    SlowNameLookup slow(400);
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    Exchange exchange(client, get(u"http://gateway.slow.test:%1/"_s.arg(server.serverPort())));
    QTRY_COMPARE(SlowNameLookup::begun(), 1);
    const base::MonoTime before = now();
    const auto cpu = threadCpu();
    exchange.transfer.reset();
    QVERIFY(threadCpu() - cpu < 5ms);
    QVERIFY2(now() - before < 200ms, "the call waited for the lookup");
    QCOMPARE(SlowNameLookup::ended(), 0);
    QTRY_COMPARE(SlowNameLookup::ended(), 1);
    // A connection after the lookup would show before this one.
    Exchange next(client, get(server.url()));
    QVERIFY(next.wait());
    QCOMPARE(server.connections, 1);
    QVERIFY(!exchange.isDone());
}

void CancelTest::clientEndsDuringNameLookup()
{
    SlowNameLookup slow(400);
    auto client = std::make_unique<http::Client>();
    Exchange exchange(*client, get(u"http://gateway.slow.test:1/"_s));
    QTRY_COMPARE(SlowNameLookup::begun(), 1);
    const base::MonoTime before = now();
    client.reset();
    QVERIFY2(now() - before < 200ms, "the end waited for the lookup");
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Cancelled);
}

void CancelTest::duringConnect()
{
    const FullListener listener;
    http::Client client;
    auto exchange = std::make_unique<Exchange>(client, get(u"http://127.0.0.1:%1/"_s.arg(listener.port())));
    QTest::qWait(50);
    QVERIFY(!exchange->isDone());
    const base::MonoTime before = now();
    const auto cpu = threadCpu();
    exchange->transfer.reset();
    QVERIFY(threadCpu() - cpu < 5ms);
    QVERIFY(now() - before < 200ms);
}

// The first of two addresses takes no connection and says nothing: the second is tried beside it (RFC 8305).
void CancelTest::blackHoleIsPassed()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("by IPv4")); });
    const FullListener hole(FullListener::Family::Ipv6, server.serverPort());
    if (hole.port() == 0)
        QSKIP("this machine has no IPv6 on loopback");
    http::Client client;
    const QString name = QString::fromLatin1(twoAddressName);
    Exchange exchange(client, get(u"http://%1:%2/"_s.arg(name).arg(server.serverPort())));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.body, "by IPv4");
    QCOMPARE(exchange.outcome.remoteAddress, server.peerName());
    const auto connect = *exchange.outcome.timings.connect;
    QVERIFY2(connect >= 150ms, "the first address was not tried");
    QVERIFY2(connect < 5s, qPrintable(QString::number(connect.count())));
}

void CancelTest::nameLookupTimesOut()
{
    SlowNameLookup slow(1000);
    http::Client client;
    http::Request request = get(u"http://gateway.slow.test:1/"_s);
    request.connectTimeout = 200ms;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Timeout);
    QVERIFY2(exchange.message().startsWith(u"No address was found for gateway.slow.test:1 within"_s),
             qPrintable(exchange.message()));
    QCOMPARE(SlowNameLookup::ended(), 0);
}

void CancelTest::connectTimesOut()
{
    const FullListener listener;
    http::Client client;
    http::Request request = post(u"http://127.0.0.1:%1/"_s.arg(listener.port()), "{}");
    request.connectTimeout = 300ms;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Timeout);
    QVERIFY2(exchange.message().contains(u"did not take the connection"_s), qPrintable(exchange.message()));
    QVERIFY(!exchange.outcome.possiblyProcessed);
    QVERIFY(*exchange.outcome.timings.end >= 250ms);
}

void CancelTest::tlsHandshakeTimesOut()
{
    ScriptServer server([](Peer &, const QByteArray &) {});
    http::Client client;
    http::Request request = post(u"https://%1/"_s.arg(server.peerName()), "{}");
    request.connectTimeout = 300ms;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Timeout);
    QVERIFY2(exchange.message().contains(u"TLS handshake"_s), qPrintable(exchange.message()));
    QVERIFY(exchange.outcome.timings.connect.has_value());
    QVERIFY(!exchange.outcome.timings.tls);
    QVERIFY(!exchange.outcome.possiblyProcessed);
}

void CancelTest::destroyedInHandler_data()
{
    QTest::addColumn<QByteArray>("handler");
    QTest::addColumn<bool>("wholeClient");
    for (const bool wholeClient : {false, true}) {
        for (const char *handler : {"head", "data", "done", "delivered"})
            QTest::addRow("%s in %s", wholeClient ? "client" : "transfer", handler)
                << QByteArray(handler) << wholeClient;
    }
}

void CancelTest::destroyedInHandler()
{
    QFETCH(const QByteArray, handler);
    QFETCH(const bool, wholeClient);
    constexpr int streams = 16;
    ScriptServer server([](Peer &peer, const QByteArray &) {
        peer.send(chunkedHead() + chunk("one"));
        peer.send(chunk("two") + "0\r\n\r\n");
    });
    auto client = std::make_unique<http::Client>();
    std::vector<std::unique_ptr<Exchange>> exchanges;
    int calls = 0;
    const auto destroy = [&] {
        ++calls;
        if (wholeClient)
            client.reset();
        for (const auto &exchange : exchanges)
            exchange->transfer.reset();
    };
    for (int i = 0; i < streams; ++i) {
        exchanges.push_back(std::make_unique<Exchange>(*client, post(server.url(), "{}")));
        Exchange &last = *exchanges.back();
        const std::map<QByteArray, std::function<void()> *> handlers{
            {"head", &last.onHead}, {"data", &last.onData}, {"done", &last.onDone}, {"delivered", &last.onDelivered}};
        *handlers.at(handler) = destroy;
    }
    QTRY_COMPARE(calls, 1);
    if (client)
        QCOMPARE(client->running(), 0);
    else
        QTRY_COMPARE(server.closed, server.connections);
    // A late call would come before the next exchange ends.
    http::Client other;
    Exchange next(other, get(server.url()));
    QVERIFY(next.wait());
    QCOMPARE(calls, 1);
}

void CancelTest::startedInHandler()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    std::unique_ptr<Exchange> second;
    Exchange first(client, get(server.url()));
    first.onDone = [&] { second = std::make_unique<Exchange>(client, get(server.url())); };
    QVERIFY(first.wait());
    QVERIFY(second->wait());
    QCOMPARE(second->message(), QString());
    QCOMPARE(second->body, "ok");
}

void CancelTest::clientEndsWithRunningExchanges()
{
    constexpr int streams = 32;
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(chunkedHead() + chunk("one")); });
    auto client = std::make_unique<http::Client>();
    std::vector<std::unique_ptr<Exchange>> exchanges;
    for (int i = 0; i < streams; ++i)
        exchanges.push_back(std::make_unique<Exchange>(*client, post(server.url(), "{}")));
    QTRY_COMPARE(exchanges.back()->body, "one");
    client.reset();
    QVERIFY2(!exchanges.front()->isDone(), "no handler runs inside the destructor");
    for (const auto &exchange : exchanges) {
        QVERIFY(exchange->wait());
        QCOMPARE(exchange->kind(), ErrorKind::Cancelled);
    }
    QTRY_COMPARE(server.closed, server.connections);
}

void CancelTest::beforeTheLoopRan()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    Exchange cancelled(client, get(server.url()));
    cancelled.transfer.reset();
    Exchange next(client, get(server.url()));
    QVERIFY(next.wait());
    QVERIFY(!cancelled.isDone());
    QCOMPARE(server.connections, 1);
}

QObject *makeCancelTest()
{
    return new CancelTest;
}

#include "tst_cancel.moc"
