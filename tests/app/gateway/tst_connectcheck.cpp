// SPDX-License-Identifier: Apache-2.0
#include "app/gateway/replayserver.h"
#include "base/redactor.h"
#include "app/http/proxyserver.h"
#include "gateway/connectcheck.h"
#include "support/testmain.h"

#include <QtCore/QScopeGuard>

using namespace Qt::StringLiterals;
using gateway::CheckReport;
using Finding = gateway::CheckReport::Finding;

namespace {

QByteArray streamOf(int events)
{
    QByteArray body;
    for (int i = 0; i < events; ++i)
        body += R"(data: {"id":"c","choices":[{"index":0,"delta":{"content":")" + QByteArray::number(i) + " \"}}]}\n\n";
    return body;
}

const QByteArray streamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Kong-Proxy-Latency: 1\r\n\r\n";

ReplayServer::Answer inLumps()
{
    ReplayServer::Answer answer;
    answer.pieces = {streamHead + streamOf(20) + "data: [DONE]"};
    answer.end = ReplayServer::End::Close;
    return answer;
}

ReplayServer::Answer oneByOne()
{
    ReplayServer::Answer answer;
    answer.pieces = {streamHead};
    for (int i = 0; i < 12; ++i)
        answer.pieces.append(streamOf(1));
    answer.pieces.append("data: [DONE]");
    answer.pause = std::chrono::milliseconds(10);
    answer.end = ReplayServer::End::Close;
    return answer;
}

} // namespace

class ConnectCheckTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void streams();
    void lumps();
    void wholeReply();
    void recordedRefusals_data();
    void recordedRefusals();
    void keyNotFoundOffersApikey();
    void asksAgainWithTheOtherLimit();
    void notReached();
    void proxyIsToldApart_data();
    void proxyIsToldApart();
    void proxyDown();
    void notHttp();
    void stopEndsIt();
    void reachNeedsNoModel_data();
    void reachNeedsNoModel();
    void reachMasksWhatIsEchoed();
    void reachTellsApartWhatIsNotThere();

protected:
    void prepare() override { m_server = std::make_unique<ReplayServer>(); }

private:
    CheckReport check(const http::Headers &headers = {}, std::stop_token stop = {});
    CheckReport reach(const QString &url, const http::Headers &headers = {});
    CheckReport checkUrl(const QString &url, const http::Headers &headers = {}, std::stop_token stop = {});
    /// The same through a proxy that the environment names.
    CheckReport checkThrough(const QString &proxy, const QString &url);

    std::unique_ptr<ReplayServer> m_server;
    base::Redactor m_redactor;
};

CheckReport ConnectCheckTest::check(const http::Headers &headers, std::stop_token stop)
{
    return checkUrl(m_server->url(u"/v1/chat/completions"_s), headers, stop);
}

CheckReport ConnectCheckTest::checkThrough(const QString &proxy, const QString &url)
{
    // Tests run with NO_PROXY=*, so that no machine's own proxy gets between.
    QHash<QByteArray, QByteArray> before;
    for (const char *name : {"all_proxy", "no_proxy", "NO_PROXY"}) {
        before.insert(name, qgetenv(name));
        qunsetenv(name);
    }
    const auto restore = qScopeGuard([&before] {
        for (auto it = before.cbegin(); it != before.cend(); ++it)
            qputenv(it.key().constData(), it.value());
    });
    qputenv("all_proxy", proxy.toLatin1());
    return checkUrl(url);
}

CheckReport ConnectCheckTest::checkUrl(const QString &url, const http::Headers &headers, std::stop_token stop)
{
    http::Client http;
    gateway::GatewayClient client(&http, nullptr);
    gateway::Endpoint endpoint;
    endpoint.url = url;
    endpoint.headers = headers;
    settings::ModelEntry model;
    model.name = u"small"_s;
    return QCoro::waitFor(gateway::checkConnection(&client, endpoint, model, stop));
}

CheckReport ConnectCheckTest::reach(const QString &url, const http::Headers &headers)
{
    http::Client http;
    gateway::Endpoint endpoint;
    endpoint.url = url;
    endpoint.headers = headers;
    return QCoro::waitFor(gateway::checkReach(&http, &m_redactor, endpoint, std::stop_token()));
}

void ConnectCheckTest::reachNeedsNoModel_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("finding");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, int status, const QByteArray &body, Finding finding, const QString &said) {
        QTest::newRow(name) << status << body << static_cast<int>(finding) << said;
    };
    row("lists", 200, R"({"data":[{"id":"a"}]})", Finding::Reached, u"lists its models"_s);
    row("no route", 404, R"({"message":"no Route matched with those values"})", Finding::Reached, u"404"_s);
    row("model's own refusal", 400, R"({"error":{"message":"no"}})", Finding::Reached, u"400"_s);
    row("a page that is no list", 200, "<html></html>", Finding::Reached, u"200"_s);
    row("not from here", 403, R"({"message":"You cannot consume this service"})", Finding::OtherRefusal, u"403"_s);
    row("too often", 429, R"({"message":"API rate limit exceeded"})", Finding::OtherRefusal, u"429"_s);
    row("to a login page", 302, "", Finding::OtherRefusal, u"302"_s);
    row("nobody behind", 503, R"({"message":"no"})", Finding::OtherRefusal, u"503"_s);
    row("no key found", 401, R"({"message":"No API key found in request"})", Finding::NoKeyFound, u"another header"_s);
    row("key refused", 401, R"({"message":"Unauthorized"})", Finding::KeyRefused, u"key"_s);
}

void ConnectCheckTest::reachNeedsNoModel()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, finding);
    QFETCH(QString, said);
    m_server->setAnswers({ReplayServer::json(status, body)});
    const CheckReport report = reach(m_server->url(u"/v1"_s), {{"Authorization"_ba, "Bearer k"_ba, true}});
    QCOMPARE(static_cast<int>(report.finding), finding);
    QVERIFY2(report.message.contains(said), qPrintable(report.message));
    QCOMPARE(report.offerApikeyHeader, report.finding == Finding::NoKeyFound);
    QCOMPARE(report.urlTried, m_server->url(u"/v1/models"_s));
    QCOMPARE(m_server->requests().size(), 1);
    QVERIFY(m_server->requests().first().body.isEmpty()); // nothing that costs
}

void ConnectCheckTest::reachTellsApartWhatIsNotThere()
{
    QString gone;
    {
        ReplayServer server;
        gone = server.url(u"/v1"_s);
    }
    QCOMPARE(reach(gone).finding, Finding::ConnectFailed);
    QCOMPARE(reach(m_server->url(u"/v1"_s).replace("http:"_L1, "https:"_L1)).finding, Finding::TlsFailed);
    const CheckReport unknown = reach(u"http://no-such-host.invalid/v1"_s);
    QCOMPARE(unknown.finding, Finding::NameLookupFailed);
    QVERIFY(!unknown.message.isEmpty());
}

void ConnectCheckTest::streams()
{
    m_server->setAnswers({oneByOne()});
    const CheckReport report = check();
    QCOMPARE(report.finding, Finding::Works);
    QVERIFY(report.milliseconds.value_or(-1) > 0);
    QVERIFY(report.kong.isKong());
    QVERIFY(!report.message.isEmpty());
    const base::Json body = base::Json::parse(m_server->requests().first().body).value();
    QCOMPARE(body[u"model"].toString(), u"small"_s);
    QVERIFY(body[u"max_tokens"].toInt64() <= 64);
    QVERIFY(body[u"stream"].toBool());
    QCOMPARE(m_server->requests().size(), 1);
}

void ConnectCheckTest::lumps()
{
    m_server->setAnswers({inLumps()});
    const CheckReport report = check();
    QCOMPARE(report.finding, Finding::WorksInLumps);
    QVERIFY(report.message.contains("response_buffering"_L1));
}

void ConnectCheckTest::wholeReply()
{
    m_server->setAnswers({ReplayServer::json(200, R"({"choices":[{"message":{"content":"1 2"}}]})")});
    const CheckReport report = check();
    QCOMPARE(report.finding, Finding::WorksInLumps);
    QVERIFY(report.message.contains("does not stream"_L1));
}

void ConnectCheckTest::recordedRefusals_data()
{
    QTest::addColumn<int>("finding");
    QTest::addColumn<QString>("model");
    const auto row = [](const char *name, Finding finding, const QString &model = {}) {
        QTest::newRow(name) << int(finding) << model;
    };
    row("401-key-missing-stream", Finding::NoKeyFound);
    row("402-key-wrong", Finding::KeyRefused);
    row("419-jwt-expired", Finding::KeyRefused);
    row("032-model-other-stream", Finding::WrongModel, u"gpt-4o-mini"_s);
    row("035-model-missing", Finding::WrongModel);
    row("144s-upstream-404-stream", Finding::WrongModel);
    row("966-starter-get", Finding::NoRoute);
    row("411-acl-denied", Finding::OtherRefusal);
    row("515-rate-chat-stream-429", Finding::OtherRefusal);
    row("162-upstream-down-stream", Finding::OtherRefusal);
}

void ConnectCheckTest::recordedRefusals()
{
    QFETCH(int, finding);
    QFETCH(QString, model);
    m_server->setAnswers({ReplayServer::recorded(u"kong/%1.http"_s.arg(QString::fromLatin1(QTest::currentDataTag())))});
    const CheckReport report = check();
    QCOMPARE(int(report.finding), finding);
    QCOMPARE(report.suggestedModel, model);
    QCOMPARE(report.urlTried, m_server->url(u"/v1/chat/completions"_s));
    QVERIFY(!report.message.isEmpty());
    if (report.finding == Finding::NoRoute)
        QVERIFY(report.message.contains(report.urlTried));
}

void ConnectCheckTest::keyNotFoundOffersApikey()
{
    m_server->setAnswers({ReplayServer::recorded(u"kong/400-key-missing.http"_s)});
    QVERIFY(check({{"Authorization", "Bearer k", true}}).offerApikeyHeader);
    QVERIFY(!check({{"apikey", "k", true}}).offerApikeyHeader);
}

void ConnectCheckTest::asksAgainWithTheOtherLimit()
{
    const QByteArray refusal
        = R"({"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use )"
          R"('max_completion_tokens' instead."}})";
    m_server->setAnswers({ReplayServer::json(400, refusal), oneByOne()});
    QCOMPARE(check().finding, Finding::Works);
    QCOMPARE(m_server->requests().size(), 2);
    const base::Json body = base::Json::parse(m_server->requests().last().body).value();
    QVERIFY(!body.contains(u"max_tokens"));
    QVERIFY(body.contains(u"max_completion_tokens"));
}

void ConnectCheckTest::reachMasksWhatIsEchoed()
{
    m_redactor.addSecret(u"canary-key"_s);
    ReplayServer::Answer echo;
    echo.pieces = {"HTTP/1.1 403 Forbidden\r\nX-Kong-Request-Id: canary-key\r\nContent-Type: application/json\r\n"
                   "Connection: close\r\n\r\n{\"message\":\"canary-key is no one\"}"_ba};
    echo.end = ReplayServer::End::Close;
    m_server->setAnswers({echo});
    const CheckReport report = reach(m_server->url(u"/v1"_s), {{"Authorization"_ba, "Bearer canary-key"_ba, true}});
    QVERIFY2(report.message.contains(u"is no one"_s), qPrintable(report.message));
    QVERIFY2(!report.message.contains(u"canary-key"_s), qPrintable(report.message));
    QVERIFY2(!report.kong.requestId.isEmpty() && !report.kong.requestId.contains(u"canary-key"_s), qPrintable(report.kong.requestId));
}

void ConnectCheckTest::notReached()
{
    http::Client http;
    gateway::GatewayClient client(&http, nullptr);
    gateway::Endpoint endpoint;
    {
        ReplayServer gone;
        endpoint.url = gone.url();
    }
    const CheckReport refused = QCoro::waitFor(gateway::checkConnection(&client, endpoint, {}, std::stop_token()));
    QCOMPARE(refused.finding, Finding::ConnectFailed);
    endpoint.url = m_server->url().replace("http:"_L1, "https:"_L1);
    const CheckReport tls = QCoro::waitFor(gateway::checkConnection(&client, endpoint, {}, std::stop_token()));
    QCOMPARE(tls.finding, Finding::TlsFailed);
    endpoint.url = u"http://no-such-host.invalid/v1"_s;
    const CheckReport name = QCoro::waitFor(gateway::checkConnection(&client, endpoint, {}, std::stop_token()));
    QCOMPARE(name.finding, Finding::NameLookupFailed);
}

void ConnectCheckTest::proxyIsToldApart_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    QTest::newRow("wants a login") << 407 << u"wants a login"_s;
    QTest::newRow("forbids") << 403 << u"it answered 403"_s;
    QTest::newRow("cannot reach the gateway") << 502 << u"The proxy cannot reach gateway.invalid:443"_s;
}

void ConnectCheckTest::proxyIsToldApart()
{
    QFETCH(const int, status);
    QFETCH(const QString, words);
    httptest::ProxyServer proxy(status);
    const CheckReport report = checkThrough(u"http://"_s + proxy.peerName(), u"https://gateway.invalid/v1"_s);
    QCOMPARE(report.finding, Finding::ProxyFailed);
    QVERIFY2(report.message.contains(words), qPrintable(report.message));
    QVERIFY2(report.message.contains(proxy.peerName()), qPrintable(report.message));
    QCOMPARE(proxy.heads.size(), 1);

    // The same status from the gateway itself is the gateway's, but for the one that only proxies use.
    m_server->setAnswers({ReplayServer::json(status, R"({"message":"no"})")});
    QCOMPARE(check().finding, status == 407 ? Finding::ProxyFailed : Finding::OtherRefusal);
}

void ConnectCheckTest::proxyDown()
{
    QString peer;
    {
        httptest::ProxyServer proxy(200);
        peer = proxy.peerName();
    }
    for (const QString &url : {u"http://gateway.invalid/v1"_s, u"https://gateway.invalid/v1"_s}) {
        const CheckReport report = checkThrough(u"http://"_s + peer, url);
        QCOMPARE(report.finding, Finding::ProxyFailed);
        QVERIFY2(report.message.contains(u"The proxy %1 cannot be reached"_s.arg(peer)), qPrintable(report.message));
    }
    // Without it the name is what fails.
    QCOMPARE(checkUrl(u"http://gateway.invalid/v1"_s).finding, Finding::NameLookupFailed);
}

void ConnectCheckTest::notHttp()
{
    ReplayServer::Answer answer;
    answer.pieces = {"SSH-2.0-OpenSSH_9.2\r\n"};
    answer.end = ReplayServer::End::Close;
    m_server->setAnswers({answer});
    QCOMPARE(check().finding, Finding::NotHttp);
}

void ConnectCheckTest::stopEndsIt()
{
    std::stop_source stop;
    stop.request_stop();
    const CheckReport report = check({}, stop.get_token());
    QCOMPARE(report.finding, Finding::OtherRefusal);
    QVERIFY(m_server->requests().isEmpty());
}

QObject *makeConnectCheckTest()
{
    return new ConnectCheckTest;
}

#include "tst_connectcheck.moc"
