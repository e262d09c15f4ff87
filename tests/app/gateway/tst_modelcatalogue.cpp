// SPDX-License-Identifier: Apache-2.0
#include "app/gateway/replayserver.h"
#include "gateway/modelcatalogue.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class ModelCatalogueTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void listsNames_data();
    void listsNames();
    void noListIsNoError_data();
    void noListIsNoError();
    void othersAreErrors();
    void unreachableIsAnError();
    void stopIsCancelled();

private:
    static base::Result<QStringList> list(ReplayServer &server, std::stop_token stop = {});
};

base::Result<QStringList> ModelCatalogueTest::list(ReplayServer &server, std::stop_token stop)
{
    http::Client client;
    gateway::Endpoint endpoint;
    endpoint.url = server.url(u"/v1"_s);
    endpoint.headers = {{"apikey", "demo-key", true}};
    return QCoro::waitFor(gateway::listModels(&client, endpoint, stop));
}

void ModelCatalogueTest::listsNames_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("OpenAI")
        << R"({"object":"list","data":[{"id":"small","object":"model"},{"id":"large"},{"id":"small"}]})"_ba
        << QStringList{u"small"_s, u"large"_s};
    QTest::newRow("others") << R"({"models":[{"name":"a"},{"id":"b"},{}]})"_ba << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("empty") << R"({"data":[]})"_ba << QStringList();
    QTest::newRow("page") << "<html>"_ba << QStringList();
}

void ModelCatalogueTest::listsNames()
{
    QFETCH(QByteArray, body);
    QFETCH(QStringList, names);
    ReplayServer server;
    server.setAnswers({ReplayServer::json(200, body)});
    const auto listed = list(server);
    QVERIFY(listed);
    QCOMPARE(*listed, names);
    QCOMPARE(server.requests().first().target, "/v1/models");
    QCOMPARE(server.requests().first().method, "GET");
    QCOMPARE(http::headerValue(server.requests().first().headers, "apikey"), "demo-key");
}

void ModelCatalogueTest::noListIsNoError_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 401, 403, 404, 405})
        QTest::addRow("%d", status) << status;
}

void ModelCatalogueTest::noListIsNoError()
{
    QFETCH(int, status);
    ReplayServer server;
    server.setAnswers({ReplayServer::json(status, R"({"message":"no Route matched with those values"})")});
    const auto listed = list(server);
    QVERIFY(listed);
    QVERIFY(listed->isEmpty());
}

void ModelCatalogueTest::othersAreErrors()
{
    ReplayServer server;
    server.setAnswers(
        {ReplayServer::json(503, R"({"message":"name resolution failed"})"), ReplayServer::json(307, "")});
    const auto listed = list(server);
    QVERIFY(!listed);
    QCOMPARE(listed.error().kind, base::ErrorKind::Upstream);
    QVERIFY(listed.error().message.contains("name resolution failed"_L1));
    const auto moved = list(server);
    QVERIFY(!moved);
    QCOMPARE(moved.error().httpStatus, 307);
}

void ModelCatalogueTest::unreachableIsAnError()
{
    gateway::Endpoint endpoint;
    {
        ReplayServer gone;
        endpoint.url = gone.url(u"/v1"_s);
    }
    http::Client client;
    const auto listed = QCoro::waitFor(gateway::listModels(&client, endpoint, std::stop_token()));
    QVERIFY(!listed);
    QCOMPARE(listed.error().kind, base::ErrorKind::Connect);
}

void ModelCatalogueTest::stopIsCancelled()
{
    ReplayServer server;
    std::stop_source stop;
    stop.request_stop();
    const auto listed = list(server, stop.get_token());
    QVERIFY(!listed);
    QCOMPARE(listed.error().kind, base::ErrorKind::Cancelled);
    QVERIFY(server.requests().isEmpty());
}

QObject *makeModelCatalogueTest()
{
    return new ModelCatalogueTest;
}

#include "tst_modelcatalogue.moc"
