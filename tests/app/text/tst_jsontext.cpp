// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "text/jsontext.h"

using namespace Qt::StringLiterals;

/// JSON as people read it, never more than asked for.
class JsonTextTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOrderAndNumbers();
    void emptyContainersStayOnTheLine();
    void cutsWhatIsTooLong();
    void cutsLongStrings();
    void oneLine();
};

namespace {

base::Json parsed(const QByteArray &text)
{
    return base::Json::parse(text).value();
}

} // namespace

void JsonTextTest::keepsOrderAndNumbers()
{
    QCOMPARE(text::jsonText(parsed(R"({"z":1.0,"a":[1,"x\ny"],"n":null})"), 1000),
             u"{\n  \"z\": 1.0,\n  \"a\": [\n    1,\n    \"x\\ny\"\n  ],\n  \"n\": null\n}"_s);
}

void JsonTextTest::emptyContainersStayOnTheLine()
{
    QCOMPARE(text::jsonText(parsed(R"({"a":{},"b":[]})"), 1000), u"{\n  \"a\": {},\n  \"b\": []\n}"_s);
}

void JsonTextTest::cutsWhatIsTooLong()
{
    base::Json list = base::Json::array();
    for (int i = 0; i < 100000; ++i)
        list.append(base::Json(i));
    const QString text = text::jsonText(list, 500);
    QVERIFY(text.size() < 600);
    QVERIFY(text.endsWith(u"… cut here: only the first 500 characters are shown"_s));
}

void JsonTextTest::cutsLongStrings()
{
    const QString text = text::jsonText(base::Json(u"😀"_s.repeated(100000)), 333);
    QVERIFY(text.size() < 450);
    QVERIFY(!text.section(u'\n', 0, 0).back().isHighSurrogate());
}

void JsonTextTest::oneLine()
{
    QCOMPARE(text::jsonLine(base::Json(u"a\n  b"_s), 100), u"a b"_s);
    QCOMPARE(text::jsonLine(parsed(R"({"a": [1, 2]})"), 100), u"{ \"a\": [ 1, 2 ] }"_s);
    QCOMPARE(text::jsonLine(base::Json(u"abcdefgh"_s), 5), u"abcd…"_s);
    QCOMPARE(text::jsonLine(base::Json(), 5), u"null"_s);
}

QObject *makeJsonTextTest()
{
    return new JsonTextTest;
}

#include "tst_jsontext.moc"
