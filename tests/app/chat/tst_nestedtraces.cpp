// SPDX-License-Identifier: Apache-2.0
#include "tst_nestedtraces.h"

#include "chat/turnrecord.h"
#include "nestedtrace.h"
#include "support/recording.h"
#include "traceform.h"

using base::Json;
using testsupport::NestedTrace;
using testsupport::question;
using testsupport::ReplayedCall;
using namespace Qt::StringLiterals;

namespace {

Json recordedTrace(const QString &scenario, int number = 1)
{
    return *Json::parse(
        testsupport::testData(u"autolog/%1/%2"_s.arg(scenario, testsupport::numbered(u"trace"_s, number, u".json"_s))));
}

QStringList compared(const QString &scenario, const NestedTrace &trace, int number = 1)
{
    return testsupport::differences(testsupport::recordedForm(recordedTrace(scenario, number)),
                                    testsupport::writtenForm(trace.record()));
}

chat::Turn turnOf(const ReplayedCall &call)
{
    chat::Turn turn;
    turn.state = call.outcome.state;
    turn.reply = call.outcome.reply;
    return turn;
}

} // namespace

void TestNestedTraces::oneCallBelowAFunction_data()
{
    QTest::addColumn<QString>("scenario");
    for (const QString &scenario : {u"56-nested-ask-question"_s, u"57-nested-stream"_s, u"70-nested-json-text"_s})
        QTest::newRow(qPrintable(scenario)) << scenario;
}

void TestNestedTraces::oneCallBelowAFunction()
{
    QFETCH(QString, scenario);
    NestedTrace trace(scenario);
    trace.open(u"ask_question"_s, question(scenario));
    trace.close(trace.call(1).outcome.reply.text());
    QCOMPARE(compared(scenario, trace).join(u'\n'), QString());
}

void TestNestedTraces::toolLoop()
{
    const QString scenario = u"18-tool-call-nested"_s;
    NestedTrace trace(scenario);
    const ReplayedCall first = trace.runToolLoop();
    QCOMPARE(first.outcome.reply.first()->toolCalls.size(), 1);
    QCOMPARE(compared(scenario, trace).join(u'\n'), QString());

    // What the reply adds to the history is what the application sent in its second request.
    const Json sent = testsupport::recordedRequest(scenario, 2)[u"body"][u"messages"];
    QCOMPARE(chat::historyMessage(turnOf(first))->json()[u"tool_calls"], sent.at(1)[u"tool_calls"]);
}

void TestNestedTraces::twoModelsAreSummedUp()
{
    const QString scenario = u"60-nested-two-models"_s;
    NestedTrace trace(scenario);
    trace.open(u"compare"_s, question(scenario));
    Json answers = Json::array();
    answers.append(trace.call(1).outcome.reply.text());
    answers.append(trace.call(2).outcome.reply.text());
    trace.close(answers);
    QCOMPARE(compared(scenario, trace).join(u'\n'), QString());
}

void TestNestedTraces::errorReachesTheFunction()
{
    const QString scenario = u"47-error-nested"_s;
    NestedTrace trace(scenario);
    trace.open(u"ask_question"_s, question(scenario));
    trace.failAs(trace.call(1));
    QCOMPARE(compared(scenario, trace).join(u'\n'), QString());
}

void TestNestedTraces::sessionOfTwoTurns()
{
    const QString scenario = u"58-session-two-turns"_s;
    const Json metadata = recordedTrace(scenario)[u"trace_info"][u"trace_metadata"];
    const QString session = metadata[trace::infokeys::Session].toString();
    QVERIFY(!session.isEmpty());
    QList<Json> history;
    for (const int turn : {1, 2}) {
        history.append(testsupport::recordedRequest(scenario, turn)[u"body"][u"messages"].items().last());
        QCOMPARE(Json::array(history), testsupport::recordedRequest(scenario, turn)[u"body"][u"messages"]);
        NestedTrace trace(scenario, session);
        trace.open(u"ask_question"_s, question(scenario, turn));
        const ReplayedCall call = trace.call(turn);
        trace.close(call.outcome.reply.text());
        QCOMPARE(compared(scenario, trace, turn).join(u'\n'), QString());
        history.append(chat::historyMessage(turnOf(call))->json());
    }
}

void TestNestedTraces::userTagsAndRequestId()
{
    const QString scenario = u"59-user-tags-request-id"_s;
    NestedTrace trace(scenario);
    trace.open(u"ask_question"_s, question(scenario));
    trace.live()->editInfo([](trace::TraceInfo &info) {
        info.clientRequestId = u"req-12345"_s;
        info.tags.insert(u"team"_s, u"demo"_s);
        info.metadata.insert(u"deployment"_s, u"blue"_s);
        info.metadata.insert(u"mlflow.trace.user"_s, u"user-42"_s);
    });
    trace.close(trace.call(1).outcome.reply.text());
    QCOMPARE(compared(scenario, trace).join(u'\n'), QString());
}

void TestNestedTraces::abandonedStreamIsWritten_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("exception");
    QTest::newRow("54") << u"54-stream-abandoned-nested"_s << QString();
    QTest::newRow("55") << u"55-stream-consumer-error"_s << u"the consumer failed"_s;
}

// autolog loses the model's span and leaves a trace that says two spans and has one (autologdifferences.h, last row).
void TestNestedTraces::abandonedStreamIsWritten()
{
    QFETCH(QString, scenario);
    QFETCH(QString, exception);
    NestedTrace trace(scenario);
    trace.open(u"ask_question"_s, question(scenario));
    const ReplayedCall call = trace.call(1, 3);
    if (exception.isEmpty())
        trace.close(call.outcome.reply.text());
    else
        trace.fail(u"ValueError"_s, exception);

    const QStringList found = compared(scenario, trace);
    QVERIFY(!found.isEmpty());
    for (const QString &line : found)
        QVERIFY2(line.startsWith("+ span 1 "_L1), qPrintable(line));
    const trace::Span model = call.model();
    QCOMPARE(model.parent, std::optional(trace.record().root()->id));
    QCOMPARE(model.attributes[trace::keys::State].toString(), u"stopped"_s);
    QCOMPARE(model.status, trace::SpanStatus::Ok);
    QCOMPARE(model.events.size(), 3);
    const Json message = model.attributes[trace::keys::SpanOutputs][u"choices"].at(0)[u"message"];
    QCOMPARE(message[u"content"].toString(), call.outcome.reply.text());
    QVERIFY(!call.outcome.reply.text().isEmpty());
}

void TestNestedTraces::traceGrowsSpanBySpan()
{
    NestedTrace trace(u"60-nested-two-models"_s);
    trace.open(u"compare"_s, question(u"60-nested-two-models"_s));
    trace.call(1);
    const quint64 seen = trace.live()->generation();
    const int before = trace.live()->size();
    trace.call(2);
    const auto changes = trace.live()->changesSince(seen);
    QCOMPARE(changes.firstAdded, before);
    QVERIFY(changes.changed.isEmpty());
    trace.close(Json());
    QCOMPARE(trace.live()->changesSince(trace.live()->generation() - 1).changed, QList<int>{0});
}
