// SPDX-License-Identifier: Apache-2.0
#include "app/http/exchange.h"
#include "app/http/rawclient.h"
#include "http/server.h"
#include "support/testmain.h"

#include <QtCore/QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace httptest;
using http::Server;
using http::ServerLimits;
using http::ServerRequest;
using Response = std::shared_ptr<http::ServerResponse>;

namespace {

const QByteArray getRequest = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"_ba;

} // namespace

class ServerResponseTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void convenienceAnswers_data();
    void convenienceAnswers();
    void connectionCloseIsHonoured_data();
    void connectionCloseIsHonoured();
    void rawBytesAreExact();
    void eachWriteGoesAlone();
    void finAtAnyPoint();
    void resetAtAnyPoint();
    void hangUpIsLearned();
    void hangUpByResetIsLearned();
    void droppedAnswerCloses();
    void answerOutlivesServer();
    void unsentLimit();
};

void ServerResponseTest::convenienceAnswers_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("200") << getRequest << 200 << "HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 4\r\n\r\nbody"_ba;
    QTest::newRow("head") << "HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"_ba << 200
                          << "HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 4\r\n\r\n"_ba;
    QTest::newRow("204") << getRequest << 204 << "HTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n"_ba;
    QTest::newRow("429") << getRequest << 429
                         << "HTTP/1.1 429 Too Many Requests\r\nX-A: b\r\nContent-Length: 4\r\n\r\nbody"_ba;
    QTest::newRow("own status") << getRequest << 564
                                << "HTTP/1.1 564 Unknown\r\nX-A: b\r\nContent-Length: 4\r\n\r\nbody"_ba;
}

void ServerResponseTest::convenienceAnswers()
{
    QFETCH(const QByteArray, request);
    QFETCH(const int, status);
    QFETCH(const QByteArray, expected);
    Server server([status](const ServerRequest &, const Response &response) {
        response->respond(status, {{"X-A"_ba, "b"_ba}}, "body");
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write(request);
    QTRY_COMPARE(client.received, expected);
    // Framing is right when the next answer begins where it should.
    client.socket.write(request);
    QTRY_COMPARE(client.received, expected + expected);
}

void ServerResponseTest::connectionCloseIsHonoured_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::newRow("close") << "GET / HTTP/1.1\r\nHost: x\r\nConnection: Close\r\n\r\n"_ba;
    QTest::newRow("1.0") << "GET / HTTP/1.0\r\n\r\n"_ba;
}

void ServerResponseTest::connectionCloseIsHonoured()
{
    QFETCH(const QByteArray, request);
    Server server([](const ServerRequest &, const Response &response) {
        response->beginChunked(200, {});
        response->chunk("one");
        response->chunk({});
        response->chunk("two");
        response->endChunked();
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write(request);
    QTRY_VERIFY(client.ended());
    QVERIFY(client.received.contains("Connection: close\r\n"));
    if (request.contains("HTTP/1.0"))
        QVERIFY(client.received.endsWith("\r\n\r\nonetwo"));
    else
        QVERIFY(client.received.endsWith("\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"));
    QTRY_COMPARE(server.connections(), 0);
}

void ServerResponseTest::rawBytesAreExact()
{
    const QByteArray bytes
        = "HTTP/1.1  299 Od\xc3\xa4 \r\nx:  y\r\nTransfer-Encoding: chunked\r\n\r\n003\r\na\0b\r\n0\r\n\r\n"_ba;
    Server server([bytes](const ServerRequest &, const Response &response) {
        response->writeRaw(bytes.left(20));
        response->writeRaw(bytes.mid(20));
        response->finish();
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write(getRequest);
    QTRY_COMPARE(client.received, bytes);
    client.socket.write(getRequest);
    QTRY_COMPARE(client.received, bytes + bytes);
}

void ServerResponseTest::eachWriteGoesAlone()
{
    QList<qsizetype> reads;
    QTimer ticker;
    Response response;
    Server server([&](const ServerRequest &, const Response &open) {
        response = open;
        response->beginChunked(200, {});
        ticker.start(20ms);
    });
    int sent = 0;
    connect(&ticker, &QTimer::timeout, &ticker, [&] {
        if (++sent > 5) {
            ticker.stop();
            response->endChunked();
            return;
        }
        response->chunk("event");
        QCOMPARE(response->pending(), 0);
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    http::Client client;
    Exchange exchange(client, get(u"http://127.0.0.1:%1/"_s.arg(server.port())));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.pieces, QList<QByteArray>(5, "event"));
}

void ServerResponseTest::finAtAnyPoint()
{
    Server server([](const ServerRequest &, const Response &response) {
        response->writeRaw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123");
        response->close();
        response->writeRaw("never");
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write(getRequest);
    QTRY_VERIFY(client.ended());
    QCOMPARE(client.error, QAbstractSocket::RemoteHostClosedError);
    QVERIFY(client.received.endsWith("\r\n\r\n123"));
    QTRY_COMPARE(server.connections(), 0);
}

void ServerResponseTest::resetAtAnyPoint()
{
    Server server([](const ServerRequest &, const Response &response) {
        response->writeRaw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123");
        QTimer::singleShot(20ms, [response] { response->reset(); });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    http::Client client;
    Exchange exchange(client, get(u"http://127.0.0.1:%1/"_s.arg(server.port())));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.body, "123");
    QVERIFY2(exchange.message().contains(u"was reset"_s), qPrintable(exchange.message()));
    QTRY_COMPARE(server.connections(), 0);
}

void ServerResponseTest::hangUpIsLearned()
{
    Response held;
    std::optional<base::MonoTime> learned;
    Server server([&](const ServerRequest &, const Response &response) {
        held = response;
        response->beginChunked(200, {});
        response->onHangUp([&] {
            learned = std::chrono::steady_clock::now();
            held.reset();
        });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    auto client = std::make_unique<RawClient>(server.port());
    client->socket.write(getRequest);
    QTRY_VERIFY(!client->received.isEmpty());
    QVERIFY(held->isOpen());
    const base::MonoTime closed = std::chrono::steady_clock::now();
    client.reset();
    QTRY_VERIFY(learned.has_value());
    QVERIFY2(*learned - closed < 100ms, "the handler must learn it at once");
    QVERIFY(!held);
    QTRY_COMPARE(server.connections(), 0);
}

void ServerResponseTest::hangUpByResetIsLearned()
{
    Response held;
    int hangUps = 0;
    Server server([&](const ServerRequest &, const Response &response) {
        held = response;
        response->beginChunked(200, {});
        response->onHangUp([&] { ++hangUps; });
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write(getRequest);
    QTRY_VERIFY(!client.received.isEmpty());
    // Unread bytes in the receive buffer make this a reset.
    held->chunk("unread");
    client.socket.abort();
    QTRY_COMPARE(hangUps, 1);
    QVERIFY(!held->isOpen());
    held->chunk("into the void");
    held->endChunked();
    QCOMPARE(hangUps, 1);
}

void ServerResponseTest::droppedAnswerCloses()
{
    Server server([](const ServerRequest &, const Response &response) { response->writeRaw("HTTP/1.1 200 OK\r\n"); });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write(getRequest);
    QTRY_VERIFY(client.ended());
    QCOMPARE(client.received, "HTTP/1.1 200 OK\r\n");
}

void ServerResponseTest::answerOutlivesServer()
{
    Response held;
    bool hungUp = false;
    auto server = std::make_unique<Server>([&](const ServerRequest &, const Response &response) {
        held = response;
        response->onHangUp([&hungUp] { hungUp = true; });
    });
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    RawClient client(server->port());
    client.socket.write(getRequest);
    QTRY_VERIFY(held != nullptr);
    server.reset();
    QTRY_VERIFY(client.ended());
    QVERIFY(!held->isOpen());
    held->respond(200, {}, "late");
    held->reset();
    QVERIFY(!hungUp);
}

void ServerResponseTest::unsentLimit()
{
    ServerLimits limits;
    limits.unsent = 1024 * 1024;
    Response held;
    bool hungUp = false;
    Server server(
        [&](const ServerRequest &, const Response &response) {
            held = response;
            response->onHangUp([&hungUp] { hungUp = true; });
            response->beginChunked(200, {});
            for (int i = 0; i < 64 && response->isOpen(); ++i)
                response->chunk(QByteArray(1024 * 1024, 'x'));
        },
        limits);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QTcpSocket client;
    client.setReadBufferSize(1);
    client.connectToHost(QHostAddress::LocalHost, server.port());
    client.write(getRequest);
    QTRY_VERIFY(hungUp);
    QVERIFY(!held->isOpen());
    QCOMPARE(held->pending(), 0);
}

QObject *makeServerResponseTest()
{
    return new ServerResponseTest;
}

#include "tst_serverresponse.moc"
