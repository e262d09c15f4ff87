// SPDX-License-Identifier: Apache-2.0
#include "app/http/exchange.h"
#include "app/http/scriptserver.h"
#include "base/taskscope.h"
#include "http/stream.h"
#include "support/testmain.h"

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace httptest;
using base::ErrorKind;

namespace {

/// What one reading coroutine has seen; shared, because it outlives the test's own objects in some tests.
struct Seen
{
    QByteArray body;
    int status = 0;
    int resumptions = 0;
    bool ended = false;
    std::optional<base::ErrorKind> kind;
    std::function<void()> onPiece;
};

QCoro::Task<> readAll(http::Client *client, http::Request request, std::shared_ptr<Seen> seen, std::stop_token stop)
{
    http::Stream stream(client, request, stop);
    for (;;) {
        co_await stream.next();
        ++seen->resumptions;
        if (stop.stop_requested())
            break;
        if (stream.head())
            seen->status = stream.head()->status;
        const QList<http::Stream::Piece> pieces = stream.take();
        for (const http::Stream::Piece &piece : pieces)
            seen->body += piece.bytes;
        if (!pieces.isEmpty() && seen->onPiece)
            seen->onPiece();
        if (stop.stop_requested())
            break;
        if (stream.ended())
            break;
    }
    seen->ended = true;
    if (stream.ended() && stream.outcome().error)
        seen->kind = stream.outcome().error->kind;
}

QCoro::Task<> fetchInto(http::Client *client, http::Request request,
                        std::shared_ptr<base::Result<http::Response>> result, std::shared_ptr<Seen> seen,
                        std::stop_token stop)
{
    *result = co_await http::fetch(client, std::move(request), stop);
    seen->ended = true;
}

} // namespace

/// Reading an answer inside a coroutine.
class StreamTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void piecesThenEnd();
    void stopClosesAtOnce();
    void stopInsideTheLoop();
    void stoppedBeforeTheStart();
    void clientGone();
    void failure();
    void fetchWhole();
    void fetchErrorStatusIsAResponse();
    void fetchFailureAndStop();
    void manyStreams();
};

void StreamTest::piecesThenEnd()
{
    Peer *held = nullptr;
    ScriptServer server([&held](Peer &peer, const QByteArray &) {
        held = &peer;
        peer.send(chunkedHead());
    });
    http::Client client;
    base::TaskScope scope;
    const auto seen = std::make_shared<Seen>();
    scope.start(readAll(&client, get(server.url()), seen, scope.token()));
    QTRY_COMPARE(seen->status, 200);
    held->send(chunk("one"));
    QTRY_COMPARE(seen->body, "one");
    held->send(chunk("two") + "0\r\n\r\n");
    QTRY_VERIFY(seen->ended);
    QCOMPARE(seen->body, "onetwo");
    QVERIFY(!seen->kind);
    QTRY_COMPARE(scope.running(), 0);
}

void StreamTest::stopClosesAtOnce()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(chunkedHead() + chunk("one")); });
    http::Client client;
    base::TaskScope scope;
    const auto seen = std::make_shared<Seen>();
    scope.start(readAll(&client, get(server.url()), seen, scope.token()));
    QTRY_COMPARE(seen->body, "one");
    const base::MonoTime stopped = std::chrono::steady_clock::now();
    scope.requestStop();
    QCOMPARE(client.running(), 0);
    QVERIFY2(!seen->ended, "the coroutine is resumed later, not from inside the stop request");
    QTRY_VERIFY(seen->ended);
    QCOMPARE(seen->kind, ErrorKind::Cancelled);
    QTRY_COMPARE(server.closed, 1);
    QVERIFY(server.lastClosed - stopped < 100ms);
}

void StreamTest::stopInsideTheLoop()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(chunkedHead() + chunk("one")); });
    http::Client client;
    base::TaskScope scope;
    const auto seen = std::make_shared<Seen>();
    seen->onPiece = [&scope] { scope.requestStop(); };
    scope.start(readAll(&client, get(server.url()), seen, scope.token()));
    QTRY_VERIFY(seen->ended);
    QTRY_COMPARE(server.closed, 1);
    QTRY_COMPARE(scope.running(), 0);
}

void StreamTest::stoppedBeforeTheStart()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("ok")); });
    http::Client client;
    base::TaskScope scope;
    scope.requestStop();
    const auto seen = std::make_shared<Seen>();
    scope.start(readAll(&client, get(server.url()), seen, scope.token()));
    QTRY_VERIFY(seen->ended);
    QCOMPARE(seen->kind, ErrorKind::Cancelled);
    QCOMPARE(server.connections, 0);
}

void StreamTest::clientGone()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(chunkedHead() + chunk("one")); });
    auto client = std::make_unique<http::Client>();
    base::TaskScope scope;
    QList<std::shared_ptr<Seen>> all;
    for (int i = 0; i < 8; ++i) {
        all.append(std::make_shared<Seen>());
        scope.start(readAll(client.get(), get(server.url()), all.last(), scope.token()));
    }
    QTRY_COMPARE(all.last()->body, "one");
    client.reset();
    for (const auto &seen : std::as_const(all)) {
        QTRY_VERIFY(seen->ended);
        QCOMPARE(seen->kind, ErrorKind::Cancelled);
    }
    QTRY_COMPARE(scope.running(), 0);
}

void StreamTest::failure()
{
    ScriptServer server([](Peer &peer, const QByteArray &) {
        peer.send(chunkedHead() + chunk("one"));
        peer.fin();
    });
    http::Client client;
    base::TaskScope scope;
    const auto seen = std::make_shared<Seen>();
    scope.start(readAll(&client, get(server.url()), seen, scope.token()));
    QTRY_VERIFY(seen->ended);
    QCOMPARE(seen->body, "one");
    QCOMPARE(seen->kind, ErrorKind::Incomplete);
}

void StreamTest::fetchWhole()
{
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("whole", "X-A: b\r\n")); });
    http::Client client;
    base::TaskScope scope;
    const auto seen = std::make_shared<Seen>();
    const auto result = std::make_shared<base::Result<http::Response>>();
    scope.start(fetchInto(&client, get(server.url()), result, seen, scope.token()));
    QTRY_VERIFY(seen->ended);
    QVERIFY(result->has_value());
    QCOMPARE((*result)->head.status, 200);
    QCOMPARE(http::headerValue((*result)->head.headers, "x-a"), "b");
    QCOMPARE((*result)->body, "whole");
    QVERIFY((*result)->outcome.timings.end.has_value());
}

void StreamTest::fetchErrorStatusIsAResponse()
{
    ScriptServer server(
        [](Peer &peer, const QByteArray &) { peer.send("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"); });
    http::Client client;
    base::TaskScope scope;
    const auto seen = std::make_shared<Seen>();
    const auto result = std::make_shared<base::Result<http::Response>>();
    scope.start(fetchInto(&client, get(server.url()), result, seen, scope.token()));
    QTRY_VERIFY(seen->ended);
    QVERIFY(result->has_value());
    QCOMPARE((*result)->head.status, 503);
    QCOMPARE((*result)->body, "busy");
}

void StreamTest::fetchFailureAndStop()
{
    ScriptServer server([](Peer &peer, const QByteArray &) {
        peer.send(chunkedHead() + chunk("one"));
        peer.fin();
    });
    http::Client client;
    base::TaskScope scope;
    const auto seen = std::make_shared<Seen>();
    const auto result = std::make_shared<base::Result<http::Response>>();
    scope.start(fetchInto(&client, get(server.url()), result, seen, scope.token()));
    QTRY_VERIFY(seen->ended);
    QVERIFY(!result->has_value());
    QCOMPARE(result->error().kind, ErrorKind::Incomplete);

    ScriptServer silent([](Peer &, const QByteArray &) {});
    const auto stopped = std::make_shared<Seen>();
    scope.start(fetchInto(&client, get(silent.url()), result, stopped, scope.token()));
    QTRY_COMPARE(silent.requests.size(), 1);
    scope.requestStop();
    QTRY_VERIFY(stopped->ended);
    QVERIFY(!result->has_value());
    QCOMPARE(result->error().kind, ErrorKind::Cancelled);
}

void StreamTest::manyStreams()
{
    constexpr int streams = 64;
    ScriptServer server([](Peer &peer, const QByteArray &) {
        peer.send(chunkedHead() + chunk("one"));
        peer.send(chunk("two") + "0\r\n\r\n");
    });
    http::Client client;
    auto scope = std::make_unique<base::TaskScope>();
    QList<std::shared_ptr<Seen>> all;
    for (int i = 0; i < streams; ++i) {
        all.append(std::make_shared<Seen>());
        scope->start(readAll(&client, post(server.url(), "{}"), all.last(), scope->token()));
    }
    // One owner goes away in the middle, from inside one of its coroutines; its readers end and touch nothing.
    all.first()->onPiece = [&scope] { scope.reset(); };
    for (const auto &seen : std::as_const(all))
        QTRY_VERIFY_WITH_TIMEOUT(seen->ended, 20000);
    QVERIFY(!scope);
    QCOMPARE(client.running(), 0);
}

QObject *makeStreamTest()
{
    return new StreamTest;
}

#include "tst_stream.moc"
