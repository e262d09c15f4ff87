// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demogateway.h"
#include "demo/faults.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

/// Each fault on demand gives what it promises.
class DemoFaultsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void statuses_data();
    void statuses();
    void everyFaultIsTested();
    void byHeader();
    void unknownFaultIsAnUnknownModel();
    void cutRepeatsTheLastEvent_data();
    void cutRepeatsTheLastEvent();
    void oddEnds_data();
    void oddEnds();
    void crlfBurstKeepsTheLast();
    void missingFields();
    void contentLengthThatIsTooLong();
    void lyingLength();
    void commentsAreSwallowed();
    void lostDelta();
    void rateLimitHeaders();
    void bodyAbove8K();

private:
    DemoGateway m_gateway;
    QStringList m_tested;
};

static const base::Json streamed = base::Json::object({{u"stream"_s, true}});

void DemoFaultsTest::statuses_data()
{
    QTest::addColumn<bool>("stream");
    QTest::addColumn<int>("status"); // 0: closed without a byte
    QTest::addColumn<QByteArray>("body"); // part of it
    const auto row = [this](const QByteArray &fault, bool stream, int status, const QByteArray &body) {
        QTest::newRow(fault + (stream ? " streamed" : "")) << stream << status << body;
        m_tested.append(QString::fromLatin1(fault));
    };
    row("upstream-400", false, 400, "invalid_value");
    row("upstream-400", true, 400, "invalid_value");
    row("upstream-401", false, 401, "invalid_api_key");
    row("upstream-403", false, 403, "model_not_allowed");
    row("upstream-404", true, 404, "model_not_found");
    row("upstream-429", true, 429, "rate_limit_exceeded");
    row("upstream-500", false, 500, "server_error");
    row("upstream-529", true, 529, "overloaded");
    row("html-503", false, 0, "");
    row("html-503", true, 503, "<html>");
    row("refused", true, 502, "An invalid response was received from the upstream server");
    row("closed", false, 502, "An invalid response");
    row("garbage", false, 500, "failed to decode llm/v1/chat response");
    row("garbage", true, 0, "");
    row("timeout", true, 504, "The upstream server is timing out");
    row("name-resolution", false, 503, "name resolution failed");
    row("plain-json", true, 0, "");
    row("no-choices", false, 500, "'choices' not in llm/v1/chat response");
    row("not-json", false, 500, "failed to decode");
    row("no-route", true, 404, "no Route matched with those values");
    row("no-service", false, 503, "no Service found with those values");
    row("ip-placeholder", true, 500, "An unexpected error occurred");
    row("no-peer", false, 503, "failure to get a peer from the ring-balancer");
    row("https-only", false, 426, "Please use HTTPS protocol");
    row("https-redirect", false, 308, "308 Permanent Redirect");
    row("key-missing", true, 401, "No API key found in request");
    row("key-unknown", false, 401, "\"Unauthorized\"");
    row("key-twice", false, 401, "Duplicate API key found");
    row("basic-auth", false, 401, "\"Unauthorized\"");
    row("jwt", false, 401, R"({"message":"Unauthorized"})");
    row("acl", true, 403, "You cannot consume this service");
    row("ip-denied", false, 403, "IP address not allowed: 127.0.0.1");
    row("rate-limit", true, 429, "API rate limit exceeded");
    row("rate-limit-quote", false, 503, R"("Slow "down", please")");
    row("rate-limit-hidden", false, 429, "API rate limit exceeded");
    row("ai-rate-limit", true, 429, "API rate limit exceeded for provider openai");
    row("body-size", false, 413, "Request size limit exceeded");
    row("other-model", true, 400, "cannot use own model - must be: demo-fast");
    row("no-model", false, 400, "headers key x-model was not provided");
    row("wrong-format", false, 400, "is not compatible with [llm/v1/completions] route type");
    row("no-streaming", true, 400, "response streaming is not enabled for this LLM");
    row("provider", false, 500, "An unexpected error occurred");
    row("prompt-guard", false, 400, "bad request");
    row("prompt-template", false, 400, "only supports templated requests");
    row("semantic-guard", true, 403, "bad request");
    row("content-safety", false, 400, "breached category [Hate] at level 2");
    row("transformer", true, 500, "An unexpected error occurred");
    row("terminated", false, 503, "Under maintenance");
    row("echo", false, 200, "\"apikey\":\"demo-key\"");
    row("only-if-cached", false, 504, "The upstream server is timing out");
    row("always-stream", false, 200, "data: [DONE]");
    row("lumps", true, 200, "data: [DONE]");
}

void DemoFaultsTest::statuses()
{
    QFETCH(const bool, stream);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const QString fault = QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0);
    const RawMessage answer
        = m_gateway.chat(u"fault-"_s + fault, u"What is Kong, in one sentence?"_s, stream ? streamed : base::Json());
    QCOMPARE(answer.status, status);
    QVERIFY2(answer.body.contains(body), answer.body.constData());
    QCOMPARE(answer.complete, status != 0);
    if (status != 0)
        QCOMPARE(http::headerValue(answer.headers, "X-Kong-Request-Id").size(), 32);
    if (status >= 400 && stream && http::hasHeader(answer.headers, "X-Kong-Upstream-Latency")
        && fault.startsWith("upstream"_L1))
        QCOMPARE(http::headerValue(answer.headers, "Content-Type"), "text/event-stream"_ba);
}

void DemoFaultsTest::everyFaultIsTested()
{
    const QStringList elsewhere{u"cut"_s,
                                u"cut-clean"_s,
                                u"stall"_s,
                                u"gzip-stream"_s,
                                u"gzip-pieces"_s,
                                u"crlf"_s,
                                u"crlf-burst"_s,
                                u"inband-error"_s,
                                u"swallowed-error"_s,
                                u"lost-delta"_s,
                                u"no-done"_s,
                                u"content-length"_s,
                                u"comments"_s,
                                u"burst"_s,
                                u"split"_s,
                                u"missing-fields"_s,
                                u"empty-events"_s,
                                u"lying-length"_s,
                                u"body-8k"_s};
    for (const demo::Fault &fault : demo::faults())
        QVERIFY2(m_tested.contains(fault.name) != elsewhere.contains(fault.name), fault.name.data());
    QCOMPARE(demo::faultList().count(u'\n'), demo::faults().size());
}

void DemoFaultsTest::byHeader()
{
    const RawMessage answer = m_gateway.chat(u"demo-fast"_s, u"hi"_s, {}, "x-demo-fault: acl\r\n");
    QCOMPARE(answer.status, 403);
    QCOMPARE(m_gateway.chat(u"demo-fast"_s, u"hi"_s, {}, "x-demo-fault: upstream-500\r\n").status, 500);
}

void DemoFaultsTest::unknownFaultIsAnUnknownModel()
{
    QCOMPARE(m_gateway.chat(u"fault-nothing"_s, u"hi"_s).status, 404);
}

void DemoFaultsTest::cutRepeatsTheLastEvent_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("cut") << u"cut"_s;
    QTest::newRow("cut-clean") << u"cut-clean"_s;
    QTest::newRow("stall") << u"stall"_s;
}

void DemoFaultsTest::cutRepeatsTheLastEvent()
{
    QFETCH(const QString, fault);
    const RawMessage answer = m_gateway.chat(u"fault-"_s + fault, u"What is Kong?"_s, streamed);
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.complete);
    const QByteArrayList events = eventsOf(answer.body);
    QVERIFY(events.size() > 3);
    QCOMPARE(events.last(), events.at(events.size() - 2));
    QVERIFY(!answer.body.contains("[DONE]"));
}

void DemoFaultsTest::oddEnds_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QByteArray>("end");
    QTest::newRow("gzip in one piece") << u"gzip-stream"_s << "}\n\ndata: [DONE]"_ba;
    QTest::newRow("gzip in pieces")
        << u"gzip-pieces"_s << R"(data: {"error": true, "message": "empty or unsupported transformer response"})"_ba;
    QTest::newRow("crlf") << u"crlf"_s << "data: [DONE]\r\n\n"_ba;
    QTest::newRow("in-band error") << u"inband-error"_s
                                   << "\"type\":\"server_error\",\"param\":null,\"code\":null}}\n\n"_ba;
    QTest::newRow("swallowed error") << u"swallowed-error"_s << "\"finish_reason\":null}]}\n\n"_ba;
    QTest::newRow("no done") << u"no-done"_s << "\"finish_reason\":\"stop\"}]}\n\n"_ba;
    QTest::newRow("burst") << u"burst"_s << "}\n\ndata: [DONE]"_ba;
    QTest::newRow("split") << u"split"_s << "}\n\ndata: [DONE]"_ba;
    QTest::newRow("empty events") << u"empty-events"_s << "data: \n\ndata: [DONE]"_ba;
}

void DemoFaultsTest::oddEnds()
{
    QFETCH(const QString, fault);
    QFETCH(const QByteArray, end);
    const RawMessage answer = m_gateway.chat(u"fault-"_s + fault, u"What is Kong?"_s, streamed);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.complete);
    QVERIFY2(answer.body.endsWith(end), answer.body.last(std::min<qsizetype>(300, answer.body.size())).constData());
    QCOMPARE(http::headerValue(answer.headers, "Content-Encoding") == "gzip", fault.startsWith("gzip"_L1));
}

void DemoFaultsTest::crlfBurstKeepsTheLast()
{
    QCOMPARE(m_gateway.chat(u"fault-crlf-burst"_s, u"What is Kong?"_s, streamed).body, "data: [DONE]\r\n\n"_ba);
}

void DemoFaultsTest::missingFields()
{
    const RawMessage answer = m_gateway.chat(u"fault-missing-fields"_s, u"What is Kong?"_s, streamed);
    const base::Json first = base::Json::parse(eventsOf(answer.body).first()).value_or(base::Json());
    QCOMPARE(first.size(), 1);
    QVERIFY(first[u"choices"].at(0)[u"delta"][u"role"].isNull());
    QVERIFY(answer.body.contains("\"finish_reason\":\"STOP\""));
}

void DemoFaultsTest::contentLengthThatIsTooLong()
{
    const RawMessage answer = m_gateway.chat(u"fault-content-length"_s, u"What is Kong?"_s, streamed);
    QVERIFY(!answer.complete && !answer.chunked);
    QVERIFY(answer.body.endsWith("data: [DONE]"));
    QVERIFY(http::headerValue(answer.headers, "Content-Length").toLongLong() > answer.body.size());
}

void DemoFaultsTest::lyingLength()
{
    const RawMessage answer = m_gateway.chat(u"fault-lying-length"_s, u"What is Kong?"_s);
    QCOMPARE(answer.status, 429);
    QCOMPARE(http::headerValue(answer.headers, "Content-Length"), "0"_ba);
    QVERIFY(answer.behind.startsWith('{'));
}

void DemoFaultsTest::commentsAreSwallowed()
{
    const RawMessage answer = m_gateway.chat(u"fault-comments"_s, u"What is Kong?"_s, streamed);
    QVERIFY(answer.complete && !answer.body.contains("keep-alive"));
    QVERIFY(streamedText(answer.body).size() > 50);
}

void DemoFaultsTest::lostDelta()
{
    // By header: the same model says the same but for the one piece.
    const RawMessage lost
        = m_gateway.chat(u"demo-fast"_s, u"What is Kong?"_s, streamed, "x-demo-fault: lost-delta\r\n");
    const RawMessage all = m_gateway.chat(u"demo-fast"_s, u"What is Kong?"_s, streamed);
    QVERIFY(lost.complete && lost.body.endsWith("data: [DONE]"));
    QCOMPARE(eventsOf(lost.body).size(), eventsOf(all.body).size() - 1);
    QVERIFY(streamedText(lost.body).size() < streamedText(all.body).size());
}

void DemoFaultsTest::rateLimitHeaders()
{
    const RawMessage shown = m_gateway.chat(u"fault-rate-limit"_s, u"hi"_s);
    QVERIFY(http::hasHeader(shown.headers, "Retry-After"));
    QCOMPARE(http::headerValue(shown.headers, "RateLimit-Remaining"), "0"_ba);
    QVERIFY(!http::hasHeader(m_gateway.chat(u"fault-rate-limit-hidden"_s, u"hi"_s).headers, "Retry-After"));
    QCOMPARE(http::headerValue(m_gateway.chat(u"fault-upstream-429"_s, u"hi"_s).headers, "retry-after"), "20"_ba);
    QCOMPARE(http::headerValue(m_gateway.chat(u"fault-ai-rate-limit"_s, u"hi"_s).headers, "X-AI-RateLimit-Retry-After"),
             "42"_ba);
}

void DemoFaultsTest::bodyAbove8K()
{
    QCOMPARE(m_gateway.chat(u"fault-body-8k"_s, u"word "_s.repeated(1500)).status, 200);
    const RawMessage refused = m_gateway.chat(u"fault-body-8k"_s, u"word "_s.repeated(2500));
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.body.contains("doesn't contain valid prompts"));
}

QObject *makeDemoFaultsTest()
{
    return new DemoFaultsTest;
}

#include "tst_demofaults.moc"
