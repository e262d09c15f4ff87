// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demogateway.h"
#include "support/testmain.h"

#include <QtNetwork/QTcpSocket>

using namespace Qt::StringLiterals;

/// The demo gateway as people and other tests use it.
class GatewayTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void modelList();
    void keys_data();
    void keys();
    void limitedModel();
    void cachedRoute();
    void traceparentIsTakenOver();
    void correlationId();
    void debugOutput();
    void streamsTokenByToken();
    void hangUpEndsTheCall();
    void endsWithRunningCalls();
    void portInUse();
    void manyStreams();
    void adminShowsTheSameConfiguration();
    void adminPages();
    void faultyConfiguration();
};

static const base::Json streamed = base::Json::object({{u"stream"_s, true}});

void GatewayTest::modelList()
{
    const DemoGateway gateway;
    const RawMessage answer = gateway.get("/v1/models", "Authorization: Bearer demo-key\r\n");
    QCOMPARE(answer.status, 200);
    const base::Json list = base::Json::parse(answer.body).value_or(base::Json());
    QStringList names;
    for (const base::Json &model : list[u"data"].items())
        names.append(model[u"id"].toString());
    QCOMPARE(names,
             (QStringList{u"demo-fast"_s, u"demo-slow"_s, u"demo-long"_s, u"demo-thinking"_s, u"demo-tools"_s,
                          u"demo-json"_s, u"demo-vision"_s, u"demo-limited"_s}));
}

void GatewayTest::keys_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<int>("status");
    QTest::newRow("apikey") << "apikey: demo-key\r\n"_ba << 200;
    QTest::newRow("bearer") << "Authorization: Bearer demo-key\r\n"_ba << 200;
    QTest::newRow("none") << ""_ba << 401;
    QTest::newRow("wrong") << "apikey: other\r\n"_ba << 401;
    QTest::newRow("bearer word missing") << "Authorization: demo-key\r\n"_ba << 200;
}

void GatewayTest::keys()
{
    QFETCH(const QByteArray, header);
    const RawMessage answer = DemoGateway().get("/v1/models", header);
    QTEST(answer.status, "status");
    QCOMPARE(answer.status == 401, http::headerValue(answer.headers, "WWW-Authenticate") == "Key");
}

void GatewayTest::limitedModel()
{
    DemoGateway gateway;
    for (int i = 0; i < 5; ++i) {
        const RawMessage answer = gateway.chat(u"demo-limited"_s, u"hi"_s);
        QCOMPARE(answer.status, 200);
        QCOMPARE(http::headerValue(answer.headers, "RateLimit-Remaining"), QByteArray::number(4 - i));
    }
    const RawMessage refused = gateway.chat(u"demo-limited"_s, u"hi"_s);
    QCOMPARE(refused.status, 429);
    QCOMPARE(http::headerValue(refused.headers, "Retry-After"), "45"_ba);
    QCOMPARE(gateway.chat(u"demo-fast"_s, u"hi"_s).status, 200);
    gateway.now += 60;
    QCOMPARE(gateway.chat(u"demo-limited"_s, u"hi"_s).status, 200);
}

void GatewayTest::cachedRoute()
{
    DemoGateway gateway;
    gateway.path = "/cached/v1/chat/completions";
    const auto ask = [&](const QString &prompt, const QByteArray &hash) {
        return gateway.chat(u"demo-fast"_s, prompt, streamed, "x-prompt-hash: " + hash + "\r\n");
    };
    const RawMessage miss = ask(u"What is Kong?"_s, "1");
    QCOMPARE(http::headerValue(miss.headers, "X-Cache-Status"), "Miss"_ba);
    gateway.now += 10;
    const RawMessage hit = ask(u"What is Kong?"_s, "1");
    QCOMPARE(http::headerValue(hit.headers, "X-Cache-Status"), "Hit"_ba);
    QCOMPARE(http::headerValue(hit.headers, "age"), "10"_ba);
    QVERIFY(!hit.chunked);
    QCOMPARE(hit.body, miss.body);
    // Kong's trap: the body is no part of the key.
    QCOMPARE(ask(u"What is MLflow?"_s, "1").body, miss.body);
    QCOMPARE(http::headerValue(ask(u"What is MLflow?"_s, "2").headers, "X-Cache-Status"), "Miss"_ba);
    gateway.now += 300;
    QCOMPARE(http::headerValue(ask(u"What is Kong?"_s, "1").headers, "X-Cache-Status"), "Miss"_ba);
}

void GatewayTest::traceparentIsTakenOver()
{
    DemoGateway gateway;
    const QByteArray trace = "0af7651916cd43dd8448eb211c80319c"_ba;
    const RawMessage answer
        = gateway.chat(u"demo-fast"_s, u"hi"_s, {}, "traceparent: 00-" + trace + "-b7ad6b7169203331-01\r\n");
    QCOMPARE(http::headerValue(answer.headers, "x-trace-id"), trace);
    QVERIFY(http::headerValue(gateway.chat(u"demo-fast"_s, u"hi"_s).headers, "x-trace-id") != trace);
}

void GatewayTest::correlationId()
{
    DemoGateway gateway;
    QCOMPARE(http::headerValue(gateway.chat(u"demo-fast"_s, u"hi"_s, {}, "X-Correlation-Id: mine\r\n").headers,
                               "X-Correlation-Id"),
             "mine"_ba);
    QCOMPARE(http::headerValue(gateway.chat(u"demo-fast"_s, u"hi"_s).headers, "X-Correlation-Id").size(), 36);
}

void GatewayTest::debugOutput()
{
    DemoGateway gateway;
    const RawMessage answer
        = gateway.chat(u"demo-fast"_s, u"hi"_s, streamed, "X-Kong-Request-Debug: *\r\nKong-Debug: 1\r\n");
    const auto output = base::Json::parse(http::headerValue(answer.headers, "X-Kong-Request-Debug-Output"));
    QVERIFY(output);
    QVERIFY((*output)[u"child"][u"access"][u"child"][u"access"][u"child"][u"plugins"][u"child"].contains(u"ai-proxy"));
    QVERIFY((*output)[u"child"][u"upstream"][u"total_time"].isNumber());
    QCOMPARE(http::headerValue(answer.headers, "Kong-Route-Name"), "chat"_ba);
    QVERIFY(!http::hasHeader(gateway.chat(u"demo-fast"_s, u"hi"_s).headers, "X-Kong-Request-Debug-Output"));
}

/// Sends a streamed call and leaves the socket open.
static void startStream(QTcpSocket *socket, quint16 port, const QByteArray &model)
{
    const QByteArray body
        = R"({"model":")" + model + R"(","stream":true,"messages":[{"role":"user","content":"Tell me all."}]})";
    socket->connectToHost(u"127.0.0.1"_s, port);
    socket->write("POST /v1/chat/completions HTTP/1.1\r\nHost: demo\r\napikey: demo-key\r\nContent-Type: "
                  "application/json\r\nContent-Length: "
                  + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

void GatewayTest::streamsTokenByToken()
{
    const DemoGateway gateway;
    QTcpSocket socket;
    startStream(&socket, gateway.port(), "demo-slow"_ba);
    int reads = 0;
    QByteArray received;
    connect(&socket, &QTcpSocket::readyRead, this, [&] {
        received += socket.readAll();
        ++reads;
    });
    QTRY_VERIFY(received.endsWith("0\r\n\r\n"));
    QVERIFY2(reads > 5, qPrintable(QString::number(reads)));
}

void GatewayTest::hangUpEndsTheCall()
{
    const DemoGateway gateway;
    QTcpSocket socket;
    startStream(&socket, gateway.port(), "demo-long"_ba);
    QTRY_VERIFY(socket.bytesAvailable() > 2000);
    QCOMPARE(gateway.gateway()->running(), 1);
    socket.abort();
    QTRY_COMPARE(gateway.gateway()->running(), 0);
}

void GatewayTest::endsWithRunningCalls()
{
    auto gateway = std::make_unique<DemoGateway>();
    QTcpSocket socket;
    startStream(&socket, gateway->port(), "demo-long"_ba);
    QTRY_VERIFY(socket.bytesAvailable() > 2000);
    gateway.reset();
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
}

void GatewayTest::portInUse()
{
    const DemoGateway first;
    demo::ModelServer models(1, 1);
    const auto second = demo::Gateway::create("_format_version: '3.0'"_ba, &models, {});
    QVERIFY(second);
    const auto port = (*second)->listen(first.port());
    QVERIFY(!port);
    QCOMPARE(port.error().kind, base::ErrorKind::Connect);
}

void GatewayTest::manyStreams()
{
    const DemoGateway gateway;
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < 64; ++i) {
        sockets.push_back(std::make_unique<QTcpSocket>());
        startStream(sockets.back().get(), gateway.port(), "demo-fast"_ba);
    }
    for (const auto &socket : sockets)
        QTRY_VERIFY_WITH_TIMEOUT(socket->peek(1 << 22).endsWith("data: [DONE]\r\n0\r\n\r\n"), 30000);
}

void GatewayTest::adminShowsTheSameConfiguration()
{
    const DemoGateway gateway;
    const base::Json plugins = gateway.admin("/routes/chat/plugins");
    QCOMPARE(plugins[u"data"].at(0)[u"name"].toString(), u"ai-proxy"_s);
    QCOMPARE(gateway.admin("/services/demo-models")[u"host"].toString(), u"localhost"_s);
    QCOMPARE(gateway.admin("/")[u"version"].toString(), u"3.10.0"_s);
    QCOMPARE(gateway.admin("/")[u"configuration"][u"database"].toString(), u"off"_s);
    QCOMPARE(gateway.admin("/status")[u"configuration_hash"].toString().size(), 32);
    QVERIFY(gateway.admin("/config")[u"config"].toString().contains(u"demo-limited"_s));
    QCOMPARE(gateway.admin("/upstreams/nobody/health")[u"data"].size(), 0);
    QCOMPARE(gateway.admin("/nothing")[u"message"].toString(), u"Not found"_s);
}

void GatewayTest::adminPages()
{
    const DemoGateway gateway;
    QStringList names;
    QByteArray next = "/routes?size=7";
    int pages = 0;
    while (!next.isEmpty()) {
        const base::Json page = gateway.admin(next);
        for (const base::Json &route : page[u"data"].items())
            names.append(route[u"name"].toString());
        QVERIFY(page[u"data"].size() <= 7);
        QCOMPARE(page.contains(u"offset"), !page[u"next"].isNull());
        next = page[u"next"].toString().toUtf8();
        QVERIFY(++pages < 20);
    }
    QVERIFY(pages > 3);
    QCOMPARE(names.size(), gateway.admin("/routes?size=1000")[u"data"].size());
    names.removeDuplicates();
    QCOMPARE(names.size(), gateway.admin("/routes")[u"data"].size());
}

void GatewayTest::faultyConfiguration()
{
    demo::ModelServer models(1, 1);
    const auto gateway = demo::Gateway::create("services: []"_ba, &models, {});
    QVERIFY(!gateway);
    QVERIFY(gateway.error().message.contains(u"_format_version"_s));
}

QObject *makeGatewayTest()
{
    return new GatewayTest;
}

#include "tst_gateway.moc"
