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

http::Request trusting(const QString &url, const QByteArray &body)
{
    http::Request request = post(url, body);
    request.caFile = dataFile(u"ca.pem"_s);
    return request;
}

} // namespace

/// The traps of libcurl 7.88 that the adapter closes (numbers as in the reference); 3 is in tst_tls, 4 in tst_cancel.
class TrapsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void neverSentTwice_data();
    void neverSentTwice();
    void idleConnectionClosed_data();
    void idleConnectionClosed();
    void idleConnectionIsReused();
    void floodLosesNothing();
    void floodLeavesTheLoopFree();
    void headerTimeOfAnUpload();
};

void TrapsTest::neverSentTwice_data()
{
    QTest::addColumn<int>("idle");
    QTest::addColumn<bool>("reset");
    QTest::addColumn<bool>("tls");
    for (const int idle : {0, 1, 4}) {
        for (const bool reset : {false, true}) {
            for (const bool tls : {false, true})
                QTest::addRow("%d idle, %s, %s", idle, reset ? "RST" : "FIN", tls ? "TLS" : "plain")
                    << idle << reset << tls;
        }
    }
}

// Trap 1: no bytes back on a reused connection, and libcurl would send again, on the next pooled one too.
void TrapsTest::neverSentTwice()
{
    QFETCH(const int, idle);
    QFETCH(const bool, reset);
    QFETCH(const bool, tls);
    int paidCalls = 0;
    QList<Peer *> held;
    const auto script = [&](Peer &peer, const QByteArray &request) {
        if (!request.contains("paid call")) {
            held.append(&peer);
            return;
        }
        ++paidCalls;
        if (reset)
            peer.rst();
        else
            peer.fin();
    };
    ScriptServer server = tls ? ScriptServer("server", script) : ScriptServer(script);
    http::Client client;
    // Answered only when all have arrived, so that each has a connection of its own.
    std::vector<std::unique_ptr<Exchange>> warmUps;
    for (int i = 0; i < idle; ++i)
        warmUps.push_back(std::make_unique<Exchange>(client, trusting(server.url(), "warm up")));
    QTRY_COMPARE(held.size(), idle);
    for (Peer *peer : std::as_const(held))
        peer->send(answer("ok"));
    for (const auto &warmUp : warmUps)
        QVERIFY(warmUp->wait());

    Exchange exchange(client, trusting(server.url(), "paid call"));
    QVERIFY(exchange.wait());
    QCOMPARE(paidCalls, 1);
    QCOMPARE(exchange.kind(), ErrorKind::Incomplete);
    QVERIFY2(exchange.message().contains(u"may have been processed; it was not repeated"_s),
             qPrintable(exchange.message()));
    QVERIFY(exchange.outcome.possiblyProcessed);
}

void TrapsTest::idleConnectionClosed_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain FIN") << "fin"_ba << false;
    QTest::newRow("plain RST") << "rst"_ba << false;
    QTest::newRow("TLS close_notify") << "fin"_ba << true;
    QTest::newRow("TLS FIN alone") << "bare"_ba << true;
    QTest::newRow("TLS RST") << "rst"_ba << true;
}

// Trap 2: 7.88 takes idle connections that the server has closed for living ones.
void TrapsTest::idleConnectionClosed()
{
    QFETCH(const QByteArray, how);
    QFETCH(const bool, tls);
    const auto script = [](Peer &peer, const QByteArray &) { peer.send(answer("ok")); };
    ScriptServer server = tls ? ScriptServer("server", script) : ScriptServer(script);
    http::Client client;
    constexpr int rounds = 5;
    for (int round = 0; round < rounds; ++round) {
        Exchange warmUp(client, trusting(server.url(), "warm up"));
        QVERIFY(warmUp.wait());
        QCOMPARE(warmUp.message(), QString());
        Peer *peer = server.peers.last();
        if (how == "rst")
            peer->rst();
        else if (how == "bare")
            peer->bareFin();
        else
            peer->fin();
        // The end must have reached the client's socket, else the race is honest.
        QTest::qWait(5);
        Exchange exchange(client, trusting(server.url(), "real"));
        QVERIFY(exchange.wait());
        QCOMPARE(exchange.message(), QString());
        QVERIFY(!exchange.outcome.reusedConnection);
        server.peers.last()->fin();
        QTest::qWait(5);
    }
    QCOMPARE(server.requests.size(), 2 * rounds);
}

// The cure must not throw healthy connections away.
void TrapsTest::idleConnectionIsReused()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    for (int i = 0; i < 50; ++i) {
        Exchange exchange(client, post(server.url(), "{}"));
        QVERIFY(exchange.wait());
        QCOMPARE(exchange.message(), QString());
    }
    QCOMPARE(server.connections, 1);
}

// Trap 5: one call of libcurl reads on while data keeps coming; the pause above 256 KiB loses nothing.
void TrapsTest::floodLosesNothing()
{
    constexpr qsizetype size = 6 * 1024 * 1024;
    QByteArray body(size, Qt::Uninitialized);
    for (qsizetype i = 0; i < size; ++i)
        body[i] = char(i * 31 + i / 257);
    ScriptServer server([&body](Peer &peer, const QByteArray &) { peer.send(answer(body)); });
    http::Client client;
    Exchange exchange(client, get(server.url()));
    // A second exchange starts while the first may be paused: its socket is not taken for a dead idle one.
    std::unique_ptr<Exchange> second;
    exchange.onData = [&] {
        if (!second)
            second = std::make_unique<Exchange>(client, get(server.url()));
    };
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QVERIFY(exchange.body == body);
    QVERIFY(second->wait());
    QCOMPARE(second->message(), QString());
    QVERIFY(second->body == body);
}

// Without the pause one turn of the loop takes all that the kernel holds, here 2 MB and more.
void TrapsTest::floodLeavesTheLoopFree()
{
    constexpr qsizetype mostPerTurn = 600 * 1024;
    const QByteArray body(12 * 1024 * 1024, 'x');
    ScriptServer server([&body](Peer &peer, const QByteArray &) { peer.send(answer(body)); });
    http::Client client;
    Exchange exchange(client, get(server.url()));
    qsizetype thisTurn = 0;
    qsizetype most = 0;
    exchange.onData = [&] {
        if (thisTurn == 0)
            QTimer::singleShot(0, &server, [&thisTurn] { thisTurn = 0; });
        thisTurn += exchange.pieces.last().size();
        most = std::max(most, thisTurn);
    };
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.body.size(), body.size());
    QVERIFY2(most < mostPerTurn, qPrintable(QString::number(most)));
}

// Trap 6: libcurl's own "start of transfer" is the moment of the upload.
void TrapsTest::headerTimeOfAnUpload()
{
    ScriptServer server(
        [](Peer &peer, const QByteArray &) { QTimer::singleShot(100ms, &peer, [&peer] { peer.send(answer("ok")); }); });
    http::Client client;
    Exchange exchange(client, post(server.url(), QByteArray(200 * 1024, 'x')));
    QVERIFY(exchange.wait());
    QVERIFY(*exchange.outcome.timings.headerEnd >= 100ms);
    QVERIFY(*exchange.outcome.timings.firstByte >= *exchange.outcome.timings.headerEnd);
}

QObject *makeTrapsTest()
{
    return new TrapsTest;
}

#include "tst_traps.moc"
