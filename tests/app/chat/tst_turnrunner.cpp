// SPDX-License-Identifier: Apache-2.0
#include "tst_turnrunner.h"

#include "chat/recovery.h"
#include "chat/turnrecord.h"
#include "chat/turnrunner.h"
#include "chatbench.h"
#include "gateway/ratewatch.h"
#include "support/fulldisk.h"
#include "support/silentkeyring.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using chat::TurnRunner;
using llm::TurnState;
using testsupport::ChatBench;
using testsupport::SilentKeyring;
using testsupport::waitFor;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000;

void runToEnd(TurnRunner &runner)
{
    QSignalSpy committed(&runner, &TurnRunner::committed);
    runner.start();
    QVERIFY(committed.wait(patience));
}

const trace::Span *spanNamed(const trace::TraceRecord &record, QStringView name)
{
    for (const trace::Span &span : record.spans) {
        if (span.name == name)
            return &span;
    }
    return nullptr;
}

} // namespace

void TestTurnRunner::replyIsStreamedAndCommitted()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"Hel"_s, u"lo"_s, u"."_s}));
    TurnRunner runner(bench.services(), bench.plan(u"Say hello"_s));
    runToEnd(runner);
    QCOMPARE(runner.turn().state, TurnState::Done);
    QCOMPARE(runner.turn().reply.text(), u"Hello."_s);
    QVERIFY(runner.turn().saved);
    QCOMPARE(runner.turn().metrics.outputTokens, std::optional<qint64>(3));
    QCOMPARE(runner.turn().metrics.finishReason, u"stop"_s);
    QVERIFY(runner.turn().metrics.firstTokenMs.value() <= runner.turn().metrics.totalMs.value());

    const auto stored = waitFor(bench.store()->trace(runner.turn().traceId));
    QVERIFY(stored.has_value());
    QCOMPARE(stored->info.state, trace::TraceState::Ok);
    QCOMPARE(stored->info.requestPreview, u"Say hello"_s);
    QCOMPARE(stored->info.responsePreview, u"Hello."_s);
    const auto waiting = waitFor(bench.store()->outboxOf(runner.turn().traceId));
    QVERIFY(waiting->has_value());
    QCOMPARE((*waiting)->destination.experiment, u"Kong AI Gateway"_s);
    QVERIFY(!waitFor(bench.store()->wire(runner.turn().traceId))->isEmpty());
}

void TestTurnRunner::treeGrowsWhileTheReplyRuns()
{
    ChatBench bench;
    bench.setScript(ChatBench::hanging({u"partial"_s}));
    TurnRunner runner(bench.services(), bench.plan(u"Go on"_s));
    runner.start();
    QVERIFY(runner.isRunning());
    QCOMPARE(runner.trace()->size(), 2);
    QTRY_VERIFY_WITH_TIMEOUT(spanNamed(runner.trace()->record(), u"Generation"), patience);
    QVERIFY(!spanNamed(runner.trace()->record(), u"Generation")->end);
    QVERIFY(spanNamed(runner.trace()->record(), u"First token")->end);
    QTRY_COMPARE_WITH_TIMEOUT(runner.turn().reply.text(), u"partial"_s, patience);
    // One time to the first token: under the reply, in the tree, while it runs and at the end.
    const auto ttft = runner.turn().metrics.firstTokenMs;
    const auto inTree = [&runner] {
        return spanNamed(runner.trace()->record(), u"Completions")->attributes[u"spanway.ttft_ms"].toDouble();
    };
    QVERIFY(ttft && *ttft > 0);
    QCOMPARE(inTree(), *ttft);
    runner.stop();
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), patience);
    QCOMPARE(runner.turn().metrics.firstTokenMs, ttft);
    QCOMPARE(inTree(), *ttft);
}

void TestTurnRunner::spansAreNestedAndPhasesMarked()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"ok"_s}));
    TurnRunner runner(bench.services(), bench.plan(u"Hi"_s));
    runToEnd(runner);
    const trace::TraceRecord &record = runner.trace()->record();
    const trace::Span *model = spanNamed(record, u"Completions");
    QCOMPARE(record.root()->type, u"CHAIN"_s);
    QCOMPARE(model->parent, std::optional(record.root()->id));
    QCOMPARE(model->attributes[u"kong.request_id"].toString(), u"0123456789abcdef0123456789abcdef"_s);
    QVERIFY(!record.root()->attributes.contains(trace::keys::TokenUsage));
    QStringList phases;
    for (const trace::Span &span : record.spans) {
        if (!span.attributes.contains(trace::keys::Phase))
            continue;
        phases.append(span.attributes[trace::keys::Phase].toString());
        QCOMPARE(span.parent, std::optional(model->id));
        QVERIFY(span.end && *span.end >= span.start);
        QVERIFY(span.start >= model->start && *span.end <= *model->end);
    }
    QCOMPARE(phases, QStringList({u"connect"_s, u"kong"_s, u"upstream"_s, u"firstToken"_s, u"generation"_s}));
    const trace::Span *kong = spanNamed(record, u"Kong");
    QCOMPARE(kong->attributes[u"spanway.source"].toString(), u"X-Kong-Proxy-Latency"_s);
    QCOMPARE(kong->attributes[u"spanway.source_text"].toString(), u"3"_s);
}

void TestTurnRunner::rateWithoutUsageIsAGuess()
{
    const base::MonoTime first(std::chrono::seconds(100));
    gateway::CallOutcome stopped;
    stopped.state = TurnState::Stopped;
    stopped.streamed = true;
    stopped.tokens.firstToken = first;
    stopped.tokens.lastToken = first + std::chrono::seconds(2);
    stopped.tokens.contentEvents = 41;
    const chat::TurnMetrics metrics = chat::measure(stopped);
    QVERIFY(!metrics.tokensPerSecond);
    QCOMPARE(metrics.noRateReason, u"no usage"_s);
    QCOMPARE(metrics.roughTokensPerSecond, std::optional(20.0));
    stopped.tokens.contentEvents = 9;
    QVERIFY(!chat::measure(stopped).roughTokensPerSecond);
}

void TestTurnRunner::limitsAreHeard()
{
    ChatBench bench;
    bench.setScript([](const http::ServerRequest &, const std::shared_ptr<http::ServerResponse> &response) {
        response->respond(429,
                          {{"Content-Type"_ba, "application/json"_ba},
                           {"RateLimit-Limit"_ba, "5"_ba},
                           {"RateLimit-Remaining"_ba, "0"_ba},
                           {"RateLimit-Reset"_ba, "30"_ba}},
                          R"({"message":"API rate limit exceeded"})");
    });
    gateway::RateWatch rates;
    chat::TurnServices services = bench.services();
    services.rates = &rates;
    const chat::TurnPlan plan = bench.plan(u"Hi"_s);
    TurnRunner runner(services, plan);
    runToEnd(runner);
    const gateway::RateWatch::Reading *reading = rates.reading(plan.profile.id);
    QVERIFY(reading);
    QCOMPARE(reading->window.limit, std::optional(5.0));
    QCOMPARE(reading->window.remaining, std::optional(0.0));
}

void TestTurnRunner::stopKeepsThePartialText()
{
    ChatBench bench;
    bench.setScript(ChatBench::hanging({u"as far "_s, u"as it came"_s}));
    TurnRunner runner(bench.services(), bench.plan(u"Stop me"_s));
    QSignalSpy committed(&runner, &TurnRunner::committed);
    runner.start();
    QTRY_COMPARE_WITH_TIMEOUT(runner.turn().reply.text(), u"as far as it came"_s, patience);
    runner.stop();
    QVERIFY(committed.wait(patience));
    QCOMPARE(runner.turn().state, TurnState::Stopped);
    QCOMPARE(runner.turn().reply.text(), u"as far as it came"_s);
    const auto stored = waitFor(bench.store()->trace(runner.turn().traceId));
    const trace::Span *model = spanNamed(*stored, u"Completions");
    QCOMPARE(model->attributes[trace::keys::State].toString(), u"stopped"_s);
    QCOMPARE(model->status, trace::SpanStatus::Ok);
    QCOMPARE(model->events.size(), 2);
    QVERIFY(runner.turn().metrics.remoteAddress.startsWith("127.0.0.1:"_L1));
    const auto wire = waitFor(bench.store()->wire(runner.turn().traceId));
    QVERIFY(wire.has_value());
    QByteArray sent;
    QByteArray received;
    for (const http::WireEntry &entry : *wire)
        (entry.direction == http::WireEntry::Direction::Sent ? sent : received) += entry.bytes;
    QVERIFY(sent.endsWith(bench.bodies().first()));
    QVERIFY(received.startsWith("HTTP/1.1 200"));
    QVERIFY(received.contains("as it came"));
}

void TestTurnRunner::refusalIsAFailedTurn()
{
    ChatBench bench;
    bench.setScript(ChatBench::refusing(401, R"({"message":"No API key found in request"})"));
    TurnRunner runner(bench.services(), bench.plan(u"Hi"_s));
    runToEnd(runner);
    QCOMPARE(runner.turn().state, TurnState::Failed);
    QCOMPARE(runner.turn().error->kind, base::ErrorKind::Unauthorized);
    const auto stored = waitFor(bench.store()->trace(runner.turn().traceId));
    QCOMPARE(stored->info.state, trace::TraceState::Error);
    QCOMPARE(stored->root()->statusMessage, u"AuthenticationError: Error code: 401 - No API key found in request"_s);
    QCOMPARE(stored->root()->events.size(), 1);
}

void TestTurnRunner::missingSecretSendsNothing()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"never"_s}));
    chat::TurnPlan plan = bench.plan(u"Hi"_s);
    plan.profile.key = {settings::SecretSource::Kind::Environment, u"SPANWAY_TEST_NO_SUCH_VARIABLE"_s, {}};
    TurnRunner runner(bench.services(), plan);
    runToEnd(runner);
    QCOMPARE(runner.turn().state, TurnState::Failed);
    QVERIFY(runner.turn().error->message.contains(u"SPANWAY_TEST_NO_SUCH_VARIABLE"));
    QVERIFY(bench.bodies().isEmpty());
}

void TestTurnRunner::stopDoesNotWaitForTheKeyring()
{
    ChatBench bench;
    base::Redactor redactor;
    settings::SecretStore silent(&redactor,
                                 std::make_unique<SilentKeyring>(std::make_shared<SilentKeyring::Questions>()));
    silent.setPatience(std::chrono::hours(1));
    chat::TurnServices services = bench.services();
    services.secrets = &silent;
    chat::TurnPlan plan = bench.plan(u"Say hello"_s);
    plan.profile.key = {settings::SecretSource::Kind::Keyring, {}, u"locked"_s};
    TurnRunner runner(services, plan);
    QSignalSpy committed(&runner, &TurnRunner::committed);
    runner.start();
    QVERIFY(runner.isRunning());
    runner.stop();
    QTRY_COMPARE(committed.size(), 1);
    QCOMPARE(runner.turn().state, TurnState::Stopped);
    QVERIFY(bench.bodies().isEmpty());
}

void TestTurnRunner::runnerMayBeDestroyedAtAnyTime()
{
    ChatBench bench;
    bench.setScript(ChatBench::hanging({u"x"_s}));
    auto early = std::make_unique<TurnRunner>(bench.services(), bench.plan(u"1"_s));
    early->start();
    early.reset();
    auto late = std::make_unique<TurnRunner>(bench.services(), bench.plan(u"2"_s));
    late->start();
    QTRY_COMPARE_WITH_TIMEOUT(late->turn().reply.text(), u"x"_s, patience);
    late.reset();
    auto inside = std::make_unique<TurnRunner>(bench.services(), bench.plan(u"3"_s));
    connect(inside.get(), &TurnRunner::changed, this, [&inside] { inside.release()->deleteLater(); });
    inside->start();
    QTRY_VERIFY_WITH_TIMEOUT(!inside, patience);
    bench.setScript(ChatBench::streaming({u"y"_s}));
    auto atEnd = std::make_unique<TurnRunner>(bench.services(), bench.plan(u"4"_s));
    connect(atEnd.get(), &TurnRunner::ended, this, [&atEnd] { atEnd.reset(); });
    atEnd->start();
    QTRY_VERIFY_WITH_TIMEOUT(!atEnd, patience);
}

void TestTurnRunner::nothingLeavesWithoutDraft()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"ok"_s}));
    chat::TurnPlan plan = bench.plan(u"Hi"_s);
    plan.draft = chat::outboxDraft(plan.profile, {}, settings::ContentMode::Nothing);
    TurnRunner runner(bench.services(), plan);
    runToEnd(runner);
    QVERIFY(!waitFor(bench.store()->outboxOf(runner.turn().traceId))->has_value());
}

void TestTurnRunner::interruptedTurnIsRecovered()
{
    ChatBench bench;
    // A turn of a process that is gone: written as a runner writes it, with an owner that does not live.
    const chat::TurnPlan plan = bench.plan(u"Cut off"_s);
    const auto seed = chat::TurnRecorder::Seed::fresh(base::Clock().now());
    chat::Turn turn;
    turn.id = u"turn-1"_s;
    turn.traceId = seed.trace;
    turn.created = seed.start;
    turn.prompt = u"Cut off"_s;
    turn.request = plan.request;
    store::TurnRecord record = chat::toRecord(turn, plan, seed);
    record.owner = {1, 1};
    waitFor(bench.store()->beginTurn(record));
    QByteArray journal;
    for (const QString &word : {u"half "_s, u"a reply"_s}) {
        const QByteArray data = ChatBench::event(word).mid(6).trimmed();
        journal += base::Json::object({{u"t"_s, qint64(seed.start.time_since_epoch().count() + 1000)},
                                       {u"d"_s, QString::fromUtf8(data)}})
                       .write()
            + '\n';
    }
    waitFor(bench.store()->appendJournal({{turn.id, journal + R"({"t":1,"d":"cut)"}}));

    chat::Recovery recovery(bench.services());
    QSignalSpy finished(&recovery, &chat::Recovery::finished);
    recovery.start();
    QVERIFY(finished.wait(patience));
    QCOMPARE(finished.first().first().toInt(), 1);
    const auto stored = waitFor(bench.store()->trace(seed.trace));
    QVERIFY(stored.has_value());
    const trace::Span *model = spanNamed(*stored, u"Completions");
    QCOMPARE(model->id, seed.model);
    QCOMPARE(model->status, trace::SpanStatus::Error);
    QCOMPARE(model->attributes[trace::keys::State].toString(), u"interrupted"_s);
    QCOMPARE(model->events.size(), 3);
    QCOMPARE(model->events.last().attributes[u"exception.type"].toString(), u"Interrupted"_s);
    QCOMPARE(*model->end, seed.start + std::chrono::nanoseconds(1000));
    QVERIFY(waitFor(bench.store()->outboxOf(seed.trace))->has_value());
    QVERIFY(waitFor(bench.store()->interruptedTurns())->isEmpty());
}

/// Nobody asks: the disk has room again, and nothing else is written that would tell.
void TestTurnRunner::whatTheDiskRefusedIsSavedLater()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"kept"_s}));
    TurnRunner runner(bench.services(), bench.plan(u"Hi"_s));
    auto full = std::make_unique<testsupport::FullDisk>();
    runToEnd(runner);
    QVERIFY(runner.turn().saveFailed);
    QVERIFY(!runner.turn().saved);
    QVERIFY(!runner.turn().saveProblem.isEmpty());
    full.reset();
    QTRY_VERIFY_WITH_TIMEOUT(runner.turn().saved, patience);
    QVERIFY(!runner.turn().saveFailed);
    QVERIFY(runner.turn().saveProblem.isEmpty());
    const auto stored = waitFor(bench.store()->trace(runner.turn().traceId));
    QVERIFY(stored.has_value());
    QCOMPARE(stored->info.responsePreview, u"kept"_s);
    QVERIFY(waitFor(bench.store()->outboxOf(runner.turn().traceId))->has_value());
    QVERIFY(!waitFor(bench.store()->wire(runner.turn().traceId))->isEmpty());
    QVERIFY(bench.store()->health().writable);
}

void TestTurnRunner::whatTheDiskRefusedIsSavedOnAsking()
{
    ChatBench bench;
    bench.setScript(ChatBench::streaming({u"kept"_s}));
    TurnRunner runner(bench.services(), bench.plan(u"Hi"_s));
    QSignalSpy trying(&runner, &TurnRunner::savingAgain);
    QSignalSpy tried(&runner, &TurnRunner::committed);
    runner.saveAgain(); // nothing is there yet
    QCOMPARE(trying.size(), 0);
    auto full = std::make_unique<testsupport::FullDisk>();
    runToEnd(runner);
    trying.clear();
    tried.clear();
    runner.saveAgain();
    runner.saveAgain(); // one is under way
    QCOMPARE(trying.size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(tried.size(), 1, patience);
    QCOMPARE(tried[0][0].toBool(), false);
    full.reset();
    trying.clear();
    runner.saveAgain();
    QCOMPARE(trying.size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(runner.turn().saved, patience);
    trying.clear();
    runner.saveAgain(); // it is done
    QCOMPARE(trying.size(), 0);
}
