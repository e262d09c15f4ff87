// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demogateway.h"
#include "demo/models/tokens.h"
#include "support/testmain.h"

#include <QtCore/QRegularExpression>

using namespace Qt::StringLiterals;

/// What the demo's models say, seen from a client of the gateway.
class DemoModelsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void repeatsForTheSameSeed();
    void dependsOnPromptAndSeeds();
    void streamedEqualsPlain();
    void usageFollowsTheRule();
    void usageOnlyWhenAsked();
    void honoursMaxTokens_data();
    void honoursMaxTokens();
    void honoursStop();
    void honoursChoices();
    void longModel();
    void thinkingModel();
    void toolsModel_data();
    void toolsModel();
    void toolsModelAnswersResults();
    void streamedToolCalls();
    void jsonModel();
    void visionModel_data();
    void visionModel();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void unknownModel();
};

static base::Json json(const QByteArray &text)
{
    return base::Json::parse(text).value_or(base::Json());
}

static const QString prompt = u"How does a gateway route requests? Show python code and a table."_s;

void DemoModelsTest::repeatsForTheSameSeed()
{
    const QString first = messageOf(DemoGateway(7).chat(u"demo-fast"_s, prompt))[u"content"].toString();
    const QString second = messageOf(DemoGateway(7).chat(u"demo-fast"_s, prompt))[u"content"].toString();
    QVERIFY(first.size() > 200);
    QCOMPARE(first, second);
    for (const QString &form : {u"\n## "_s, u"\n- "_s, u"```python\n"_s, u"\n| "_s})
        QVERIFY2(first.contains(form), qPrintable(form));
}

void DemoModelsTest::dependsOnPromptAndSeeds()
{
    DemoGateway gateway(7);
    const auto say = [&](const QString &text, const QByteArray &more) {
        return messageOf(gateway.chat(u"demo-fast"_s, text, json(more)))[u"content"].toString();
    };
    const QString base = say(prompt, "{}");
    QVERIFY(base != say(u"Explain the moons of Jupiter with code."_s, "{}"));
    QVERIFY(say(u"Explain the moons of Jupiter."_s, "{}").contains(u"Jupiter"_s));
    QVERIFY(base != say(prompt, R"({"seed":2})"));
    QCOMPARE(say(prompt, R"({"seed":2})"), say(prompt, R"({"seed":2})"));
    QCOMPARE(say(prompt, R"({"seed":2,"temperature":0})"), say(prompt, R"({"seed":3,"temperature":0})"));
    QVERIFY(base != messageOf(DemoGateway(8).chat(u"demo-fast"_s, prompt))[u"content"].toString());
}

void DemoModelsTest::streamedEqualsPlain()
{
    DemoGateway gateway;
    const RawMessage plain = gateway.chat(u"demo-thinking"_s, prompt);
    const RawMessage streamed = gateway.chat(u"demo-thinking"_s, prompt, json(R"({"stream":true})"));
    QVERIFY(streamed.complete && streamed.chunked);
    QCOMPARE(streamedText(streamed.body), messageOf(plain)[u"content"].toString());
    QCOMPARE(streamedText(streamed.body, 0, u"reasoning_content"_s), messageOf(plain)[u"reasoning_content"].toString());
    QVERIFY(streamed.body.endsWith("\n\ndata: [DONE]"));
    QCOMPARE(http::headerValue(streamed.headers, "X-Kong-LLM-Model"), "openai/demo-thinking"_ba);
}

void DemoModelsTest::usageFollowsTheRule()
{
    const RawMessage answer = DemoGateway().chat(u"demo-thinking"_s, prompt);
    const base::Json usage = json(answer.body)[u"usage"];
    const base::Json message = messageOf(answer);
    const qint64 reasoning = demo::tokenCount(message[u"reasoning_content"].toString());
    QCOMPARE(usage[u"completion_tokens_details"][u"reasoning_tokens"].toInt64(), reasoning);
    QCOMPARE(usage[u"completion_tokens"].toInt64(), reasoning + demo::tokenCount(message[u"content"].toString()));
    QCOMPARE(usage[u"prompt_tokens"].toInt64(), demo::tokenCount(prompt) + 4 + 3);
    QCOMPARE(usage[u"total_tokens"].toInt64(),
             usage[u"prompt_tokens"].toInt64() + usage[u"completion_tokens"].toInt64());
}

void DemoModelsTest::usageOnlyWhenAsked()
{
    DemoGateway gateway;
    const RawMessage without = gateway.chat(u"demo-fast"_s, u"hi"_s, json(R"({"stream":true})"));
    QVERIFY(!without.body.contains("\"usage\""));
    const RawMessage with
        = gateway.chat(u"demo-fast"_s, u"hi"_s, json(R"({"stream":true,"stream_options":{"include_usage":true}})"));
    const QByteArrayList events = eventsOf(with.body);
    QVERIFY(events.first().contains("\"usage\":null"));
    const base::Json last = json(events.at(events.size() - 2));
    QCOMPARE(last[u"choices"].size(), 0);
    QVERIFY(last[u"usage"][u"completion_tokens"].toInt64() > 5);
}

void DemoModelsTest::honoursMaxTokens_data()
{
    QTest::addColumn<QByteArray>("limit");
    QTest::newRow("max_tokens") << R"("max_tokens":5)"_ba;
    QTest::newRow("max_completion_tokens") << R"("max_completion_tokens":5)"_ba;
    QTest::newRow("the newer name wins") << R"("max_tokens":50,"max_completion_tokens":5)"_ba;
}

void DemoModelsTest::honoursMaxTokens()
{
    QFETCH(const QByteArray, limit);
    const base::Json answer = json(DemoGateway().chat(u"demo-fast"_s, prompt, json('{' + limit + '}')).body);
    QCOMPARE(answer[u"choices"].at(0)[u"finish_reason"].toString(), u"length"_s);
    QCOMPARE(answer[u"usage"][u"completion_tokens"].toInt64(), 5);
    QCOMPARE(demo::tokenCount(answer[u"choices"].at(0)[u"message"][u"content"].toString()), 5);
}

void DemoModelsTest::honoursStop()
{
    const base::Json answer
        = json(DemoGateway().chat(u"demo-fast"_s, prompt, json(R"({"stop":["zzz","\n## "]})")).body);
    const QString text = answer[u"choices"].at(0)[u"message"][u"content"].toString();
    QVERIFY(!text.isEmpty() && !text.contains(u"\n## "_s));
    QCOMPARE(answer[u"choices"].at(0)[u"finish_reason"].toString(), u"stop"_s);
}

void DemoModelsTest::honoursChoices()
{
    DemoGateway gateway;
    const base::Json plain = json(gateway.chat(u"demo-fast"_s, prompt, json(R"({"n":3})")).body);
    QCOMPARE(plain[u"choices"].size(), 3);
    QVERIFY(plain[u"choices"].at(0)[u"message"] != plain[u"choices"].at(1)[u"message"]);
    const RawMessage streamed = gateway.chat(u"demo-fast"_s, prompt, json(R"({"n":3,"stream":true})"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(streamedText(streamed.body, i), plain[u"choices"].at(i)[u"message"][u"content"].toString());
}

void DemoModelsTest::longModel()
{
    const demo::ModelSet models;
    demo::ChatCall call;
    call.messages = json(R"([{"role":"user","content":"What is Kong?"}])");
    demo::Dice dice(1);
    QCOMPARE(demo::tokenCount(models.find(u"demo-long"_s)->draft(call, &dice).text), 100000);
}

void DemoModelsTest::thinkingModel()
{
    const base::Json message = messageOf(DemoGateway().chat(u"demo-thinking"_s, prompt));
    QVERIFY(message[u"reasoning_content"].toString().contains(u"gateway"_s));
    QVERIFY(!message[u"content"].toString().isEmpty());
}

static const QByteArray offeredTools = R"("tools":[
{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"},"unit":{"enum":["C","F"]}},"required":["city"]}}},
{"type":"function","function":{"name":"get_time","parameters":{"type":"object","properties":{"zone":{"type":"string"}},"required":["zone"]}}}])";

void DemoModelsTest::toolsModel_data()
{
    QTest::addColumn<QString>("prompt");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("the one that fits") << u"What is the time?"_s << ""_ba << QStringList{u"get_time"_s};
    QTest::newRow("parallel by the prompt")
        << u"Weather and time, please"_s << ""_ba << QStringList{u"get_weather"_s, u"get_time"_s};
    QTest::newRow("parallel forbidden") << u"Weather and time, please"_s << R"("parallel_tool_calls":false)"_ba
                                        << QStringList{u"get_weather"_s};
    QTest::newRow("parallel demanded") << u"Weather"_s << R"("parallel_tool_calls":true)"_ba
                                       << QStringList{u"get_weather"_s, u"get_time"_s};
    QTest::newRow("named") << u"Weather"_s << R"("tool_choice":{"type":"function","function":{"name":"get_time"}})"_ba
                           << QStringList{u"get_time"_s};
    QTest::newRow("none") << u"Weather"_s << R"("tool_choice":"none")"_ba << QStringList();
}

void DemoModelsTest::toolsModel()
{
    QFETCH(const QString, prompt);
    QFETCH(const QByteArray, more);
    QFETCH(const QStringList, names);
    const base::Json answer = json(
        DemoGateway()
            .chat(u"demo-tools"_s, prompt, json('{' + offeredTools + (more.isEmpty() ? ""_ba : ',' + more) + '}'))
            .body);
    const base::Json message = answer[u"choices"].at(0)[u"message"];
    QStringList called;
    for (const base::Json &call : message[u"tool_calls"].items()) {
        called.append(call[u"function"][u"name"].toString());
        const base::Json arguments = json(call[u"function"][u"arguments"].toString().toUtf8());
        QVERIFY(arguments.contains(called.last() == "get_time"_L1 ? u"zone"_s : u"city"_s));
        QVERIFY(call[u"id"].toString().startsWith("call_"_L1));
    }
    QCOMPARE(called, names);
    QCOMPARE(answer[u"choices"].at(0)[u"finish_reason"].toString(), names.isEmpty() ? u"stop"_s : u"tool_calls"_s);
}

void DemoModelsTest::toolsModelAnswersResults()
{
    const base::Json messages = json(R"([{"role":"user","content":"Weather?"},
        {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{}"}}]},
        {"role":"tool","tool_call_id":"call_1","content":"18 degrees"}])");
    const base::Json message = messageOf(DemoGateway().chat(
        u"demo-tools"_s, {},
        base::Json::object({{u"messages"_s, messages}, {u"tools"_s, json('{' + offeredTools + '}')[u"tools"]}})));
    QVERIFY(message[u"content"].toString().contains(u"18 degrees"_s));
    QVERIFY(message[u"tool_calls"].isNull());
}

void DemoModelsTest::streamedToolCalls()
{
    const RawMessage streamed
        = DemoGateway().chat(u"demo-tools"_s, u"Weather and time"_s, json('{' + offeredTools + R"(,"stream":true})"));
    QStringList names;
    QStringList arguments{QString(), QString()};
    for (const QByteArray &event : eventsOf(streamed.body)) {
        const base::Json chunk = json(event);
        for (const base::Json &call : chunk[u"choices"].at(0)[u"delta"][u"tool_calls"].items()) {
            if (call[u"id"].isString())
                names.append(call[u"function"][u"name"].toString());
            arguments[call[u"index"].toInt64()] += call[u"function"][u"arguments"].toString();
        }
    }
    QCOMPARE(names, (QStringList{u"get_weather"_s, u"get_time"_s}));
    QVERIFY(json(arguments.at(0).toUtf8()).contains(u"city"));
    QVERIFY(json(arguments.at(1).toUtf8()).contains(u"zone"));
    QVERIFY(streamed.body.contains(R"("finish_reason":"tool_calls")"));
}

void DemoModelsTest::jsonModel()
{
    const base::Json format = json(R"({"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":
        {"type":"object","properties":{"n":{"type":"integer","minimum":3,"maximum":4},"tags":{"type":"array","items":{"enum":["a","b"]}}},
         "required":["n","tags"],"additionalProperties":false}}}})");
    const base::Json made
        = json(messageOf(DemoGateway().chat(u"demo-json"_s, prompt, format))[u"content"].toString().toUtf8());
    QVERIFY(made[u"n"].toInt64() == 3 || made[u"n"].toInt64() == 4);
    QVERIFY(made[u"tags"].size() > 0);
    QCOMPARE(made.size(), 2);
    const base::Json free = json(messageOf(DemoGateway().chat(u"demo-json"_s, prompt))[u"content"].toString().toUtf8());
    QVERIFY(free[u"score"].toInt64() >= 1 && free[u"isDemo"].toBool());
}

void DemoModelsTest::visionModel_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("member");
    QTest::addColumn<QString>("says");
    const QByteArray png = QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0", 24);
    QTest::newRow("PNG") << u"data:image/png;base64,"_s + QString::fromLatin1(png.toBase64()) << u"content"_s
                         << u"PNG of 640 × 480 pixels, 24 bytes"_s;
    QTest::newRow("remote") << u"https://example.com/x.png"_s << u"refusal"_s << u"data: URLs"_s;
    QTest::newRow("no image data") << u"data:image/png;base64,AAAA"_s << u"refusal"_s << u"data: URLs"_s;
}

void DemoModelsTest::visionModel()
{
    QFETCH(const QString, url);
    QFETCH(const QString, member);
    QFETCH(const QString, says);
    const base::Json parts = base::Json::array(
        {json(R"({"type":"text","text":"What is this?"})"),
         base::Json::object({{u"type"_s, u"image_url"_s}, {u"image_url"_s, base::Json::object({{u"url"_s, url}})}})});
    const base::Json messages
        = base::Json::array({base::Json::object({{u"role"_s, u"user"_s}, {u"content"_s, parts}})});
    const base::Json message
        = messageOf(DemoGateway().chat(u"demo-vision"_s, {}, base::Json::object({{u"messages"_s, messages}})));
    QVERIFY2(message[member].toString().contains(says), message.write().constData());
}

void DemoModelsTest::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("n") << R"({"n":0})"_ba
                       << "'n'"_ba;
    QTest::newRow("n too many") << R"({"n":99})"_ba
                                << "'n'"_ba;
    QTest::newRow("max_tokens") << R"({"max_tokens":0})"_ba
                                << "'max_tokens'"_ba;
    QTest::newRow("temperature") << R"({"temperature":3})"_ba
                                 << "'temperature'"_ba;
}

void DemoModelsTest::refusesBadRequests()
{
    QFETCH(const QByteArray, more);
    QFETCH(const QByteArray, word);
    const RawMessage answer = DemoGateway().chat(u"demo-fast"_s, prompt, json(more));
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.body.contains(word));
    QCOMPARE(json(answer.body)[u"error"][u"type"].toString(), u"invalid_request_error"_s);
}

void DemoModelsTest::unknownModel()
{
    const RawMessage answer = DemoGateway().chat(u"gpt-9"_s, prompt);
    QCOMPARE(answer.status, 404);
    QCOMPARE(json(answer.body)[u"error"][u"code"].toString(), u"model_not_found"_s);
}

QObject *makeDemoModelsTest()
{
    return new DemoModelsTest;
}

#include "tst_demomodels.moc"
