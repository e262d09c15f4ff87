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

Server::Handler answering(const QByteArray &body)
{
    return [body](const ServerRequest &, const Response &response) { response->respond(200, {}, body); };
}

} // namespace

class ServerTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void listenErrors();
    void requestArrivesWhole();
    void keepAliveAndPipelining();
    void unreadInputDoesNotTurnFinIntoReset();
    void refusals_data();
    void refusals();
    void ownRefusal();
    void continueIsSentOnce();
    void idleAndReceiveTimeouts();
    void connectionLimit();
    void destroyedInHandler();
    void ourClientAgainstIt();
};

void ServerTest::listenErrors()
{
    Server first(answering("a"));
    const base::Result<quint16> port = first.listen(QHostAddress::LocalHost, 0);
    QVERIFY(port.has_value());
    QCOMPARE(first.port(), *port);
    Server second(answering("b"));
    const base::Result<quint16> taken = second.listen(QHostAddress::LocalHost, *port);
    QVERIFY(!taken.has_value());
    QVERIFY2(taken.error().message.contains(QString::number(*port)), qPrintable(taken.error().message));
    first.stopListening();
    RawClient late(*port);
    QTRY_VERIFY(late.error.has_value());
}

void ServerTest::requestArrivesWhole()
{
    std::optional<ServerRequest> seen;
    Server server([&seen](const ServerRequest &request, const Response &response) {
        seen = request;
        response->respond(200, {}, {});
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write("POST /p?q=1&r HTTP/1.1\r\nHost: x\r\nX-A:  b \r\nContent-Length: 4\r\n\r\nbo");
    QTRY_COMPARE(server.connections(), 1);
    QVERIFY(!seen);
    client.socket.write("dy");
    QTRY_VERIFY(seen.has_value());
    QCOMPARE(seen->method, "POST");
    QCOMPARE(seen->target, "/p?q=1&r");
    QCOMPARE(seen->path(), "/p");
    QCOMPARE(seen->query(), "q=1&r");
    QCOMPARE(http::headerValue(seen->headers, "x-a"), "b");
    QCOMPARE(seen->body, "body");
    QCOMPARE(seen->remoteAddress, u"127.0.0.1:%1"_s.arg(client.socket.localPort()));
    QVERIFY(seen->keepAlive());
}

void ServerTest::keepAliveAndPipelining()
{
    QList<Response> waiting;
    Server server([&waiting](const ServerRequest &, const Response &response) { waiting.append(response); });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write(getRequest + getRequest + getRequest);
    QTRY_COMPARE(waiting.size(), 1);
    for (int i = 1; i <= 3; ++i) {
        QTRY_COMPARE(waiting.size(), i);
        QTest::qWait(1);
        QVERIFY2(waiting.size() == i, "one request of a connection is answered at a time");
        waiting.last()->respond(200, {}, QByteArray::number(i));
    }
    QTRY_COMPARE(client.received.count("HTTP/1.1 200 OK"), 3);
    QVERIFY(client.received.endsWith("\r\n\r\n3"));
    QCOMPARE(server.connections(), 1);
}

// A close with unread input is a reset, and that may take the answer away from the client.
void ServerTest::unreadInputDoesNotTurnFinIntoReset()
{
    ServerLimits limits;
    limits.body = 1000;
    Server server(answering("a"), limits);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    for (int round = 0; round < 10; ++round) {
        http::Client client;
        Exchange exchange(client, post(u"http://127.0.0.1:%1/"_s.arg(server.port()), QByteArray(3000000, 'x')));
        QVERIFY(exchange.wait());
        QCOMPARE(exchange.message(), QString());
        QCOMPARE(exchange.head->status, 413);
    }
}

void ServerTest::refusals_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("400") << "nonsense\r\n\r\n"_ba
                         << "HTTP/1.1 400 Bad Request\r\n"_ba;
    QTest::newRow("413") << "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n"_ba
                         << "HTTP/1.1 413 Payload Too Large\r\n"_ba;
    QTest::newRow("414") << "GET /" + QByteArray(20000, 'a') << "HTTP/1.1 414 URI Too Long\r\n"_ba;
    QTest::newRow("431") << "GET / HTTP/1.1\r\nX: " + QByteArray(70000, 'a')
                         << "HTTP/1.1 431 Request Header Fields Too Large\r\n"_ba;
    QTest::newRow("501") << "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n"_ba
                         << "HTTP/1.1 501 Not Implemented\r\n"_ba;
    QTest::newRow("505") << "GET / HTTP/2.0\r\n\r\n"_ba
                         << "HTTP/1.1 505 HTTP Version Not Supported\r\n"_ba;
}

void ServerTest::refusals()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, line);
    int handled = 0;
    Server server([&handled](const ServerRequest &, const Response &) { ++handled; });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write(request);
    QTRY_VERIFY(client.ended());
    QVERIFY2(client.received.startsWith(line), client.received.constData());
    QVERIFY(client.received.contains("\r\nConnection: close\r\n"));
    QCOMPARE(handled, 0);
    QTRY_COMPARE(server.connections(), 0);
}

void ServerTest::ownRefusal()
{
    Server server(answering("a"));
    server.setRefusal([](int status, const QString &reason, const Response &response) {
        response->respond(status, {{"Server"_ba, "kong"_ba}}, "<" + reason.toUtf8() + ">");
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write("nonsense\r\n\r\n");
    QTRY_VERIFY(client.ended());
    QVERIFY(client.received.contains("\r\nServer: kong\r\n"));
    QVERIFY(client.received.endsWith("<The request line is malformed.>"));
}

void ServerTest::continueIsSentOnce()
{
    Server server(
        [](const ServerRequest &request, const Response &response) { response->respond(200, {}, request.body); });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient client(server.port());
    client.socket.write("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    QTRY_COMPARE(client.received, "HTTP/1.1 100 Continue\r\n\r\n");
    client.socket.write("ab");
    QTRY_VERIFY(client.received.endsWith("\r\n\r\nab"));
    QCOMPARE(client.received.count("100 Continue"), 1);
}

void ServerTest::idleAndReceiveTimeouts()
{
    ServerLimits limits;
    limits.idle = 100ms;
    limits.receive = 200ms;
    Server server(answering("a"), limits);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient silent(server.port());
    RawClient slow(server.port());
    slow.socket.write("GET / HTTP/1.1\r\n");
    QTimer drip;
    connect(&drip, &QTimer::timeout, &slow.socket, [&slow] { slow.socket.write("X: y\r\n"); });
    drip.start(30ms);
    QTRY_VERIFY(silent.ended());
    QCOMPARE(silent.received, QByteArray());
    QTRY_VERIFY(slow.ended());
    QVERIFY2(slow.received.startsWith("HTTP/1.1 408 Request Timeout\r\n"), slow.received.constData());
    QTRY_COMPARE(server.connections(), 0);
}

void ServerTest::connectionLimit()
{
    ServerLimits limits;
    limits.connections = 2;
    Server server(answering("a"), limits);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    RawClient first(server.port());
    RawClient second(server.port());
    QTRY_COMPARE(server.connections(), 2);
    RawClient third(server.port());
    QTRY_VERIFY(third.ended());
    QCOMPARE(server.connections(), 2);
    first.socket.write(getRequest);
    QTRY_VERIFY(first.received.endsWith("a"));
}

void ServerTest::destroyedInHandler()
{
    std::unique_ptr<Server> server;
    Response held;
    server = std::make_unique<Server>([&](const ServerRequest &, const Response &response) {
        held = response;
        server.reset();
        response->respond(200, {}, "late");
    });
    QVERIFY(server->listen(QHostAddress::LocalHost, 0));
    RawClient client(server->port());
    client.socket.write(getRequest);
    QTRY_VERIFY(client.ended());
    QVERIFY(!server);
    QVERIFY(!held->isOpen());
    QCOMPARE(client.received, QByteArray());
}

void ServerTest::ourClientAgainstIt()
{
    Server server([](const ServerRequest &request, const Response &response) {
        response->beginChunked(200, {{"Content-Type"_ba, "text/plain"_ba}});
        response->chunk(request.body);
        response->endChunked({{"X-Trailer"_ba, "1"_ba}});
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    http::Client client;
    for (int i = 0; i < 20; ++i) {
        const QByteArray body(i * 5000, char('a' + i));
        Exchange exchange(client, post(u"http://127.0.0.1:%1/echo"_s.arg(server.port()), body));
        QVERIFY(exchange.wait());
        QCOMPARE(exchange.message(), QString());
        QCOMPARE(exchange.body, body);
        QCOMPARE(exchange.outcome.reusedConnection, i > 0);
    }
    QCOMPARE(server.connections(), 1);
}

QObject *makeServerTest()
{
    return new ServerTest;
}

#include "tst_server.moc"
