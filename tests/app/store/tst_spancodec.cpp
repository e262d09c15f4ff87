// SPDX-License-Identifier: Apache-2.0
#include "store/spancodec.h"

#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;

class SpanCodecTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everythingSurvives();
    void spellingAndOrderSurvive();
    void depthSurvives();
    void damageIsSeen();

private:
    static trace::Span roundTrip(const trace::Span &span);
};

trace::Span SpanCodecTest::roundTrip(const trace::Span &span)
{
    store::SpanCodec codec;
    trace::Span result;
    if (!codec.decode(codec.encode(span), result))
        result.name = u"could not be decoded"_s;
    return result;
}

void SpanCodecTest::everythingSurvives()
{
    trace::Span span;
    span.attributes.set(u"a"_s, Json(u"text"_s));
    trace::SpanEvent event{u"exception"_s, base::Timestamp(std::chrono::nanoseconds(1790000000123456789)), {}};
    event.attributes.set(u"exception.message"_s, Json(u"broken"_s));
    span.events = {event, {u"second"_s, base::Timestamp(), {}}};
    trace::SpanLink link{trace::TraceId::random(), trace::SpanId::random(), {}};
    link.attributes.set(u"why"_s, Json(true));
    span.links = {link};
    const trace::Span read = roundTrip(span);
    QVERIFY(read.attributes == span.attributes);
    QCOMPARE(read.events.size(), 2);
    QCOMPARE(read.events.first().name, event.name);
    QVERIFY(read.events.first().time == event.time);
    QVERIFY(read.events.first().attributes == event.attributes);
    QCOMPARE(read.links.size(), 1);
    QVERIFY(read.links.first().trace == link.trace);
    QVERIFY(read.links.first().span == link.span);
    QVERIFY(read.links.first().attributes == link.attributes);
}

void SpanCodecTest::spellingAndOrderSurvive()
{
    const QByteArray text = R"({"z":1.0,"a":[1e5,-0,12345678901234567890,0.10],"m":{"y":null,"b":"\ud800 alone"}})";
    trace::Span span;
    span.attributes.set(u"zz"_s, Json::parse(text).value());
    span.attributes.set(u"aa"_s, Json::number("1790000000123456789"));
    span.attributes.set(u""_s, Json(QString(QChar(0))));
    const trace::Span read = roundTrip(span);
    QVERIFY(read.attributes == span.attributes);
    QCOMPARE(read.attributes.members().first().second.write(), text);
    QCOMPARE(read.attributes.members().at(1).first, u"aa"_s);
}

void SpanCodecTest::depthSurvives()
{
    for (const int levels : {10, 499, 500, 501, 512}) {
        trace::Span span;
        const auto deep = Json::parse(QByteArray(levels, '[') + "1.50" + QByteArray(levels, ']'));
        QVERIFY(deep.has_value());
        span.attributes.set(u"deep"_s, *deep);
        span.attributes.set(u"text"_s, Json(u"[1]"_s));
        trace::SpanEvent event{u"e"_s, {}, {}};
        event.attributes.set(u"deep"_s, *deep);
        span.events = {event};
        const trace::Span read = roundTrip(span);
        QVERIFY2(read.attributes == span.attributes, qPrintable(QString::number(levels)));
        QVERIFY(read.events.first().attributes == event.attributes);
    }
}

void SpanCodecTest::damageIsSeen()
{
    store::SpanCodec codec;
    trace::Span span;
    QVERIFY(!codec.decode("nonsense", span));
    QVERIFY(!codec.decode("r{not json", span));
    QVERIFY(!codec.decode({}, span));
}

QObject *makeSpanCodecTest()
{
    return new SpanCodecTest;
}

#include "tst_spancodec.moc"
