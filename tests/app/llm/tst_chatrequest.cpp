// SPDX-License-Identifier: Apache-2.0
#include "llm/chatrequest.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;
using llm::ChatRequest;
using llm::Message;

class ChatRequestTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void streamsWithUsage();
    void leavesOutWhatIsNotWanted();
    void keepsOrderAndSpelling();
    void ownStreamOptionsStay();
    void verbatimIsUntouched();
    void brokenVerbatimHasNoBody();
    void messageText_data();
    void messageText();
    void messageKeepsItsObject();
};

void ChatRequestTest::streamsWithUsage()
{
    ChatRequest request;
    request.model = u"gpt-4o-mini"_s;
    request.messages = {Message::text(u"user"_s, u"Zürich?"_s)};
    QVERIFY(request.streams());
    QCOMPARE(request.requestedModel(), u"gpt-4o-mini"_s);
    QCOMPARE(request.bytes(),
             R"({"model":"gpt-4o-mini","messages":[{"role":"user","content":"Zürich?"}],"stream":true,)"
             R"("stream_options":{"include_usage":true}})");
}

void ChatRequestTest::leavesOutWhatIsNotWanted()
{
    ChatRequest request;
    request.model = u"small"_s;
    request.sendModel = false;
    request.stream = false;
    QCOMPARE(request.bytes(), R"({"messages":[]})");
    QVERIFY(!request.streams());

    request.stream = true;
    request.includeUsage = false;
    QCOMPARE(request.bytes(), R"({"messages":[],"stream":true})");

    request.sendModel = true;
    request.model.clear();
    QVERIFY(!request.body().contains(u"model"));
}

void ChatRequestTest::keepsOrderAndSpelling()
{
    ChatRequest request;
    request.stream = false;
    request.parameters = Json::parse(R"({"top_p":1.0,"temperature":0.20,"seed":12345678901234567890})").value();
    QCOMPARE(request.bytes(), R"({"messages":[],"top_p":1.0,"temperature":0.20,"seed":12345678901234567890})");
}

void ChatRequestTest::ownStreamOptionsStay()
{
    ChatRequest request;
    request.parameters = Json::parse(R"({"stream_options":{"include_usage":false}})").value();
    QCOMPARE(request.bytes(), R"({"messages":[],"stream_options":{"include_usage":false},"stream":true})");
}

void ChatRequestTest::verbatimIsUntouched()
{
    ChatRequest request;
    request.model = u"other"_s;
    request.verbatim = R"({ "stream" : true, "model":"m" , "x":1.50 })"_ba;
    QCOMPARE(request.bytes(), *request.verbatim);
    QVERIFY(request.streams());
    QCOMPARE(request.requestedModel(), u"m"_s);
    QCOMPARE(request.body().write(), R"({"stream":true,"model":"m","x":1.50})");

    request.verbatim = R"({"stream":"true"})"_ba;
    QVERIFY(!request.streams());
}

void ChatRequestTest::brokenVerbatimHasNoBody()
{
    ChatRequest request;
    request.verbatim = "{"_ba;
    QVERIFY(request.body().isNull());
    QVERIFY(!request.streams());
    QCOMPARE(request.requestedModel(), QString());
    QCOMPARE(request.bytes(), "{");
}

void ChatRequestTest::messageText_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("string") << R"({"role":"user","content":"a"})"_ba << u"a"_s;
    QTest::newRow("null") << R"({"role":"assistant","content":null})"_ba << QString();
    QTest::newRow("absent") << R"({"role":"tool"})"_ba << QString();
    QTest::newRow("parts")
        << R"({"content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"x"}},{"type":"text","text":"b"}]})"_ba
        << u"a\n\nb"_s;
}

void ChatRequestTest::messageText()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, text);
    QCOMPARE(Message(Json::parse(json).value()).plainText(), text);
}

void ChatRequestTest::messageKeepsItsObject()
{
    const QByteArray json = R"({"content":"a","role":"user","name":"n"})";
    const Message message(Json::parse(json).value());
    QCOMPARE(message.json().write(), json);
    QCOMPARE(message.role(), u"user"_s);
}

QObject *makeChatRequestTest()
{
    return new ChatRequestTest;
}

#include "tst_chatrequest.moc"
