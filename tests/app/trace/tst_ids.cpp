// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "trace/ids.h"

#include <QtCore/QSet>

using namespace Qt::StringLiterals;
using namespace trace;

class IdsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void hexThereAndBack();
    void bytesThereAndBack();
    void refuses_data();
    void refuses();
    void randomIdsDiffer();
    void nullAndOrder();
    void mlflowForm();
};

void IdsTest::hexThereAndBack()
{
    const auto id = TraceId::fromHex(u"00ABCDEF0123456789abcdef01234567");
    QVERIFY(id);
    QCOMPARE(id->hex(), u"00abcdef0123456789abcdef01234567"_s);
    QCOMPARE(SpanId::fromHex(u"fedcba9876543210")->hex(), u"fedcba9876543210"_s);
}

void IdsTest::bytesThereAndBack()
{
    const QByteArray bytes("\0\x01\x02\x03\x04\x05\xfe\xff", 8);
    const auto id = SpanId::fromBytes(bytes);
    QVERIFY(id);
    QCOMPARE(id->bytes(), bytes);
    QCOMPARE(id->hex(), u"000102030405feff"_s);
    QVERIFY(!SpanId::fromBytes("1234567"));
    QVERIFY(!SpanId::fromBytes("123456789"));
}

void IdsTest::refuses_data()
{
    QTest::addColumn<QString>("hex");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("short") << u"fedcba987654321"_s;
    QTest::newRow("long") << u"fedcba98765432101"_s;
    QTest::newRow("no digit") << u"fedcba987654321g"_s;
    QTest::newRow("sign") << u"-edcba9876543210"_s;
    QTest::newRow("other digits") << u"fedcba98765432\u0661\u0660"_s;
}

void IdsTest::refuses()
{
    QFETCH(QString, hex);
    QVERIFY(!SpanId::fromHex(hex));
}

void IdsTest::randomIdsDiffer()
{
    QSet<TraceId> seen;
    for (int i = 0; i < 1000; ++i) {
        const TraceId id = TraceId::random();
        QVERIFY(!id.isNull());
        seen.insert(id);
    }
    QCOMPARE(seen.size(), 1000);
    QVERIFY(!SpanId::random().isNull());
}

void IdsTest::nullAndOrder()
{
    QVERIFY(SpanId().isNull());
    const SpanId one = *SpanId::fromHex(u"0000000000000001");
    const SpanId large = *SpanId::fromHex(u"ff00000000000000");
    QVERIFY(!one.isNull());
    QVERIFY(SpanId() < one);
    QVERIFY(one < large);
    QVERIFY(one == *SpanId::fromHex(u"0000000000000001"));
}

void IdsTest::mlflowForm()
{
    const TraceId id = *TraceId::fromHex(u"d15420354ce75287fa11f2fbcea688f3");
    QCOMPARE(mlflowTraceId(id), u"tr-d15420354ce75287fa11f2fbcea688f3"_s);
    QCOMPARE(parseTraceId(u"tr-d15420354ce75287fa11f2fbcea688f3"), id);
    QCOMPARE(parseTraceId(u"d15420354ce75287fa11f2fbcea688f3"), id);
    QVERIFY(!parseTraceId(u"tr-"));
    QVERIFY(!parseTraceId(u"d1542035"));
}

QObject *makeIdsTest()
{
    return new IdsTest;
}

#include "tst_ids.moc"
