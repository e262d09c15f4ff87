// SPDX-License-Identifier: Apache-2.0
#include "app/trace/treebuilder.h"
#include "support/testmain.h"
#include "trace/tracerecord.h"
#include "trace/wireattributes.h"

using namespace Qt::StringLiterals;
using namespace treebuilder;
using namespace trace;

/// Attributes, TraceRecord and the attributes that are fields of ours.
class SpanTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void attributesKeepTheirOrder();
    void attributesFromMembers();
    void findAndRoot();
    void sortsAsMlflowDoes();
    void wireAttributesThereAndBack();
    void foreignTraceIdStays();
    void typeThatIsNoTextStays();
};

void SpanTest::attributesKeepTheirOrder()
{
    Attributes attributes;
    QVERIFY(attributes.isEmpty());
    attributes.set(u"b"_s, 1);
    attributes.set(u"a"_s, 2);
    attributes.set(u"b"_s, 3);
    QCOMPARE(attributes.members().size(), 2);
    QCOMPARE(attributes.members().first().first, u"b"_s);
    QCOMPARE(attributes[u"b"].toInt64(), 3);
    QVERIFY(attributes[u"c"].isNull());
    QVERIFY(attributes.contains(u"a"));
    QVERIFY(!attributes.contains(u"c"));
    attributes.remove(u"b");
    attributes.remove(u"c");
    QCOMPARE(attributes.members().size(), 1);
    Attributes same;
    same.set(u"a"_s, 2);
    QCOMPARE(attributes, same);
}

void SpanTest::attributesFromMembers()
{
    const Attributes attributes = Attributes::fromMembers({{u"a"_s, 1}, {u"b"_s, 2}, {u"a"_s, 3}});
    QCOMPARE(base::Json::object(attributes.members()).write(), R"({"a":3,"b":2})"_ba);
}

void SpanTest::findAndRoot()
{
    TraceRecord record;
    QVERIFY(!record.root());
    record.spans = {span(2, 1, 5, 6), span(1, 0, 0, 9), span(3, 0, 1, 2)};
    QCOMPARE(record.root()->id, spanId(1));
    QCOMPARE(std::as_const(record).find(spanId(2))->name, u"span 2"_s);
    QVERIFY(!std::as_const(record).find(spanId(9)));
    record.find(spanId(2))->name = u"renamed"_s;
    QCOMPARE(record.spans.first().name, u"renamed"_s);
    QVERIFY(!record.find(spanId(9)));
}

void SpanTest::sortsAsMlflowDoes()
{
    TraceRecord record;
    record.spans = {span(2, 1, 5, 6), span(3, 1, 5, 6), span(4, 1, 4, 6), span(1, 0, 5, 9)};
    record.sortSpans();
    QList<SpanId> order;
    for (const Span &span : std::as_const(record.spans))
        order.append(span.id);
    QCOMPARE(order, (QList<SpanId>{spanId(1), spanId(4), spanId(2), spanId(3)}));
}

void SpanTest::wireAttributesThereAndBack()
{
    const TraceId trace = TraceId::random();
    Span sent = span(1, 0, 0, 1);
    sent.attributes.set(u"model"_s, u"m"_s);
    const QList<base::Json::Member> wire = wireAttributes(trace, sent);
    QCOMPARE(wire.size(), 3);
    QCOMPARE(wire.at(0).first, keys::TraceRequestId);
    QCOMPARE(wire.at(1).second.toString(), u"TOOL"_s);
    Span read;
    read.attributes = Attributes::fromMembers(wire);
    takeWireAttributes(trace, read);
    QCOMPARE(read.type, sent.type);
    QCOMPARE(read.attributes, sent.attributes);
    sent.type.clear();
    QCOMPARE(wireAttributes(trace, sent).size(), 2);
}

void SpanTest::foreignTraceIdStays()
{
    Span read;
    read.attributes.set(keys::TraceRequestId.toString(), u"tr-of another"_s);
    takeWireAttributes(TraceId::random(), read);
    QVERIFY(read.attributes.contains(keys::TraceRequestId));
}

void SpanTest::typeThatIsNoTextStays()
{
    Span read;
    read.attributes.set(keys::SpanType.toString(), 7);
    takeWireAttributes(TraceId::random(), read);
    QVERIFY(read.type.isEmpty());
    QVERIFY(read.attributes.contains(keys::SpanType));
    QCOMPARE(wireAttributes(TraceId::random(), read).size(), 2);
}

QObject *makeSpanTest()
{
    return new SpanTest;
}

#include "tst_span.moc"
