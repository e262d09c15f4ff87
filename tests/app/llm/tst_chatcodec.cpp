// SPDX-License-Identifier: Apache-2.0
#include "llm/chatcodec.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using llm::ChatEvent;
using llm::ChatReply;
using llm::ChoiceDelta;
using llm::ReplyShape;

class ChatCodecTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void endMarker();
    void contentNullAndEmptyDiffer();
    void missingFieldsAreNoFault_data();
    void missingFieldsAreNoFault();
    void reasoningSpellings();
    void refusalAndParts();
    void toolCallFragments();
    void severalChoices();
    void usageAndFinishReason();
    void inBandErrors_data();
    void inBandErrors();
    void falsyErrorIsNone();
    void brokenEvents();
    void plainReply();
    void plainReplyOfOtherProviders();
    void replyThatIsNoJson();
    void shapeOfReplies_data();
    void shapeOfReplies();
};

void ChatCodecTest::endMarker()
{
    for (const QByteArray &data : {"[DONE]"_ba, "[DONE]\r"_ba, " [DONE] "_ba})
        QCOMPARE(llm::decodeEvent(data).type, ChatEvent::Type::End);
    QCOMPARE(llm::decodeEvent("[DONE"_ba).type, ChatEvent::Type::Malformed);
}

void ChatCodecTest::contentNullAndEmptyDiffer()
{
    const ChatEvent null = llm::decodeEvent(R"({"choices":[{"delta":{"role":"assistant","content":null}}]})"_ba);
    QCOMPARE(null.deltas.size(), 1);
    QVERIFY(!null.deltas.first().text);
    QCOMPARE(null.deltas.first().role, u"assistant"_s);
    const ChatEvent empty = llm::decodeEvent(R"({"choices":[{"delta":{"content":""}}]})"_ba);
    QCOMPARE(empty.deltas.first().text, std::optional<QString>(QString()));
    QVERIFY(!empty.hasContent());
    const ChatEvent text = llm::decodeEvent(R"({"choices":[{"delta":{"content":"a"}}]})"_ba);
    QVERIFY(text.hasContent());
}

void ChatCodecTest::missingFieldsAreNoFault_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("deltas");
    const auto row
        = [](const QByteArray &data, int deltas) { QTest::addRow("%s", data.constData()) << data << deltas; };
    row("{}", 0);
    row(R"({"choices":{}})", 0);
    row(R"({"choices":null})", 0);
    row(R"({"choices":[]})", 0);
    row(R"({"choices":[{}]})", 1);
    row(R"({"choices":[null,7,"x"]})", 3);
    row(R"({"choices":[{"index":0,"delta":null}]})", 1);
    row(R"({"choices":[{"index":"0","delta":[],"finish_reason":5}]})", 1);
    row(R"({"created":"2026-11-23T17:44:39Z","choices":[{"delta":{"content":7,"tool_calls":{},"refusal":[]}}]})", 1);
    row(R"({"id":7,"model":null,"usage":"none","choices":[{"delta":{"tool_calls":[null,{"function":null},{"function":{"name":7}}]}}]})",
        1);
}

void ChatCodecTest::missingFieldsAreNoFault()
{
    QFETCH(QByteArray, data);
    QFETCH(int, deltas);
    const ChatEvent event = llm::decodeEvent(data);
    QCOMPARE(event.type, ChatEvent::Type::Chunk);
    QCOMPARE(event.deltas.size(), deltas);
    QVERIFY(!event.usage);
    QCOMPARE(event.data, data);
    for (const ChoiceDelta &delta : event.deltas)
        QVERIFY(!delta.finishReason);
}

void ChatCodecTest::reasoningSpellings()
{
    const auto reasoning = [](const QByteArray &delta) {
        return llm::decodeEvent(R"({"choices":[{"delta":)"_ba + delta + "}]}").deltas.first().reasoning;
    };
    QCOMPARE(reasoning(R"({"reasoning_content":"a"})"_ba), u"a"_s);
    QCOMPARE(reasoning(R"({"reasoning":"b"})"_ba), u"b"_s);
    QCOMPARE(reasoning(R"({"reasoning_content":"a","reasoning":"a"})"_ba), u"a"_s);
    QCOMPARE(reasoning(R"({"reasoning_content":null,"reasoning":"b"})"_ba), u"b"_s);
}

void ChatCodecTest::refusalAndParts()
{
    const ChatEvent event = llm::decodeEvent(
        R"({"choices":[{"delta":{"refusal":"no","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}}]})"_ba);
    QCOMPARE(event.deltas.first().refusal, u"no"_s);
    QCOMPARE(event.deltas.first().text, std::optional(u"ab"_s));
}

void ChatCodecTest::toolCallFragments()
{
    const ChatEvent event
        = llm::decodeEvent(R"({"choices":[{"delta":{"tool_calls":[)"
                           R"({"index":1,"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a"}},)"
                           R"({"function":{"arguments":{"b":1}}},)"
                           R"({"id":"c2","type":"custom","custom":{"name":"sh","input":"ls"}}]}}]})"_ba);
    const QList<llm::ToolCallFragment> calls = event.deltas.first().toolCalls;
    QCOMPARE(calls.size(), 3);
    QCOMPARE(calls.at(0).index, 1);
    QCOMPARE(calls.at(0).id, u"c1"_s);
    QCOMPARE(calls.at(0).name, u"f"_s);
    QCOMPARE(calls.at(0).arguments, u"{\"a"_s);
    QCOMPARE(calls.at(1).index, -1);
    QCOMPARE(calls.at(1).arguments, u"{\"b\":1}"_s);
    QCOMPARE(calls.at(2).type, u"custom"_s);
    QCOMPARE(calls.at(2).arguments, u"ls"_s);
    QVERIFY(event.hasContent());
}

void ChatCodecTest::severalChoices()
{
    const ChatEvent event = llm::decodeEvent(
        R"({"choices":[{"index":2,"delta":{"content":"c"}},{"delta":{"content":"b"}},{"index":-5}]})"_ba);
    QCOMPARE(event.deltas.size(), 3);
    QCOMPARE(event.deltas.at(0).index, 2);
    QCOMPARE(event.deltas.at(1).index, 1); // by its place
    QCOMPARE(event.deltas.at(2).index, 0);
}

void ChatCodecTest::usageAndFinishReason()
{
    const ChatEvent event = llm::decodeEvent(
        R"({"choices":[{"delta":{},"finish_reason":"MAX_TOKENS"}],"usage":{"prompt_tokens":3,"completion_tokens":5}})"_ba);
    QCOMPARE(event.deltas.first().finishReason, std::optional(u"MAX_TOKENS"_s));
    QVERIFY(event.usage);
    QCOMPARE(event.usage->output, std::optional<qint64>(5));
    QVERIFY(!llm::decodeEvent(R"({"usage":null})"_ba).usage);
}

void ChatCodecTest::inBandErrors_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("message");
    QTest::newRow("object") << R"({"error":{"message":"overloaded","type":"server_error"}})"_ba << u"overloaded"_s;
    QTest::newRow("text") << R"({"error":"overloaded"})"_ba << u"overloaded"_s;
    QTest::newRow("Kong's gzip form") << R"({"error": true, "message": "empty or unsupported transformer response"})"_ba
                                      << u"empty or unsupported transformer response"_s;
    QTest::newRow("code only") << R"({"error":{"code":"rate_limit"}})"_ba << u"rate_limit"_s;
    QTest::newRow("with choices") << R"({"choices":[{"delta":{"content":"a"}}],"error":{"message":"m"}})"_ba << u"m"_s;
}

void ChatCodecTest::inBandErrors()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, message);
    const ChatEvent event = llm::decodeEvent(data);
    QCOMPARE(event.type, ChatEvent::Type::Error);
    QCOMPARE(event.message, message);
    QVERIFY(event.json.isObject());
}

void ChatCodecTest::falsyErrorIsNone()
{
    for (const char *value : {"null", "false", "0", "\"\"", "{}", "[]"}) {
        const QByteArray data = R"({"choices":[],"error":)"_ba + value + '}';
        QCOMPARE(llm::decodeEvent(data).type, ChatEvent::Type::Chunk);
    }
}

void ChatCodecTest::brokenEvents()
{
    const ChatEvent cut = llm::decodeEvent(R"({"id":"chatcmpl-)"_ba);
    QCOMPARE(cut.type, ChatEvent::Type::Malformed);
    QCOMPARE(cut.message, u"Unterminated string starting at: line 1 column 7 (char 6)"_s);
    QCOMPARE(cut.data, R"({"id":"chatcmpl-)");
    QCOMPARE(llm::decodeEvent("[1]"_ba).type, ChatEvent::Type::Malformed);
    QCOMPARE(llm::decodeEvent("\xff\xfe"_ba).type, ChatEvent::Type::Malformed);
}

void ChatCodecTest::plainReply()
{
    const QByteArray body
        = R"({"id":"c1","object":"chat.completion","created":1767600001,"model":"gpt-4o-mini-2024-07-18","choices":[)"
          R"({"index":1,"message":{"role":"assistant","content":"B"},"finish_reason":"length"},)"
          R"({"index":0,"message":{"role":"assistant","content":null,"reasoning_content":"r","refusal":null,"tool_calls":[)"
          R"({"id":"t1","type":"function","function":{"name":"f","arguments":"{}"}},)"
          R"({"id":"t2","type":"function","function":{"name":"g","arguments":""}}]},"finish_reason":"tool_calls"}],)"
          R"("usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3},"system_fingerprint":"fp"})";
    const ChatReply reply = llm::decodeReply(body);
    QVERIFY(reply.plain && !reply.notJson);
    QCOMPARE(reply.plain->write(), body);
    QCOMPARE(reply.id, u"c1"_s);
    QCOMPARE(reply.created.toInt64(), 1767600001);
    QCOMPARE(reply.systemFingerprint.toString(), u"fp"_s);
    QCOMPARE(reply.usage->total, std::optional<qint64>(3));
    QCOMPARE(reply.choices.size(), 2);
    QCOMPARE(reply.choices.at(0).index, 0);
    QVERIFY(!reply.choices.at(0).hasText);
    QCOMPARE(reply.choices.at(0).reasoning, u"r"_s);
    QCOMPARE(reply.choices.at(0).toolCalls.size(), 2);
    QCOMPARE(reply.choices.at(0).toolCalls.at(1).index, 1);
    QCOMPARE(reply.choices.at(0).toolCalls.at(1).name, u"g"_s);
    QCOMPARE(reply.choices.at(1).text, u"B"_s);
    QVERIFY(reply.choices.at(1).hasText);
    QCOMPARE(reply.choices.at(1).finishReason, std::optional(u"length"_s));
}

void ChatCodecTest::plainReplyOfOtherProviders()
{
    const ChatReply safety = llm::decodeReply(R"({"model":"gemini","choices":{}})"_ba);
    QVERIFY(safety.choices.isEmpty());
    QVERIFY(!safety.first());
    const ChatReply ollama
        = llm::decodeReply(R"({"created":"2026-01-01T00:00:00Z","choices":[{"message":{"content":"a"}}]})"_ba);
    QCOMPARE(ollama.created.toString(), u"2026-01-01T00:00:00Z"_s);
    QCOMPARE(ollama.text(), u"a"_s);
    QCOMPARE(ollama.first()->role, u"assistant"_s);
    QVERIFY(!ollama.first()->finishReason);
    const ChatReply older
        = llm::decodeReply(R"({"object":"text_completion","choices":[{"text":"t","finish_reason":"stop"}]})"_ba);
    QCOMPARE(older.text(), u"t"_s);
}

void ChatCodecTest::replyThatIsNoJson()
{
    const ChatReply page = llm::decodeReply("<html><body>hello</body></html>"_ba);
    QCOMPARE(page.notJson, std::optional(u"<html><body>hello</body></html>"_s));
    QVERIFY(!page.plain);
    QCOMPARE(llm::decodeReply("[1]"_ba).notJson, std::optional(u"[1]"_s));
    QCOMPARE(llm::decodeReply(""_ba).notJson, std::optional(QString(u""_s)));
}

void ChatCodecTest::shapeOfReplies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("shape");
    QTest::newRow("chat") << R"({"choices":[]})"_ba << int(ReplyShape::Chat);
    QTest::newRow("chat without error") << R"({"choices":[],"error":null})"_ba << int(ReplyShape::Chat);
    QTest::newRow("error") << R"({"error":{"message":"m"}})"_ba << int(ReplyShape::Error);
    QTest::newRow("page") << "<html>"_ba << int(ReplyShape::Foreign);
    QTest::newRow("other JSON") << R"({"object":"list"})"_ba << int(ReplyShape::Foreign);
}

void ChatCodecTest::shapeOfReplies()
{
    QFETCH(QByteArray, body);
    QFETCH(int, shape);
    QCOMPARE(int(llm::replyShape(llm::decodeReply(body))), shape);
}

QObject *makeChatCodecTest()
{
    return new ChatCodecTest;
}

#include "tst_chatcodec.moc"
