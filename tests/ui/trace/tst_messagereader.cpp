// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/trace/messagereader.h"

using namespace Qt::StringLiterals;

/// Inputs and outputs of spans as messages; what is no chat stays JSON.
class MessageReaderTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void requests();
    void replies();
    void toolsAndReasoning();
    void anythingElse();
    void oddShapes();
};

namespace {

base::Json parsed(const QByteArray &text)
{
    return base::Json::parse(text).value();
}

} // namespace

void MessageReaderTest::requests()
{
    const auto read = ui::messagereader::read(
        parsed(
            R"({"model":"m","messages":[{"role":"system","content":"be short"},{"role":"user","content":[{"type":"text","text":"hi"}]}]})"),
        u"Inputs"_s);
    QCOMPARE(read.size(), 2);
    QCOMPARE(read[0].author, u"System"_s);
    QCOMPARE(read[0].text, u"be short"_s);
    QCOMPARE(read[1].look, ui::MessageContent::Look::Own);
    QCOMPARE(read[1].text, u"hi"_s);
    QVERIFY(!read[1].markdown);
}

void MessageReaderTest::replies()
{
    const auto read = ui::messagereader::read(
        parsed(R"({"choices":[{"index":0,"message":{"role":"assistant","content":"a"},"finish_reason":"stop"},
                              {"index":1,"message":{"role":"assistant","content":"b"},"finish_reason":"length"}]})"),
        u"Outputs"_s);
    QCOMPARE(read.size(), 2);
    QCOMPARE(read[1].author, u"Choice 2"_s);
    QCOMPARE(read[1].note, u"length"_s);
    QVERIFY(read[1].markdown);
}

void MessageReaderTest::toolsAndReasoning()
{
    const auto read = ui::messagereader::read(
        parsed(
            R"([{"role":"assistant","content":null,"reasoning_content":"hm","tool_calls":[{"id":"c1","type":"function",
                "function":{"name":"get","arguments":"{\"a\":1}"}}]},{"role":"tool","tool_call_id":"c1","content":"42"}])"),
        u"Inputs"_s);
    QCOMPARE(read.size(), 2);
    QCOMPARE(read[0].before[0].text, u"hm"_s);
    QCOMPARE(read[0].after[0].title, u"get"_s);
    QCOMPARE(read[0].after[0].text, u"{\"a\":1}"_s);
    QVERIFY(read[0].text.isEmpty());
    QCOMPARE(read[1].note, u"c1"_s);
}

void MessageReaderTest::anythingElse()
{
    const auto object = ui::messagereader::read(parsed(R"({"order":"88213"})"), u"Inputs"_s);
    QCOMPARE(object.size(), 1);
    QCOMPARE(object[0].author, u"Inputs"_s);
    QVERIFY(object[0].after[0].code);
    QVERIFY(object[0].after[0].text.contains(u"88213"_s));
    const auto text = ui::messagereader::read(base::Json(u"<b>plain</b>"_s), u"Outputs"_s);
    QCOMPARE(text[0].text, u"<b>plain</b>"_s);
    QVERIFY(!text[0].markdown);
    QVERIFY(ui::messagereader::read({}, u"Inputs"_s).isEmpty());
}

void MessageReaderTest::oddShapes()
{
    for (const QByteArray &json :
         {"[]"_ba, "{\"messages\":[]}"_ba, "{\"messages\":3}"_ba, "{\"choices\":[{}]}"_ba, "17"_ba, "true"_ba})
        QCOMPARE(ui::messagereader::read(parsed(json), u"Inputs"_s).size(), 1);
    const auto odd = ui::messagereader::read(parsed(R"([{"role":"user","content":{"x":1}}])"), u"Inputs"_s);
    QVERIFY(odd[0].text.contains(u"\"x\""_s));
}

QObject *makeMessageReaderTest()
{
    return new MessageReaderTest;
}

#include "tst_messagereader.moc"
