// SPDX-License-Identifier: Apache-2.0
#include "kong/declarative.h"
#include "kong/pluginplan.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class PluginPlanTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void order();
    void mostSpecificWins_data();
    void mostSpecificWins();
    void disabledNeverRuns();

private:
    kong::Configuration m_configuration;
};

void PluginPlanTest::initTestCase()
{
    const QByteArray yaml
        = "_format_version: '3.0'\n"
          "services:\n- name: s\n  host: h\n  routes:\n  - {name: r, paths: [/r]}\n  - {name: other, paths: [/o]}\n"
          "consumers:\n- {username: c}\n"
          "plugins:\n"
          "- {name: request-termination, config: {message: x}}\n"
          "- {name: cors, enabled: false}\n"
          "- {name: key-auth}\n"
          "- {name: rate-limiting, config: {minute: 1}}\n"
          "- {name: rate-limiting, service: s, config: {minute: 2}}\n"
          "- {name: rate-limiting, route: r, config: {minute: 3}}\n"
          "- {name: rate-limiting, consumer: c, config: {minute: 4}}\n"
          "- {name: rate-limiting, route: r, consumer: c, config: {minute: 5}}\n";
    const auto read = kong::readDeclarative(yaml, 1);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    m_configuration = *read;
}

void PluginPlanTest::order()
{
    const kong::PluginPlan plan(&m_configuration);
    QCOMPARE(plan.names(), (QStringList{u"key-auth"_s, u"rate-limiting"_s, u"request-termination"_s}));
}

void PluginPlanTest::mostSpecificWins_data()
{
    QTest::addColumn<QString>("route");
    QTest::addColumn<QString>("consumer");
    QTest::addColumn<int>("minute");
    QTest::newRow("service") << u"other"_s << QString() << 2;
    QTest::newRow("route over service") << u"r"_s << QString() << 3;
    QTest::newRow("consumer over service") << u"other"_s << u"c"_s << 4;
    QTest::newRow("both over each") << u"r"_s << u"c"_s << 5;
    QTest::newRow("global") << QString() << QString() << 1;
}

void PluginPlanTest::mostSpecificWins()
{
    QFETCH(const QString, route);
    QFETCH(const QString, consumer);
    QFETCH(const int, minute);
    const kong::PluginPlan plan(&m_configuration);
    const QString serviceId = route.isEmpty() ? QString() : m_configuration.service(u"s"_s)->id;
    const kong::Plugin *plugin
        = plan.find(u"rate-limiting"_s, route.isEmpty() ? route : m_configuration.route(route)->id, serviceId,
                    consumer.isEmpty() ? consumer : m_configuration.consumer(consumer)->id);
    QVERIFY(plugin);
    QCOMPARE(plugin->config[u"minute"].toInt64(), minute);
}

void PluginPlanTest::disabledNeverRuns()
{
    const kong::PluginPlan plan(&m_configuration);
    QVERIFY(!plan.find(u"cors"_s, {}, {}, {}));
    QVERIFY(!plan.find(u"acl"_s, {}, {}, {}));
}

QObject *makePluginPlanTest()
{
    return new PluginPlanTest;
}

#include "tst_pluginplan.moc"
