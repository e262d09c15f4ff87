// SPDX-License-Identifier: Apache-2.0
#include "tst_sendreport.h"

#include "cli/sendreport.h"

#include <QtTest/QTest>

using base::Json;
using cli::ExitCode;
using llm::TurnState;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

void TestSendReport::everyStateHasItsExitCode()
{
    QCOMPARE(cli::exitCodeFor(TurnState::Done), ExitCode::Done);
    QCOMPARE(cli::exitCodeFor(TurnState::Failed), ExitCode::Failed);
    QCOMPARE(cli::exitCodeFor(TurnState::Incomplete), ExitCode::Incomplete);
    QCOMPARE(cli::exitCodeFor(TurnState::TimedOut), ExitCode::Incomplete);
    QCOMPARE(cli::exitCodeFor(TurnState::Stopped), ExitCode::Stopped);
}

void TestSendReport::reportOfAReply()
{
    chat::Turn turn;
    turn.state = TurnState::Done;
    turn.traceId = *trace::TraceId::fromHex(u"0123456789abcdef0123456789abcdef");
    llm::Choice choice;
    choice.text = u"Hello"_s;
    choice.hasText = true;
    choice.finishReason = u"stop"_s;
    llm::ToolCall call;
    call.id = u"c"_s;
    call.name = u"f"_s;
    call.arguments = u"{}"_s;
    choice.toolCalls = {call};
    turn.reply.choices = {choice};
    turn.reply.usage = llm::Usage::fromJson(*Json::parse(R"({"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"x":1.0})"));
    gateway::CallOutcome outcome;
    outcome.transport.timings.connect = 2ms;
    outcome.transport.timings.end = 10ms;
    outcome.tokens.firstToken = outcome.transport.timings.start + 5ms;
    gateway::RateWindow window;
    window.limit = 5;
    window.remaining = 1;
    window.unit = u"calls"_s;
    outcome.kong.rateLimits = {window};

    const Json report = cli::sendReport(turn, outcome, {u"sent"_s, 1, {}});
    QStringList keys;
    for (const auto &[key, value] : report.members())
        keys.append(key);
    QCOMPARE(keys, QStringList({u"traceId"_s, u"mlflowTraceId"_s, u"state"_s, u"text"_s, u"reasoning"_s, u"toolCalls"_s,
                                u"finishReason"_s, u"choices"_s, u"usage"_s, u"timings"_s, u"kong"_s, u"error"_s, u"export"_s}));
    QCOMPARE(report[u"mlflowTraceId"].toString(), u"tr-0123456789abcdef0123456789abcdef"_s);
    QCOMPARE(report[u"text"].toString(), u"Hello"_s);
    QCOMPARE(report[u"toolCalls"].at(0)[u"function"][u"name"].toString(), u"f"_s);
    QCOMPARE(report[u"usage"].write(), R"({"prompt_tokens":1,"completion_tokens":2,"total_tokens":3,"x":1.0})"_ba);
    QCOMPARE(report[u"timings"][u"connect"].toDouble(), 2.0);
    QCOMPARE(report[u"timings"][u"firstToken"].toDouble(), 5.0);
    QVERIFY(report[u"timings"][u"tls"].isNull());
    QCOMPARE(report[u"kong"][u"rateLimit"][u"remaining"].toInt64(), 1);
    QVERIFY(report[u"error"].isNull());
    QCOMPARE(report[u"export"][u"state"].toString(), u"sent"_s);
}

void TestSendReport::reportOfAFailure()
{
    chat::Turn turn;
    turn.state = TurnState::Failed;
    turn.error = base::Error::fromStatus(429, u"Too many"_s);
    turn.error->requestId = u"r"_s;
    const Json report = cli::sendReport(turn, {}, cli::exportReport(std::nullopt));
    QCOMPARE(report[u"state"].toString(), u"failed"_s);
    QCOMPARE(report[u"error"][u"kind"].toString(), u"rateLimited"_s);
    QCOMPARE(report[u"error"][u"httpStatus"].toInt64(), 429);
    QCOMPARE(report[u"error"][u"message"].toString(), u"Too many"_s);
    QCOMPARE(report[u"error"][u"requestId"].toString(), u"r"_s);
    QCOMPARE(report[u"export"][u"state"].toString(), u"none"_s);
    QCOMPARE(report[u"choices"].size(), 0);
}

void TestSendReport::refusedCommandLine()
{
    const base::Error error(base::ErrorKind::InvalidInput, u"Unknown option 'fly'."_s);
    const Json report = cli::refusedReport(error);
    QCOMPARE(report[u"error"][u"kind"].toString(), u"usage"_s);
    QCOMPARE(report[u"error"][u"message"].toString(), u"Unknown option 'fly'."_s);
    QCOMPARE(report[u"state"].toString(), u"failed"_s);
    QVERIFY(report[u"traceId"].isNull());
    QCOMPARE(cli::refusedAnswer(error)[u"error"][u"kind"].toString(), u"usage"_s);
}

void TestSendReport::errorsNameOptions_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("suggestedModel");
    QTest::addColumn<QString>("option");
    QTest::newRow("key") << 401 << QString() << u"--key-header 'apikey: {key}'"_s;
    QTest::newRow("route") << 404 << QString() << u"--gateway"_s;
    QTest::newRow("model") << 400 << QString() << u"--model NAME"_s;
    QTest::newRow("only model") << 400 << u"gpt-4o"_s << u"--model gpt-4o"_s;
}

void TestSendReport::errorsNameOptions()
{
    QFETCH(const int, status);
    QFETCH(const QString, suggestedModel);
    QFETCH(const QString, option);
    chat::Turn turn;
    turn.state = TurnState::Failed;
    turn.error = base::Error::fromStatus(status, u"Refused. Change the key header."_s);
    turn.suggestedModel = suggestedModel;
    const QString message = cli::sendReport(turn, {}, {})[u"error"][u"message"].toString();
    QVERIFY2(message.startsWith(u"Refused. Change the key header. --"_s), qPrintable(message));
    QVERIFY2(message.contains(option), qPrintable(message));
}
