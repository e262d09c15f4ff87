// SPDX-License-Identifier: Apache-2.0
#include "tst_recovery.h"

#include "chat/journalhead.h"
#include "chat/recovery.h"
#include "chat/turnrecord.h"
#include "chat/turnrunner.h"
#include "chatbench.h"

#include <QtTest/QSignalSpy>

using base::Json;
using testsupport::ChatBench;
using testsupport::waitFor;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString conversation = u"conversation-1"_s;

/// Runs a turn until `ready`, ends its runner as a kill would, and gives the trace as recovery finishes it.
struct Killed
{
    trace::TraceRecord live; ///< as it stood at the kill
    trace::TraceRecord recovered;
    chat::Turn turn;
};

Killed killWhen(ChatBench &bench, const std::function<bool(const chat::TurnRunner &)> &ready)
{
    Killed result;
    chat::TurnPlan plan = bench.plan(u"Cut off"_s);
    plan.conversationId = conversation;
    auto runner = std::make_unique<chat::TurnRunner>(bench.services(), plan);
    runner->start();
    if (!QTest::qWaitFor([&] { return ready(*runner); }, 30000))
        qFatal("the turn did not get so far");
    bench.services().journal->flush();
    result.live = runner->trace()->record();
    runner.reset();
    store::TurnRecord record = waitFor(bench.store()->turns(conversation))->first();
    record.owner = {1, 1}; // a process that does not live
    waitFor(bench.store()->beginTurn(record));

    chat::Recovery recovery(bench.services());
    QSignalSpy finished(&recovery, &chat::Recovery::finished);
    recovery.start();
    if (!QTest::qWaitFor([&] { return finished.size() == 1; }, 30000))
        qFatal("recovery did not finish");
    result.recovered = waitFor(bench.store()->trace(result.live.info.id)).value_or(trace::TraceRecord());
    result.turn = chat::turnFromRecord(waitFor(bench.store()->turns(conversation))->first());
    return result;
}

const trace::Span *spanNamed(const trace::TraceRecord &record, QStringView name)
{
    for (const trace::Span &span : record.spans) {
        if (span.name == name)
            return &span;
    }
    return nullptr;
}

http::Head sampleHead(base::MonoTime start)
{
    http::Head head;
    head.status = 200;
    head.reason = "OK";
    head.headers
        = {{"X-Kong-Request-Id", "abc", false}, {"Set-Cookie", "sid=canary", false}, {"X-Mine", "canary", true}};
    head.at = start + 30ms;
    head.reusedConnection = true;
    head.timings.start = start;
    head.timings.ready = 10ms;
    head.timings.headerEnd = 30ms;
    return head;
}

} // namespace

void TestRecovery::headSurvives()
{
    ChatBench bench;
    bench.setScript(ChatBench::hanging({u"half "_s, u"a reply"_s}));
    const Killed killed
        = killWhen(bench, [](const auto &runner) { return runner.turn().reply.text() == u"half a reply"_s; });

    const trace::Span *model = spanNamed(killed.recovered, u"Completions");
    QVERIFY(model);
    QCOMPARE(model->attributes[trace::keys::State].toString(), u"interrupted"_s);
    QCOMPARE(model->attributes[u"kong.request_id"].toString(), u"0123456789abcdef0123456789abcdef"_s);
    QCOMPARE(model->attributes[u"kong.proxy_latency_ms"].toDouble(), 3.0);
    QCOMPARE(model->attributes[u"spanway.http_status"].toInt64(), 200);
    QVERIFY(model->attributes[u"spanway.ttft_ms"].isNumber());
    QCOMPARE(killed.recovered.info.tags.value(u"kong.request_id"_s), u"0123456789abcdef0123456789abcdef"_s);
    for (const QString &phase : {u"Connect"_s, u"Kong"_s, u"Upstream wait"_s, u"First token"_s}) {
        const trace::Span *live = spanNamed(killed.live, phase);
        const trace::Span *kept = spanNamed(killed.recovered, phase);
        QVERIFY2(live && kept, qPrintable(phase));
        QCOMPARE(kept->start, live->start);
        QCOMPARE(*kept->end, *live->end);
    }
    QVERIFY(spanNamed(killed.recovered, u"Generation")->end);

    QCOMPARE(killed.turn.state, llm::TurnState::Interrupted);
    QCOMPARE(killed.turn.reply.text(), u"half a reply"_s);
    QCOMPARE(killed.turn.metrics.requestId, u"0123456789abcdef0123456789abcdef"_s);
    QCOMPARE(killed.turn.metrics.contentEvents, 2);
    QVERIFY(killed.turn.metrics.firstTokenMs && *killed.turn.metrics.firstTokenMs <= *killed.turn.metrics.totalMs);
    QCOMPARE(killed.turn.error->requestId, killed.turn.metrics.requestId);
}

void TestRecovery::killBeforeTheFirstEvent()
{
    ChatBench bench;
    bench.setScript(ChatBench::hanging({}));
    const Killed killed
        = killWhen(bench, [](const auto &runner) { return spanNamed(runner.trace()->record(), u"Kong"); });
    const trace::Span *model = spanNamed(killed.recovered, u"Completions");
    QCOMPARE(model->attributes[u"kong.request_id"].toString(), u"0123456789abcdef0123456789abcdef"_s);
    QVERIFY(!model->attributes.contains(u"spanway.ttft_ms"));
    QVERIFY(!spanNamed(killed.recovered, u"Generation"));
    QVERIFY(killed.turn.metrics.totalMs && !killed.turn.metrics.firstTokenMs);
}

void TestRecovery::secretHeadersAreMasked()
{
    const base::Clock clock;
    const Json json = chat::headToJournal(sampleHead(std::chrono::steady_clock::now()), clock);
    QVERIFY(!json.write().contains("canary"));
    QVERIFY(json.write().contains("Set-Cookie"));
}

void TestRecovery::headOfAnotherClock()
{
    const base::Timestamp wall(1'700'000'000s);
    const base::Clock theirs(base::MonoTime(5s), wall);
    const base::Clock ours(base::MonoTime(90s), wall + 1h); // after a new start of the machine
    const http::Head head = sampleHead(base::MonoTime(6s));
    const http::Head back = chat::headFromJournal(*Json::parse(chat::headToJournal(head, theirs).write()), ours);
    QCOMPARE(back.status, head.status);
    QCOMPARE(back.reason, head.reason);
    QCOMPARE(http::headerValue(back.headers, "x-kong-request-id"), "abc");
    QVERIFY(back.reusedConnection);
    QVERIFY(ours.wall(back.timings.start) == theirs.wall(head.timings.start));
    QVERIFY(ours.wall(back.at) == theirs.wall(head.at));
    QVERIFY(back.timings.ready == head.timings.ready && back.timings.headerEnd == head.timings.headerEnd);
    QVERIFY(!back.timings.connect);
    const http::Head broken = chat::headFromJournal(Json::object({{u"headers"_s, 3}}), ours);
    QCOMPARE(broken.status, 0);
}
