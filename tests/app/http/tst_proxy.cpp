// SPDX-License-Identifier: Apache-2.0
#include "app/http/exchange.h"
#include "app/http/proxyserver.h"
#include "app/http/scriptserver.h"
#include "app/http/socksserver.h"
#include "http/systemproxy.h"
#include "support/testmain.h"

#include <QtCore/QThread>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace httptest;
using base::ErrorKind;
using http::SystemProxy;

namespace {

/// Everything that libcurl or libproxy reads.
constexpr std::array variables{"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                               "ALL_PROXY",  "no_proxy",    "NO_PROXY",    "HTTP_PROXY"};

} // namespace

/// Proxies from the environment (libcurl's own) and from the system's settings.
class ProxyTest : public testsupport::TestCase
{
    Q_OBJECT

protected:
    void prepare() override;

private Q_SLOTS:
    void cleanup();
    void plainThroughProxy();
    void loginIsSentAndMasked();
    void tlsThroughTunnel();
    void connectRefused_data();
    void connectRefused();
    void badProxyName();
    void proxyDown();
    void socksLooksTheNameUp();
    void socksCarriesTls();
    void socksLoginIsKeptSecret();
    void socksRefuses();
    void socksDown();
    void noProxyWins();
    void systemIsAskedOncePerHost();
    void systemIsNotAskedForLoopback();
    void systemIsNotAskedWhenEnvironmentNamesOne();
    void systemsAnswerIsUsed();
    void goneBeforeTheAnswer();
    void defaultLookupAnswers();

private:
    QHash<QByteArray, QByteArray> m_saved;
};

void ProxyTest::prepare()
{
    for (const char *name : variables) {
        m_saved.insert(name, qgetenv(name));
        qunsetenv(name);
    }
}

void ProxyTest::cleanup()
{
    for (const char *name : variables) {
        qunsetenv(name);
        if (!m_saved.value(name).isEmpty())
            qputenv(name, m_saved.value(name));
    }
}

void ProxyTest::plainThroughProxy()
{
    ProxyServer proxy(200);
    qputenv("http_proxy", "http://" + proxy.peerName().toLatin1());
    http::Client client;
    Exchange exchange(client, get(u"http://gateway.invalid:8000/v1/models"_s));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.body, "by proxy!");
    QCOMPARE(exchange.outcome.remoteAddress, proxy.peerName());
    QVERIFY(proxy.heads.value(0).startsWith("GET http://gateway.invalid:8000/v1/models HTTP/1.1\r\n"));
}

void ProxyTest::loginIsSentAndMasked()
{
    ProxyServer proxy(407);
    qputenv("https_proxy", "http://me:canary@" + proxy.peerName().toLatin1());
    http::Client client;
    http::Request request = get(u"https://gateway.invalid/"_s);
    request.headers = {{"apikey"_ba, "canary-key"_ba}};
    request.keepWire = true;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QVERIFY(proxy.heads.value(0).contains("Proxy-Authorization: Basic bWU6Y2FuYXJ5\r\n"));
    QVERIFY2(!proxy.heads.value(0).contains("canary-key"), "our own headers are not for the proxy");
    const QByteArray sent = wireBytes(exchange.outcome, http::WireEntry::Direction::Sent);
    QVERIFY(sent.contains("CONNECT gateway.invalid:443"));
    QVERIFY(!sent.contains("bWU6Y2FuYXJ5"));
    QVERIFY(!exchange.message().contains(u"canary"_s));
    QVERIFY(!exchange.outcome.error->detail.contains(u"canary"_s));
    QVERIFY(!exchange.outcome.possiblyProcessed);
}

void ProxyTest::tlsThroughTunnel()
{
    ProxyServer proxy(200);
    ScriptServer server("server", [](Peer &peer, const QByteArray &) { peer.send(answer("through")); });
    qputenv("https_proxy", "http://" + proxy.peerName().toLatin1());
    http::Client client;
    http::Request request = get(server.url());
    request.caFile = dataFile(u"ca.pem"_s);
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.body, "through");
    QVERIFY(!http::hasHeader(exchange.head->headers, "X-Proxy"));
    QVERIFY(exchange.outcome.tls.has_value());
    QCOMPARE(proxy.heads.size(), 1);
}

void ProxyTest::connectRefused_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("407") << 407 << u"The proxy wants a login"_s;
    QTest::newRow("502") << 502 << u"The proxy cannot reach gateway.invalid:443: it answered 502"_s;
}

void ProxyTest::connectRefused()
{
    QFETCH(const int, status);
    QFETCH(const QString, words);
    ProxyServer proxy(status);
    qputenv("HTTPS_PROXY", proxy.peerName().toLatin1());
    http::Client client;
    Exchange exchange(client, get(u"https://gateway.invalid/"_s));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Proxy);
    QVERIFY2(exchange.message().contains(words), qPrintable(exchange.message()));
    QVERIFY2(exchange.message().contains(proxy.peerName()), qPrintable(exchange.message()));
}

void ProxyTest::badProxyName()
{
    qputenv("http_proxy", "http://me:canary@proxy.invalid:3128");
    http::Client client;
    Exchange exchange(client, get(u"http://gateway.invalid/"_s));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Proxy);
    QVERIFY2(exchange.message().contains(u"the proxy proxy.invalid:3128"_s), qPrintable(exchange.message()));
    QVERIFY(!exchange.outcome.error->detail.contains(u"canary"_s));
}

void ProxyTest::proxyDown()
{
    QString peer;
    {
        ProxyServer proxy(200);
        peer = proxy.peerName();
    }
    qputenv("ALL_PROXY", "http://" + peer.toLatin1());
    http::Client client;
    Exchange exchange(client, get(u"http://gateway.invalid/"_s));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Proxy);
    QVERIFY2(exchange.message().contains(u"The proxy %1 cannot be reached"_s.arg(peer)),
             qPrintable(exchange.message()));
}

void ProxyTest::socksLooksTheNameUp()
{
    SocksServer proxy;
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("through")); });
    qputenv("all_proxy", "socks5h://" + proxy.peerName());
    http::Client client;
    Exchange exchange(client, get(u"http://gateway.invalid:%1/v1"_s.arg(server.serverPort())));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.body, "through");
    QCOMPARE(proxy.hosts, QList<QByteArray>{"gateway.invalid"});
    QVERIFY(server.requests.value(0).startsWith("GET /v1 HTTP/1.1\r\n"));
    QCOMPARE(exchange.outcome.remoteAddress, QString::fromLatin1(proxy.peerName()));
}

void ProxyTest::socksCarriesTls()
{
    SocksServer proxy;
    ScriptServer server("server", [](Peer &peer, const QByteArray &) { peer.send(answer("through")); });
    qputenv("all_proxy", "socks5h://" + proxy.peerName());
    http::Client client;
    http::Request request = get(server.url());
    request.caFile = dataFile(u"ca.pem"_s);
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.body, "through");
    QVERIFY(exchange.outcome.tls.has_value());
    QCOMPARE(proxy.hosts.size(), 1);
}

void ProxyTest::socksLoginIsKeptSecret()
{
    SocksServer proxy(5);
    proxy.wantsLogin = true;
    qputenv("all_proxy", "socks5h://me:canary@" + proxy.peerName());
    http::Client client;
    http::Request request = get(u"http://gateway.invalid:8000/"_s);
    request.keepWire = true;
    Exchange exchange(client, request);
    QVERIFY(exchange.wait());
    QCOMPARE(proxy.login, "me:canary");
    QVERIFY(!exchange.message().contains(u"canary"_s));
    QVERIFY(!exchange.outcome.error->detail.contains(u"canary"_s));
    QVERIFY(!wireBytes(exchange.outcome, http::WireEntry::Direction::Sent).contains("canary"));
}

void ProxyTest::socksRefuses()
{
    SocksServer proxy(5); // connection refused, so says the proxy
    qputenv("all_proxy", "socks5h://" + proxy.peerName());
    http::Client client;
    Exchange exchange(client, post(u"http://gateway.invalid:8000/"_s, "{}"));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Proxy);
    const QString words = u"The proxy %1 refused to connect to gateway.invalid:8000"_s.arg(QString::fromLatin1(proxy.peerName()));
    QVERIFY2(exchange.message().contains(words), qPrintable(exchange.message()));
    QVERIFY(!exchange.outcome.possiblyProcessed);
}

void ProxyTest::socksDown()
{
    QByteArray peer;
    {
        SocksServer proxy;
        peer = proxy.peerName();
    }
    qputenv("all_proxy", "socks5h://" + peer);
    http::Client client;
    Exchange exchange(client, get(u"http://gateway.invalid/"_s));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.kind(), ErrorKind::Proxy);
    QVERIFY2(exchange.message().contains(u"The proxy %1 cannot be reached"_s.arg(QString::fromLatin1(peer))),
             qPrintable(exchange.message()));
}

void ProxyTest::noProxyWins()
{
    ProxyServer proxy(200);
    ScriptServer server([](Peer &peer, const QByteArray &) { peer.send(answer("direct")); });
    qputenv("http_proxy", "http://" + proxy.peerName().toLatin1());
    qputenv("NO_PROXY", "127.0.0.0/8");
    http::Client client;
    Exchange exchange(client, get(server.url()));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.body, "direct");
    QCOMPARE(proxy.heads.size(), 0);
}

void ProxyTest::systemIsAskedOncePerHost()
{
    std::atomic<int> asked = 0;
    const QThread *gui = QThread::currentThread();
    std::atomic<bool> onGuiThread = false;
    SystemProxy proxy([&](const QUrl &server) {
        ++asked;
        onGuiThread = onGuiThread || QThread::currentThread() == gui;
        return "http://for-" + server.host().toLatin1() + ":1";
    });
    QList<SystemProxy::Choice> answers;
    const auto collect = [&answers](const SystemProxy::Choice &choice) { answers.append(choice); };
    proxy.find({u"one.example"_s, 80, false}, collect);
    QVERIFY(answers.isEmpty());
    QTRY_COMPARE(answers.size(), 1);
    QCOMPARE(answers.last(), SystemProxy::Choice("http://for-one.example:1"));
    proxy.find({u"one.example"_s, 80, false}, collect);
    QCOMPARE(answers.size(), 2);
    QCOMPARE(answers.last(), answers.first());
    proxy.find({u"one.example"_s, 80, true}, collect);
    QTRY_COMPARE(answers.size(), 3);
    QCOMPARE(asked, 2);
    QVERIFY(!onGuiThread);
}

void ProxyTest::systemIsNotAskedForLoopback()
{
    SystemProxy proxy([](const QUrl &) { return "http://wrong:1"_ba; });
    for (const QString &host : {u"localhost"_s, u"127.0.0.1"_s, u"127.1.2.3"_s, u"::1"_s}) {
        SystemProxy::Choice answer = "not called"_ba;
        proxy.find({host, 80, false}, [&answer](const SystemProxy::Choice &choice) { answer = choice; });
        QVERIFY(!answer);
    }
}

void ProxyTest::systemIsNotAskedWhenEnvironmentNamesOne()
{
    qputenv("https_proxy", "http://env:1");
    SystemProxy proxy([](const QUrl &) { return "http://wrong:1"_ba; });
    SystemProxy::Choice answer = "not called"_ba;
    proxy.find({u"one.example"_s, 80, false}, [&answer](const SystemProxy::Choice &choice) { answer = choice; });
    QVERIFY(!answer);
}

// Debian's QtNetwork asks libproxy, which knows HTTP_PROXY; libcurl does not.
void ProxyTest::systemsAnswerIsUsed()
{
    ProxyServer proxy(200);
    qputenv("HTTP_PROXY", "http://" + proxy.peerName().toLatin1());
    http::Client client;
    Exchange exchange(client, get(u"http://gateway.invalid:8000/v1/models"_s));
    QVERIFY(exchange.wait());
    QCOMPARE(exchange.message(), QString());
    QCOMPARE(exchange.body, "by proxy!");
    // Stopped while the system is being asked: nothing is sent.
    http::Client other;
    Exchange stopped(other, get(u"http://second.invalid:8000/"_s));
    stopped.transfer.reset();
    Exchange next(other, get(u"http://third.invalid:8000/"_s));
    QVERIFY(next.wait());
    QVERIFY(!stopped.isDone());
    QCOMPARE(proxy.heads.size(), 2);
}

void ProxyTest::goneBeforeTheAnswer()
{
    std::atomic<bool> answered = false;
    bool called = false;
    {
        SystemProxy proxy([&answered](const QUrl &) {
            QThread::msleep(50);
            answered = true;
            return QByteArray();
        });
        proxy.find({u"one.example"_s, 80, false}, [&called](const SystemProxy::Choice &) { called = true; });
    }
    QTRY_VERIFY(answered);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!called);
}

void ProxyTest::defaultLookupAnswers()
{
    SystemProxy proxy;
    std::optional<SystemProxy::Choice> answer;
    proxy.find({u"one.example"_s, 80, false}, [&answer](const SystemProxy::Choice &choice) { answer = choice; });
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20000);
    QVERIFY(answer->has_value());
}

QObject *makeProxyTest()
{
    return new ProxyTest;
}

#include "tst_proxy.moc"
