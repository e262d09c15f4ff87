// SPDX-License-Identifier: Apache-2.0
#include "app/gateway/replayserver.h"
#include "gateway/adminclient.h"
#include "support/recording.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using gateway::AdminClient;
using gateway::AdminSnapshot;

namespace {

constexpr auto emptyPage = R"({"data":[],"next":null})";

} // namespace

class AdminClientTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void readsARecordedGateway();
    void readsOnlyNeverWrites();
    void followsPages();
    void endlessPagingStops();
    void oneListMayFail();
    void firstRequestDecides_data();
    void firstRequestDecides();
    void manyConsumersAreNotCounted();
    void secretsAreMasked();

protected:
    void prepare() override
    {
        m_server = std::make_unique<ReplayServer>();
        m_server->setAnswers({ReplayServer::json(200, emptyPage)});
    }

private:
    base::Result<AdminSnapshot> read();
    void setRecorded(const QByteArray &target, const QString &name);

    std::unique_ptr<ReplayServer> m_server;
};

base::Result<AdminSnapshot> AdminClientTest::read()
{
    http::Client client;
    const http::Headers headers{{"Kong-Admin-Token", "t", true}};
    AdminClient admin(&client, m_server->url(), headers, QString());
    return QCoro::waitFor(admin.read(std::stop_token()));
}

void AdminClientTest::setRecorded(const QByteArray &target, const QString &name)
{
    m_server->setAnswer(target, ReplayServer::recorded(u"kong/%1.http"_s.arg(name)));
}

void AdminClientTest::readsARecordedGateway()
{
    setRecorded("/", u"800-admin-root"_s);
    setRecorded("/services?size=1000", u"803-admin-services"_s);
    setRecorded("/routes?size=1000", u"805-admin-routes"_s);
    setRecorded("/plugins?size=1000", u"809-admin-plugins"_s);
    setRecorded("/upstreams?size=1000", u"815-admin-upstreams"_s);
    setRecorded("/consumers?size=1000", u"810-admin-consumers"_s);
    const auto snapshot = read();
    QVERIFY(snapshot);
    QCOMPARE(snapshot->version, u"3.10.0"_s);
    QCOMPARE(snapshot->edition, u"community"_s);
    QVERIFY(!snapshot->nodeName.isEmpty());
    QVERIFY(snapshot->databaseLess);
    QVERIFY(!snapshot->services.isEmpty());
    QVERIFY(!snapshot->routes.isEmpty());
    QVERIFY(!snapshot->plugins.isEmpty());
    QVERIFY(!snapshot->upstreams.isEmpty());
    QVERIFY(snapshot->consumerCount.value_or(0) > 0);
    QVERIFY2(snapshot->problems.isEmpty(), qPrintable(snapshot->problems.join(u'\n')));
}

void AdminClientTest::readsOnlyNeverWrites()
{
    QVERIFY(read());
    QCOMPARE(m_server->requests().size(), 6);
    for (const http::ServerRequest &request : m_server->requests()) {
        QCOMPARE(request.method, "GET");
        QCOMPARE(http::headerValue(request.headers, "kong-admin-token"), "t");
    }
}

void AdminClientTest::followsPages()
{
    m_server->setAnswer(
        "/services?size=1000",
        ReplayServer::json(200, R"({"data":[{"id":"a"}],"offset":"x/+=","next":"/services?offset=x"})"));
    m_server->setAnswer("/services?size=1000&offset=x%2F%2B%3D",
                        ReplayServer::json(200, R"({"data":[{"id":"b"}],"next":null})"));
    const auto snapshot = read();
    QCOMPARE(snapshot->services.size(), 2);
    QCOMPARE(snapshot->services.last()[u"id"].toString(), u"b"_s);
    QVERIFY(snapshot->problems.isEmpty());
}

void AdminClientTest::endlessPagingStops()
{
    // An empty page with a next one, for ever, and the same offset again and again.
    m_server->setAnswer("/services?size=1000",
                        ReplayServer::json(200, R"({"data":[],"offset":"o","next":"/services?offset=o"})"));
    m_server->setAnswer("/routes?size=1000",
                        ReplayServer::json(200, R"({"data":[{"id":"a"}],"offset":"o","next":"/routes?offset=o"})"));
    m_server->setAnswer("/routes?size=1000&offset=o",
                        ReplayServer::json(200, R"({"data":[{"id":"a"}],"offset":"o","next":"/routes?offset=o"})"));
    const auto snapshot = read();
    QVERIFY(snapshot);
    QVERIFY(snapshot->services.isEmpty());
    QCOMPARE(snapshot->routes.size(), 2);
    QCOMPARE(snapshot->problems.size(), 1);
    QVERIFY(snapshot->problems.first().contains("routes"_L1));
}

void AdminClientTest::oneListMayFail()
{
    setRecorded("/upstreams?size=1000", u"832-admin-tags"_s); // a 500
    m_server->setAnswer("/consumers?size=1000", ReplayServer::json(403, R"({"message":"no"})"));
    const auto snapshot = read();
    QVERIFY(snapshot);
    QCOMPARE(snapshot->problems.size(), 2);
    QVERIFY(snapshot->problems.first().contains("An unexpected error occurred"_L1));
    QVERIFY(!snapshot->consumerCount);
}

void AdminClientTest::firstRequestDecides_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::newRow("not allowed") << 401 << R"({"message":"Unauthorized"})"_ba << int(base::ErrorKind::Unauthorized);
    QTest::newRow("the proxy port") << 404 << R"({"message":"no Route matched with those values"})"_ba
                                    << int(base::ErrorKind::NotFound);
    QTest::newRow("a page") << 200 << "<html>"_ba << int(base::ErrorKind::Protocol);
    QTest::newRow("a redirect") << 302 << ""_ba << int(base::ErrorKind::Protocol);
}

void AdminClientTest::firstRequestDecides()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    m_server->setAnswer("/", ReplayServer::json(status, body));
    const auto snapshot = read();
    QVERIFY(!snapshot);
    QCOMPARE(int(snapshot.error().kind), kind);
    QVERIFY(snapshot.error().message.contains(m_server->url()));
    QCOMPARE(m_server->requests().size(), 1);
}

void AdminClientTest::manyConsumersAreNotCounted()
{
    m_server->setAnswer("/consumers?size=1000",
                        ReplayServer::json(200, R"({"data":[{"id":"a"}],"offset":"o","next":"x"})"));
    const auto snapshot = read();
    QVERIFY(!snapshot->consumerCount);
    QVERIFY(snapshot->problems.isEmpty());
}

void AdminClientTest::secretsAreMasked()
{
    setRecorded("/plugins?size=1000", u"809-admin-plugins"_s);
    const auto snapshot = read();
    QVERIFY(!base::Json::array(snapshot->plugins).write().contains("upstream-secret"));
}

QObject *makeAdminClientTest()
{
    return new AdminClientTest;
}

#include "tst_adminclient.moc"
