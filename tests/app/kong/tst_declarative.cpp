// SPDX-License-Identifier: Apache-2.0
#include "kong/declarative.h"
#include "support/testmain.h"

#include <QtCore/QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class DeclarativeTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void recordedConfiguration();
    void nestedAndFlat();
    void serviceUrl();
    void faults_data();
    void faults();
};

static constexpr qint64 now = 1795455929;

void DeclarativeTest::recordedConfiguration()
{
    QFile file(QStringLiteral(SPANWAY_TEST_DATA) + u"/kong/capture.yml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto read = kong::readDeclarative(file.readAll(), now);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    const kong::Service *chat = read->service(u"chat"_s);
    QVERIFY(chat);
    QCOMPARE(chat->id, u"9bdcf0a3-f5c0-591f-9c3e-f8ef2b6c9333"_s);
    QCOMPARE(chat->host, u"127.0.0.1"_s);
    QCOMPARE(chat->port, 5555);
    QCOMPARE(chat->readTimeout, 2000ms);
    QCOMPARE(read->service(chat->id), chat);
    QVERIFY(!read->service(u"switched-off"_s)->enabled);
    const kong::Route *openai = read->route(u"openai"_s);
    QVERIFY(openai && !openai->responseBuffering && openai->stripPath);
    QCOMPARE(openai->serviceId, chat->id);
    QVERIFY(read->route(u"no-service"_s)->serviceId.isEmpty());
    QCOMPARE(read->upstream(u"model-pool"_s)->targets.size(), 3);
    QCOMPARE(read->upstream(u"model-pool"_s)->targets.at(2).port, 5557);
    QCOMPARE(read->consumer(u"desktop"_s)->customId, u"desk-1"_s);
    QCOMPARE(read->keys.size(), 3);
    QCOMPARE(read->groups.size(), 2);
    QCOMPARE(read->routes.first().data[u"created_at"].toInt64(), now);
}

void DeclarativeTest::nestedAndFlat()
{
    const QByteArray yaml = "_format_version: '3.0'\n"
                            "services:\n- {name: s, host: h, plugins: [{name: key-auth}]}\n"
                            "routes:\n- {name: r, service: s, paths: [/r], headers: {x-model: [a, b]}}\n"
                            "consumers:\n- {username: c}\n"
                            "plugins:\n- {name: rate-limiting, route: r, consumer: c, config: {minute: 1}}\n";
    const auto read = kong::readDeclarative(yaml, now);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->route(u"r"_s)->serviceId, read->service(u"s"_s)->id);
    QCOMPARE(read->route(u"r"_s)->headers.first().values, (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(read->plugins.first().serviceId, read->service(u"s"_s)->id);
    const kong::Plugin &limit = read->plugins.last();
    QCOMPARE(limit.routeId, read->route(u"r"_s)->id);
    QCOMPARE(limit.consumerId, read->consumer(u"c"_s)->id);
    QCOMPARE(read->plugin(limit.id), &limit);
    QVERIFY(!read->plugin(u"nothing"_s));
    QVERIFY(limit.data[u"service"].isNull());
}

void DeclarativeTest::serviceUrl()
{
    const auto read = kong::readDeclarative(
        "_format_version: '3.0'\nservices:\n- {name: s, url: 'https://model.example/base'}\n"_ba, now);
    QVERIFY(read);
    const kong::Service *service = read->service(u"s"_s);
    QCOMPARE(service->protocol, u"https"_s);
    QCOMPARE(service->port, 443);
    QCOMPARE(service->path, u"/base"_s);
    QVERIFY(!service->data.contains(u"url"));
}

void DeclarativeTest::faults_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("message");
    const QByteArray head = "_format_version: '3.0'\n"_ba;
    QTest::newRow("not YAML") << "{{{"_ba << u"cannot be read"_s;
    QTest::newRow("not a map") << "- 1\n"_ba << u"not a YAML map"_s;
    QTest::newRow("no version") << "services: []\n"_ba << u"_format_version: required field missing"_s;
    QTest::newRow("service without host") << head + "services:\n- {name: s}\n" << u"service s: host"_s;
    QTest::newRow("route that matches nothing") << head + "routes:\n- {name: r}\n" << u"route r: must set one of"_s;
    QTest::newRow("unknown plugin") << head + "plugins:\n- {name: nope}\n" << u"'nope' not enabled"_s;
    QTest::newRow("unknown reference") << head + "routes:\n- {name: r, service: gone, paths: [/]}\n"
                                       << u"invalid reference 'gone'"_s;
}

void DeclarativeTest::faults()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QString, message);
    const auto read = kong::readDeclarative(yaml, now);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY2(read.error().message.contains(message), qPrintable(read.error().message));
}

QObject *makeDeclarativeTest()
{
    return new DeclarativeTest;
}

#include "tst_declarative.moc"
