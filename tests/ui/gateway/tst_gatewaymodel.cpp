// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/gateway/gatewaymodel.h"
#include "ui/widgets/theme.h"

#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using ui::GatewayModel;
using ui::GatewayNode;

class GatewayModelTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void ordersWhatKongHas();
    void foldsTheDemosFaults();
    void emptyGatewayHasNoRows();
    void findsTheSameThingAgain();

private:
    static base::Json json(const char *text);
    static gateway::AdminSnapshot snapshot();
};

base::Json GatewayModelTest::json(const char *text)
{
    const auto value = base::Json::parse(text);
    return value ? *value : base::Json();
}

gateway::AdminSnapshot GatewayModelTest::snapshot()
{
    gateway::AdminSnapshot snapshot;
    snapshot.version = u"3.9.1"_s;
    snapshot.services = {
        json(R"({"id":"s1","name":"llm","protocol":"https","host":"api.test","port":443,"path":null,"enabled":true})")};
    snapshot.routes = {json(R"({"id":"r1","name":"chat-large","methods":["POST"],"paths":["/large"],"service":{"id":"s1"}})"),
                       json(R"({"id":"r2","name":"alone","paths":["/alone"],"service":null})")};
    snapshot.plugins = {
        json(R"({"id":"p1","name":"ai-proxy","enabled":true,"route":{"id":"r1"},"service":null,
                 "config":{"route_type":"llm/v1/chat","model":{"provider":"openai","name":"gpt-4o"}}})"),
        json(R"({"id":"p2","name":"rate-limiting","enabled":false,"route":{"id":"r1"},"service":null,"config":{"minute":60}})"),
        json(R"({"id":"p3","name":"correlation-id","enabled":true,"route":null,"service":null,"config":{}})")};
    return snapshot;
}

void GatewayModelTest::ordersWhatKongHas()
{
    const ui::Theme theme;
    GatewayModel model(&theme);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNodes(ui::gatewayNodes(snapshot()));
    QCOMPARE(model.rowCount(), 4);
    const QModelIndex models = model.index(0, 0);
    QCOMPARE(model.rowCount(models), 1);
    QCOMPARE(model.index(0, 0, models).data().toString(), u"gpt-4o"_s);
    QCOMPARE(model.index(0, 0, models).data(GatewayModel::Kind).toInt(), int(GatewayNode::Kind::Model));
    const QModelIndex service = model.index(1, 0);
    QCOMPARE(service.data().toString(), u"llm"_s);
    QCOMPARE(model.index(1, GatewayModel::Detail).data().toString(), u"https://api.test:443"_s);
    const QModelIndex route = model.index(0, 0, service);
    QCOMPARE(route.siblingAtColumn(GatewayModel::Detail).data().toString(), u"POST  /large"_s);
    QCOMPARE(model.rowCount(route), 2);
    const QModelIndex limit = model.index(1, 0, route);
    QCOMPARE(limit.siblingAtColumn(GatewayModel::Detail).data().toString(), u"60 calls a minute"_s);
    QVERIFY(limit.data(GatewayModel::IsOff).toBool());
    QVERIFY(!route.data(GatewayModel::IsOff).toBool());
    QCOMPARE(model.index(0, 0, model.index(2, 0)).data().toString(), u"alone"_s);
    QCOMPARE(model.index(0, 0, model.index(3, 0)).data().toString(), u"correlation-id"_s);
}

void GatewayModelTest::foldsTheDemosFaults()
{
    gateway::AdminSnapshot demo = snapshot();
    demo.services.append(json(R"({"id":"s2","name":"impatient","protocol":"http","host":"x.test","port":80})"));
    demo.routes.append(
        json(R"({"id":"f1","name":"fault-a","paths":["/large"],"headers":{"x-demo-fault":["a"]},"service":{"id":"s1"}})"));
    demo.routes.append(
        json(R"({"id":"f2","name":"fault-b","paths":["/large"],"headers":{"x-demo-fault":["b"]},"service":{"id":"s2"}})"));
    demo.routes.append(json(R"({"id":"f3","name":"fault-c","paths":["/c"],"headers":{"x-demo-fault":["c"]},"service":null})"));
    demo.plugins.append(json(R"({"id":"p4","name":"ai-proxy","enabled":true,"route":{"id":"f1"},"service":null,
        "config":{"route_type":"llm/v1/chat","model":{"provider":"openai","name":"other"}}})"));
    const ui::Theme theme;
    GatewayModel model(&theme);
    model.setNodes(ui::gatewayNodes(demo));
    QCOMPARE(model.rowCount(), 5); // as without faults, and one row for all of them
    QCOMPARE(model.rowCount(model.index(0, 0)), 1);
    const QModelIndex service = model.index(1, 0);
    QCOMPARE(model.rowCount(service), 1);
    QCOMPARE(service.siblingAtColumn(GatewayModel::State).data().toString(), u"1 route"_s);
    QCOMPARE(model.rowCount(model.index(2, 0)), 1);
    const QModelIndex faults = model.index(4, 0);
    QCOMPARE(faults.data().toString(), u"Fault routes (3)"_s);
    QVERIFY(model.node(faults).isFolded);
    QStringList names;
    for (int row = 0; row < model.rowCount(faults); ++row)
        names.append(model.index(row, 0, faults).data().toString());
    QCOMPARE(names, (QStringList{u"impatient"_s, u"fault-a"_s, u"fault-c"_s}));
    QCOMPARE(model.rowCount(model.index(0, 0, faults)), 1);
    QCOMPARE(model.rowCount(model.index(1, 0, faults)), 1);
}

void GatewayModelTest::emptyGatewayHasNoRows()
{
    const ui::Theme theme;
    GatewayModel model(&theme);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNodes(ui::gatewayNodes({}));
    QCOMPARE(model.rowCount(), 0);
}

void GatewayModelTest::findsTheSameThingAgain()
{
    const ui::Theme theme;
    GatewayModel model(&theme);
    model.setNodes(ui::gatewayNodes(snapshot()));
    QVERIFY(ui::gatewayNodes(snapshot()) == model.nodes());
    const QString key = model.node(model.index(1, 0)).key();
    gateway::AdminSnapshot other = snapshot();
    other.plugins.removeFirst();
    model.setNodes(ui::gatewayNodes(other));
    QCOMPARE(model.find(key).data().toString(), u"llm"_s);
    QVERIFY(!model.find(u"elsewhere"_s).isValid());
    QVERIFY(!(ui::gatewayNodes(snapshot()) == model.nodes()));
}

QObject *makeGatewayModelTest()
{
    return new GatewayModelTest;
}

#include "tst_gatewaymodel.moc"
