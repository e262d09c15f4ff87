// SPDX-License-Identifier: Apache-2.0
#include "gateway/adminclient.h"
#include "support/recording.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;
using gateway::AdminClient;
using gateway::AdminSnapshot;
using gateway::OfferedModel;

namespace {

QList<Json> rows(const QByteArray &array)
{
    return Json::parse(array).value().items();
}

} // namespace

class OfferedModelsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void ownRoute();
    void everyRouteOfTheService();
    void templateNeedsItsHeader();
    void disabledAndOtherTypesAreLeftOut();
    void advancedPluginOffersItsTargets();
    void recordedGateway();
};

void OfferedModelsTest::ownRoute()
{
    AdminSnapshot snapshot;
    snapshot.routes
        = rows(R"json([{"id":"r1","name":"chat","paths":["~/v1/(?<m>.*)","/v1/chat"],"headers":{"x-model":["small"]}},
                                   {"id":"r2","name":"other","paths":["/x"]}])json");
    snapshot.plugins
        = rows(R"([{"name":"ai-proxy","enabled":true,"route":{"id":"r1"},"config":{"route_type":"llm/v1/chat",
                                "model":{"provider":"openai","name":"small"}}}])");
    const QList<OfferedModel> models = AdminClient::models(snapshot);
    QCOMPARE(models.size(), 1);
    QCOMPARE(models.first().name, u"small"_s);
    QCOMPARE(models.first().provider, u"openai"_s);
    QCOMPARE(models.first().routeName, u"chat"_s);
    QCOMPARE(models.first().path, u"/v1/chat"_s);
    QCOMPARE(models.first().neededHeaders, QStringList{u"x-model"_s});
}

void OfferedModelsTest::everyRouteOfTheService()
{
    AdminSnapshot snapshot;
    snapshot.routes = rows(R"([{"id":"r1","name":"a","paths":["/a"],"service":{"id":"s1"}},
                               {"id":"r2","name":"b","paths":["/b"],"service":{"id":"s1"}},
                               {"id":"r3","name":"c","paths":["/c"],"service":{"id":"s2"}}])");
    const QByteArray config = R"("config":{"route_type":"llm/v1/chat","model":{"provider":"openai","name":null}})";
    snapshot.plugins = rows(R"([{"name":"ai-proxy","route":null,"service":{"id":"s1"},)" + config + "}]");
    QCOMPARE(AdminClient::models(snapshot).size(), 2);
    QCOMPARE(AdminClient::models(snapshot).first().name, QString());
    snapshot.plugins = rows(R"([{"name":"ai-proxy","route":null,"service":null,)" + config + "}]");
    QCOMPARE(AdminClient::models(snapshot).size(), 3);
}

void OfferedModelsTest::templateNeedsItsHeader()
{
    AdminSnapshot snapshot;
    snapshot.routes = rows(R"([{"id":"r1","name":"a"}])");
    snapshot.plugins = rows(R"json([{"name":"ai-proxy","route":{"id":"r1"},"config":{"route_type":"llm/v1/chat","model":
        {"provider":"openai","name":"$(headers.x-model)","options":{"azure_instance":"$(headers.x-place)"}}}}])json");
    const OfferedModel model = AdminClient::models(snapshot).first();
    QCOMPARE(model.name, QString());
    QCOMPARE(model.path, QString());
    QCOMPARE(model.neededHeaders, (QStringList{u"x-model"_s, u"x-place"_s}));
}

void OfferedModelsTest::disabledAndOtherTypesAreLeftOut()
{
    AdminSnapshot snapshot;
    snapshot.routes = rows(R"([{"id":"r1","name":"a"}])");
    snapshot.plugins
        = rows(R"([{"name":"ai-proxy","enabled":false,"config":{"route_type":"llm/v1/chat","model":{"name":"x"}}},
                                {"name":"ai-proxy","config":{"route_type":"llm/v1/completions","model":{"name":"y"}}},
                                {"name":"key-auth","config":{"route_type":"llm/v1/chat"}}])");
    QVERIFY(AdminClient::models(snapshot).isEmpty());
}

void OfferedModelsTest::advancedPluginOffersItsTargets()
{
    AdminSnapshot snapshot;
    snapshot.routes = rows(R"([{"id":"r1","name":"a","paths":["/a"]}])");
    snapshot.plugins = rows(R"([{"name":"ai-proxy-advanced","config":{"targets":[
        {"route_type":"llm/v1/chat","model":{"provider":"openai","name":"gpt-4o"},"model_alias":"fast"},
        {"route_type":"llm/v1/chat","model":{"provider":"mistral","name":"large"}},
        {"route_type":"llm/v1/embeddings","model":{"provider":"openai","name":"emb"}}]}}])");
    const QList<OfferedModel> models = AdminClient::models(snapshot);
    QCOMPARE(models.size(), 2);
    QCOMPARE(models.at(0).name, u"fast"_s);
    QCOMPARE(models.at(1).name, u"large"_s);
}

void OfferedModelsTest::recordedGateway()
{
    const auto page = [](const QString &name) {
        return Json::parse(testsupport::readRecording(u"kong/%1.http"_s.arg(name)).body).value()[u"data"].items();
    };
    AdminSnapshot snapshot;
    snapshot.routes = page(u"805-admin-routes"_s);
    snapshot.plugins = page(u"809-admin-plugins"_s);
    const QList<OfferedModel> models = AdminClient::models(snapshot);
    QVERIFY(models.size() > 3);
    for (const OfferedModel &model : models)
        QVERIFY(!model.provider.isEmpty() && !model.routeName.isEmpty());
}

QObject *makeOfferedModelsTest()
{
    return new OfferedModelsTest;
}

#include "tst_offeredmodels.moc"
