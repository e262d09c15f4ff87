// SPDX-License-Identifier: Apache-2.0
#include "kong/entityid.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class EntityIdTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void recorded_data();
    void recorded();
};

void EntityIdTest::recorded_data()
{
    // tests/data/kong: 804, 806, 811 and 815.
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("id");
    QTest::newRow("service") << u"services"_s << u"chat"_s << u"9bdcf0a3-f5c0-591f-9c3e-f8ef2b6c9333"_s;
    QTest::newRow("route") << u"routes"_s << u"openai"_s << u"a7c5d0c7-6585-5903-ab7c-9af4b9ffa450"_s;
    QTest::newRow("consumer") << u"consumers"_s << u"desktop"_s << u"1fa0c936-e41c-51bc-b991-7ab20d313dc5"_s;
    QTest::newRow("upstream") << u"upstreams"_s << u"model-pool"_s << u"24b31e11-633b-51d0-a34b-514a63b414f8"_s;
}

void EntityIdTest::recorded()
{
    QFETCH(const QString, kind);
    QFETCH(const QString, key);
    QTEST(kong::entityId(kind, key), "id");
}

QObject *makeEntityIdTest()
{
    return new EntityIdTest;
}

#include "tst_entityid.moc"
