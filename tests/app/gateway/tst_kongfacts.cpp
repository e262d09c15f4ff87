// SPDX-License-Identifier: Apache-2.0
#include "gateway/kongfacts.h"
#include "support/recording.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using gateway::KongFacts;

namespace {

http::Head headOf(const QString &path)
{
    const testsupport::Recording recording = testsupport::readRecording(path);
    http::Head head;
    head.status = recording.status;
    for (const auto &[name, value] : recording.headers)
        head.headers.append({name, value, false});
    return head;
}

KongFacts facts(const http::Headers &headers, int status = 200)
{
    http::Head head;
    head.status = status;
    head.headers = headers;
    return KongFacts::fromHead(head);
}

} // namespace

class KongFactsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void proxiedStream();
    void rateLimit();
    void windowsOfOtherPlugins();
    void cacheHit();
    void requestDebugger();
    void whoAnswered_data();
    void whoAnswered();
    void withoutKongNothingIsKnown();
    void retryAfterForms_data();
    void retryAfterForms();
    void digitsStayAsSent();
};

void KongFactsTest::proxiedStream()
{
    const KongFacts kong = KongFacts::fromHead(headOf(u"kong/170-stream-cut.http"_s));
    QCOMPARE(kong.requestId, u"2c1bcb4af97929558808f3231847e20e"_s);
    QCOMPARE(kong.upstreamLatencyMs, std::optional(121.0));
    QCOMPARE(kong.proxyLatencyMs, std::optional(1.0));
    QVERIFY(!kong.responseLatencyMs);
    QCOMPARE(kong.model, u"openai/gpt-4o-mini"_s);
    QCOMPARE(kong.via, u"1.1 kong/3.10.0"_s);
    QCOMPARE(kong.server, u"cloudflare"_s);
    QVERIFY(kong.isKong());
    QVERIFY(!kong.madeByKong);
    // OpenAI's own x-ratelimit-limit-requests passes through; it is no limit of Kong's.
    QVERIFY(kong.rateLimits.isEmpty());
    QVERIFY(!kong.tightest());
}

void KongFactsTest::rateLimit()
{
    const KongFacts kong = KongFacts::fromHead(headOf(u"kong/514-rate-chat-4.http"_s));
    QCOMPARE(kong.retryAfter, std::optional<qint64>(45));
    QCOMPARE(kong.rateLimits.size(), 3);
    const gateway::RateWindow *tightest = kong.tightest();
    QVERIFY(tightest);
    QCOMPARE(tightest->name, QString());
    QCOMPARE(tightest->limit, std::optional(3.0));
    QCOMPARE(tightest->remaining, std::optional(0.0));
    QCOMPARE(tightest->resetSeconds, std::optional(45.0));
    QCOMPARE(tightest->unit, u"calls"_s);
    QCOMPARE(kong.rateLimits.at(2).name, u"hour"_s);
    const KongFacts named = facts({{"X-RateLimit-Limit-Minute", "60"}, {"X-RateLimit-Remaining-Minute", "41"},
                                   {"RateLimit-Limit", "60"}, {"RateLimit-Remaining", "41"}, {"RateLimit-Reset", "38"}});
    QCOMPARE(named.tightest()->resetSeconds, std::optional(38.0)); // whatever comes first
    QCOMPARE(kong.rateLimits.at(2).remaining, std::optional(97.0));
}

void KongFactsTest::windowsOfOtherPlugins()
{
    const KongFacts response = KongFacts::fromHead(headOf(u"kong/533-response-rate-3.http"_s));
    QCOMPARE(response.rateLimits.size(), 1);
    QCOMPARE(response.rateLimits.first().name, u"tokens-minute"_s);

    const KongFacts ai = facts({{"X-AI-RateLimit-Limit-hour-openai", "1000"},
                                {"X-AI-RateLimit-Remaining-hour-openai", "10"},
                                {"X-AI-RateLimit-Reset-hour-openai", "1200"},
                                {"X-AI-RateLimit-Retry-After", "30"},
                                {"X-AI-RateLimit-Query-Cost", "5"}});
    QCOMPARE(ai.rateLimits.size(), 1);
    QCOMPARE(ai.rateLimits.first().name, u"hour-openai"_s);
    QCOMPARE(ai.rateLimits.first().unit, u"tokens"_s);
    QCOMPARE(ai.rateLimits.first().resetSeconds, std::optional(1200.0));
    QCOMPARE(ai.retryAfter, std::optional<qint64>(30));
}

void KongFactsTest::cacheHit()
{
    const KongFacts kong = KongFacts::fromHead(headOf(u"kong/541-cache-chat-hit.http"_s));
    QCOMPARE(kong.cacheStatus, u"Hit"_s);
    QCOMPARE(kong.cacheKey.size(), 64);
    QVERIFY(kong.age);
}

void KongFactsTest::requestDebugger()
{
    const KongFacts kong = KongFacts::fromHead(headOf(u"kong/700-debug-chat-plain.http"_s));
    QVERIFY(kong.debugOutput);
    QVERIFY((*kong.debugOutput)[u"child"].isObject());
    QVERIFY(!facts({{"X-Kong-Request-Debug-Output", "{cut"}}).debugOutput);
}

void KongFactsTest::whoAnswered_data()
{
    QTest::addColumn<bool>("madeByKong");
    QTest::newRow("400-key-missing") << true;
    QTest::newRow("031-model-other") << true;
    QTest::newRow("161-upstream-down") << true;
    QTest::newRow("164-upstream-hangs-stream") << true;
    QTest::newRow("140-upstream-400") << false;
    QTest::newRow("149-upstream-429") << false;
    QTest::newRow("150-upstream-500") << false;
}

void KongFactsTest::whoAnswered()
{
    QFETCH(bool, madeByKong);
    const KongFacts kong
        = KongFacts::fromHead(headOf(u"kong/%1.http"_s.arg(QString::fromLatin1(QTest::currentDataTag()))));
    QVERIFY(kong.isKong());
    QCOMPARE(kong.madeByKong, madeByKong);
}

void KongFactsTest::withoutKongNothingIsKnown()
{
    const KongFacts none = facts({{"Server", "uvicorn"}, {"Content-Type", "application/json"}});
    QVERIFY(!none.isKong());
    QVERIFY(!none.madeByKong);
    QVERIFY(!none.proxyLatencyMs && !none.upstreamLatencyMs && !none.age && !none.retryAfter);
    QVERIFY(!facts({{"X-Kong-Proxy-Latency", "soon"}, {"RateLimit-Limit", "many"}}).proxyLatencyMs);
}

void KongFactsTest::retryAfterForms_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<std::optional<qint64>>("seconds");
    QTest::newRow("seconds") << "12"_ba << std::optional<qint64>(12);
    QTest::newRow("date") << "Mon, 23 Nov 2026 17:45:45 GMT"_ba << std::optional<qint64>(30);
    QTest::newRow("date gone by") << "Mon, 23 Nov 2026 17:00:00 GMT"_ba << std::optional<qint64>(0);
    QTest::newRow("negative") << "-1"_ba << std::optional<qint64>();
    QTest::newRow("text") << "later"_ba << std::optional<qint64>();
}

void KongFactsTest::retryAfterForms()
{
    QFETCH(QByteArray, value);
    QFETCH(std::optional<qint64>, seconds);
    QCOMPARE(facts({{"Date", "Mon, 23 Nov 2026 17:45:15 GMT"}, {"Retry-After", value}}).retryAfter, seconds);
}

void KongFactsTest::digitsStayAsSent()
{
    const KongFacts kong = facts({{"X-Kong-Proxy-Latency", "1.50"}, {"X-Kong-Upstream-Latency", "007"}});
    QCOMPARE(kong.proxyLatencyText, u"1.50"_s);
    QCOMPARE(kong.proxyLatencyMs, std::optional(1.5));
    QCOMPARE(kong.upstreamLatencyText, u"007"_s);
    QCOMPARE(kong.upstreamLatencyMs, std::optional(7.0));
}

QObject *makeKongFactsTest()
{
    return new KongFactsTest;
}

#include "tst_kongfacts.moc"
