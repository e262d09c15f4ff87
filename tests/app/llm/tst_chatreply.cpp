// SPDX-License-Identifier: Apache-2.0
#include "llm/chatreply.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;
using llm::ChatReply;
using llm::Choice;
using llm::ToolCall;
using llm::Usage;

class ChatReplyTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void usageDetails();
    void usageOfOtherProviders();
    void nothingReportedIsNothing();
    void toolCallForTheApi();
    void firstIsChoiceZero();
};

void ChatReplyTest::usageDetails()
{
    const QByteArray json
        = R"({"prompt_tokens":2006,"completion_tokens":300,"total_tokens":2306,)"
          R"("prompt_tokens_details":{"cached_tokens":1920},"completion_tokens_details":{"reasoning_tokens":64}})";
    const auto usage = Usage::fromJson(Json::parse(json).value());
    QVERIFY(usage);
    QCOMPARE(usage->input, std::optional<qint64>(2006));
    QCOMPARE(usage->output, std::optional<qint64>(300));
    QCOMPARE(usage->total, std::optional<qint64>(2306));
    QCOMPARE(usage->cacheRead, std::optional<qint64>(1920));
    QCOMPARE(usage->reasoning, std::optional<qint64>(64));
    QVERIFY(!usage->cacheCreation);
    QCOMPARE(usage->raw.write(), json);
}

void ChatReplyTest::usageOfOtherProviders()
{
    const auto usage = Usage::fromJson(
        Json::parse(R"({"prompt_tokens_details":null,"cache_read_input_tokens":0,"cache_creation_input_tokens":7})")
            .value());
    QVERIFY(usage);
    QCOMPARE(usage->cacheRead, std::optional<qint64>(0));
    QCOMPARE(usage->cacheCreation, std::optional<qint64>(7));
    QVERIFY(!usage->input);
}

void ChatReplyTest::nothingReportedIsNothing()
{
    QVERIFY(!Usage::fromJson(Json()));
    QVERIFY(!Usage::fromJson(Json::array()));
    const auto odd = Usage::fromJson(Json::parse(R"({"prompt_tokens":"12","total_tokens":null})").value());
    QVERIFY(odd);
    QVERIFY(!odd->input);
    QVERIFY(!odd->total);
}

void ChatReplyTest::toolCallForTheApi()
{
    ToolCall call;
    call.id = u"call_1"_s;
    call.name = u"get_weather"_s;
    call.arguments = u"{\"city\": \"Paris\"}"_s;
    QCOMPARE(
        call.toJson().write(),
        R"({"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\": \"Paris\"}"}})");
    call.type = u"custom"_s;
    call.arguments = u"ls"_s;
    QCOMPARE(call.toJson().write(), R"({"id":"call_1","type":"custom","custom":{"name":"get_weather","input":"ls"}})");
}

void ChatReplyTest::firstIsChoiceZero()
{
    ChatReply reply;
    QVERIFY(!reply.first());
    QCOMPARE(reply.text(), QString());
    Choice other;
    other.index = 1;
    other.text = u"b"_s;
    reply.choices = {other};
    QCOMPARE(reply.text(), u"b"_s);
    Choice zero;
    zero.text = u"a"_s;
    reply.choices.append(zero);
    QCOMPARE(reply.text(), u"a"_s);
}

QObject *makeChatReplyTest()
{
    return new ChatReplyTest;
}

#include "tst_chatreply.moc"
