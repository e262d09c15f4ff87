// SPDX-License-Identifier: Apache-2.0
#include "llm/chatcodec.h"
#include "llm/replybuilder.h"
#include "support/testmain.h"

#include <QtCore/QElapsedTimer>

using namespace Qt::StringLiterals;
using llm::ChatReply;
using llm::ReplyBuilder;

namespace {

QByteArray delta(const QByteArray &delta, const QByteArray &more = {})
{
    return R"({"id":"c1","choices":[{"index":0,"delta":)"_ba + delta + more + "}]}";
}

QByteArray call(const QByteArray &fragment)
{
    return delta(R"({"tool_calls":[)"_ba + fragment + "]}");
}

ReplyBuilder built(const QList<QByteArray> &events)
{
    ReplyBuilder builder;
    for (const QByteArray &event : events)
        builder.add(llm::decodeEvent(event));
    return builder;
}

QString callsOf(const ChatReply &reply)
{
    QStringList texts;
    for (const llm::ToolCall &call : reply.first()->toolCalls)
        texts.append(call.id + u':' + call.name + u'(' + call.arguments + u')');
    return texts.join(u' ');
}

} // namespace

class ReplyBuilderTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void joinsEverything();
    void newestHeaderFieldsWin();
    void contentNullStaysNull();
    void choicesAreSorted();
    void toolCalls_data();
    void toolCalls();
    void endMarkerIsNoChunk();
    void errorsChangeNothing();
    void dropsTheDouble();
    void dropsADoubledCall();
    void dropsADoubledFragment();
    void differentEventsStay();
    void keepsTheFirstChunksOnly();
    void longReplyIsCheap();
};

void ReplyBuilderTest::joinsEverything()
{
    const ChatReply reply
        = built({delta(R"({"role":"assistant","content":"","refusal":null})"), delta(R"({"reasoning_content":"th"})"),
                 delta(R"({"reasoning_content":"ink"})"), delta(R"({"content":"Pa"})"), delta(R"({"content":"ris"})"),
                 delta(R"({"refusal":"no"})"), delta("{}", R"(,"finish_reason":"stop")"),
                 R"({"id":"c1","choices":[],"usage":{"completion_tokens":2}})"_ba, "[DONE]"_ba})
              .reply();
    QCOMPARE(reply.text(), u"Paris"_s);
    QCOMPARE(reply.first()->reasoning, u"think"_s);
    QCOMPARE(reply.first()->refusal, u"no"_s);
    QCOMPARE(reply.first()->role, u"assistant"_s);
    QCOMPARE(reply.first()->finishReason, std::optional(u"stop"_s));
    QCOMPARE(reply.usage->output, std::optional<qint64>(2));
    QCOMPARE(reply.chunkCount, 8);
    QCOMPARE(reply.chunks.size(), 8);
    QVERIFY(reply.endMarker);
    QVERIFY(!reply.plain);
}

void ReplyBuilderTest::newestHeaderFieldsWin()
{
    const ChatReply reply
        = built({R"({"id":"a","model":"m1","created":1,"usage":{"total_tokens":1},"choices":[{"delta":{}}]})"_ba,
                 R"({"id":"b","system_fingerprint":"fp","created":null,"usage":null})"_ba})
              .reply();
    QCOMPARE(reply.id, u"b"_s);
    QCOMPARE(reply.model, u"m1"_s);
    QCOMPARE(reply.created.toInt64(), 1);
    QCOMPARE(reply.systemFingerprint.toString(), u"fp"_s);
    QCOMPARE(reply.usage->total, std::optional<qint64>(1));
    QCOMPARE(reply.first()->role, u"assistant"_s);
    QVERIFY(!reply.first()->finishReason);
}

void ReplyBuilderTest::contentNullStaysNull()
{
    QVERIFY(!built({delta(R"({"content":null})")}).reply().first()->hasText);
    QVERIFY(built({delta(R"({"content":null})"), delta(R"({"content":""})")}).reply().first()->hasText);
}

void ReplyBuilderTest::choicesAreSorted()
{
    const ChatReply reply
        = built({R"({"choices":[{"index":2,"delta":{"content":"c"}},{"index":0,"delta":{"content":"a"}}]})"_ba,
                 R"({"choices":[{"index":1,"delta":{"content":"b"}}]})"_ba,
                 R"({"choices":[{"index":2,"delta":{"content":"C"},"finish_reason":"length"}]})"_ba})
              .reply();
    QCOMPARE(reply.choices.size(), 3);
    QCOMPARE(reply.choices.at(0).text, u"a"_s);
    QCOMPARE(reply.choices.at(1).text, u"b"_s);
    QCOMPARE(reply.choices.at(2).text, u"cC"_s);
    QCOMPARE(reply.choices.at(2).finishReason, std::optional(u"length"_s));
}

void ReplyBuilderTest::toolCalls_data()
{
    QTest::addColumn<QList<QByteArray>>("events");
    QTest::addColumn<QString>("calls");
    QTest::newRow("OpenAI: numbered fragments")
        << QList<QByteArray>{call(R"({"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}})"),
                             call(R"({"index":0,"function":{"arguments":"{\"x"}})"),
                             call(R"({"index":1,"id":"b","type":"function","function":{"name":"g","arguments":""}})"),
                             call(R"({"index":0,"function":{"arguments":"\":1}"}})"),
                             call(R"({"index":1,"function":{"arguments":"{}"}})")}
        << u"a:f({\"x\":1}) b:g({})"_s;
    QTest::newRow("Kong from Gemini: whole, neither number nor id") << QList<QByteArray>{call(
        R"({"function":{"name":"f","arguments":"{}"}},{"function":{"name":"f","arguments":"{\"y\":2}"}})")}
                                                                    << u":f({}) :f({\"y\":2})"_s;
    QTest::newRow("by id") << QList<QByteArray>{call(R"({"id":"a","function":{"name":"f","arguments":"1"}})"),
                                                call(R"({"id":"b","function":{"name":"g","arguments":"2"}})"),
                                                call(R"({"id":"a","function":{"arguments":"3"}})")}
                           << u"a:f(13) b:g(2)"_s;
    QTest::newRow("by order") << QList<QByteArray>{call(R"({"function":{"name":"f","arguments":"1"}})"),
                                                   call(R"({"function":{"arguments":"2"}})")}
                              << u":f(12)"_s;
    QTest::newRow("all numbered 0")
        << QList<QByteArray>{call(R"({"index":0,"id":"a","function":{"name":"f","arguments":"{}"}})"),
                             call(R"({"index":0,"id":"b","function":{"name":"g","arguments":"{}"}})"),
                             call(R"({"index":0,"function":{"arguments":"!"}})")}
        << u"a:f({}) b:g({}!)"_s;
    QTest::newRow("name repeated")
        << QList<QByteArray>{call(R"({"index":0,"id":"a","function":{"name":"f","arguments":"1"}})"),
                             call(R"({"index":0,"id":"a","function":{"name":"f","arguments":"2"}})")}
        << u"a:f(12)"_s;
    QTest::newRow("name in pieces") << QList<QByteArray>{call(R"({"index":0,"id":"a","function":{"name":"get_"}})"),
                                                         call(R"({"index":0,"function":{"name":"weather"}})")}
                                    << u"a:get_weather()"_s;
    QTest::newRow("fragment first of all") << QList<QByteArray>{call(R"({"function":{"arguments":"1"}})")} << u":(1)"_s;
}

void ReplyBuilderTest::toolCalls()
{
    QFETCH(QList<QByteArray>, events);
    QFETCH(QString, calls);
    QCOMPARE(callsOf(built(events).reply()), calls);
}

void ReplyBuilderTest::endMarkerIsNoChunk()
{
    const ChatReply reply = built({"[DONE]"_ba}).reply();
    QVERIFY(reply.endMarker);
    QCOMPARE(reply.chunkCount, 0);
    QVERIFY(reply.choices.isEmpty());
}

void ReplyBuilderTest::errorsChangeNothing()
{
    const ChatReply reply
        = built({delta(R"({"content":"a"})"), R"({"error":{"message":"m"}})"_ba, "{broken"_ba}).reply();
    QCOMPARE(reply.text(), u"a"_s);
    QCOMPARE(reply.chunkCount, 1);
    QVERIFY(!reply.endMarker);
}

void ReplyBuilderTest::dropsTheDouble()
{
    const QByteArray last = delta(R"({"content":" a","reasoning_content":"r","refusal":"x"})");
    ReplyBuilder builder = built({delta(R"({"role":"assistant","content":"This is"})"), last, last});
    QCOMPARE(builder.reply().text(), u"This is a a"_s);
    QVERIFY(builder.dropDoubledLast());
    QCOMPARE(builder.reply().text(), u"This is a"_s);
    QCOMPARE(builder.reply().first()->reasoning, u"r"_s);
    QCOMPARE(builder.reply().first()->refusal, u"x"_s);
    QCOMPARE(builder.reply().chunkCount, 2);
    QCOMPARE(builder.reply().chunks.size(), 2);
    QVERIFY(!builder.dropDoubledLast());
    QCOMPARE(builder.reply().text(), u"This is a"_s);
}

void ReplyBuilderTest::dropsADoubledCall()
{
    const QByteArray whole = call(R"({"function":{"name":"f","arguments":"{}"}})");
    ReplyBuilder builder = built({whole, whole});
    QCOMPARE(builder.reply().first()->toolCalls.size(), 2);
    QVERIFY(builder.dropDoubledLast());
    QCOMPARE(callsOf(builder.reply()), u":f({})"_s);
}

void ReplyBuilderTest::dropsADoubledFragment()
{
    const QByteArray fragment = call(R"({"index":0,"function":{"name":"x","arguments":"1"}})");
    ReplyBuilder builder
        = built({call(R"({"index":0,"id":"a","function":{"name":"f","arguments":"{"}})"), fragment, fragment});
    QVERIFY(builder.dropDoubledLast());
    QCOMPARE(callsOf(builder.reply()), u"a:fx({1)"_s);
}

void ReplyBuilderTest::differentEventsStay()
{
    ReplyBuilder builder;
    QVERIFY(!builder.dropDoubledLast());
    builder.add(llm::decodeEvent(delta(R"({"content":"a"})")));
    QVERIFY(!builder.dropDoubledLast());
    builder.add(llm::decodeEvent(delta(R"({"content":"a" })")));
    QVERIFY(!builder.dropDoubledLast());
    QCOMPARE(builder.reply().text(), u"aa"_s);
}

void ReplyBuilderTest::keepsTheFirstChunksOnly()
{
    ReplyBuilder builder;
    const llm::ChatEvent event = llm::decodeEvent(delta(R"({"content":"a"})"));
    for (qsizetype i = 0; i < ReplyBuilder::maxKeptChunks + 7; ++i)
        builder.add(event);
    QCOMPARE(builder.reply().chunkCount, ReplyBuilder::maxKeptChunks + 7);
    QCOMPARE(builder.reply().chunks.size(), ReplyBuilder::maxKeptChunks);
    QVERIFY(builder.dropDoubledLast());
    QCOMPARE(builder.reply().chunkCount, ReplyBuilder::maxKeptChunks + 6);
    QCOMPARE(builder.reply().chunks.size(), ReplyBuilder::maxKeptChunks);
}

void ReplyBuilderTest::longReplyIsCheap()
{
    // Against the same loop with a hundredth of the events: the cost of one event must not grow with the reply.
    const llm::ChatEvent event = llm::decodeEvent(delta(R"({"content":"token "})"));
    const auto nanosecondsAnEvent = [&event](int count) {
        ReplyBuilder builder;
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < count; ++i)
            builder.add(event);
        return double(timer.nsecsElapsed()) / count;
    };
    double best = 1e9;
    for (int attempt = 0; attempt < 5 && best > 8; ++attempt)
        best = std::min(best, nanosecondsAnEvent(100000) / nanosecondsAnEvent(1000));
    QVERIFY2(best < 8, qPrintable(u"an event of a long reply costs %1 times one of a short reply"_s.arg(best)));
}

QObject *makeReplyBuilderTest()
{
    return new ReplyBuilderTest;
}

#include "tst_replybuilder.moc"
