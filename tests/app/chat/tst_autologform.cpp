// SPDX-License-Identifier: Apache-2.0
#include "tst_autologform.h"

#include "base/json.h"
#include "replayedcall.h"
#include "support/recording.h"

#include <QtTest/QTest>

using base::Json;
using base::JsonStyle;
using testsupport::replay;
using testsupport::testData;
using namespace Qt::StringLiterals;

namespace {

/// Several calls below one CHAIN span are one trace; without such a span each call is its own.
bool isNested(const QString &scenario)
{
    return scenario.startsWith("18-"_L1) || scenario.startsWith("60-"_L1);
}

/// The model's span as the server gave it back: attribute values are JSON text.
Json recordedSpan(const QString &scenario, int exchange)
{
    const bool own = exchange == 1 || isNested(scenario) || scenario.startsWith("4"_L1);
    const QString file = own ? u"trace.json"_s : u"trace.%1.json"_s.arg(exchange);
    const Json trace = *Json::parse(testData(u"autolog/"_s + scenario + u'/' + file));
    int skip = isNested(scenario) ? exchange - 1 : 0;
    for (const Json &span : trace[u"get_trace_artifact"][u"spans"].items()) {
        if (span[u"attributes"][u"mlflow.spanType"].toString() == "\"CHAT_MODEL\""_L1 && skip-- == 0)
            return span;
    }
    return {};
}

/// Ours in the same form: what the server adds is left out, what we add on top as well.
QList<std::pair<QString, QString>> ourAttributes(const trace::Span &span)
{
    QList<std::pair<QString, QString>> result;
    for (const auto &[key, value] : span.attributes.members()) {
        if (!key.startsWith("kong."_L1) && !key.startsWith("spanway."_L1))
            result.append({key, QString::fromUtf8(value.write(JsonStyle::Python))});
    }
    return result;
}

QList<std::pair<QString, QString>> recordedAttributes(const Json &span)
{
    // Set by MLflow's client or server whatever the application does; the exporter's tests look at them.
    const QStringList others{u"mlflow.traceRequestId"_s, u"mlflow.llm.cost"_s};
    const bool failed = span[u"status"][u"code"].toString() == "STATUS_CODE_ERROR"_L1;
    QList<std::pair<QString, QString>> result;
    for (const auto &[key, value] : span[u"attributes"].members()) {
        const bool byServer = failed && key == "mlflow.llm.model"_L1;
        if (!others.contains(key) && !byServer)
            result.append({key, value.toString()});
    }
    return result;
}

void addScenarios(const QStringList &names)
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<int>("exchange");
    for (const QString &name : names) {
        QTest::newRow(qPrintable(name)) << name << 1;
        if (name.startsWith("16-"_L1) || name.startsWith("58-"_L1) || isNested(name))
            QTest::newRow(qPrintable(name + u" second"_s)) << name << 2;
    }
}

testsupport::ReplayOptions endingOf(const QString &scenario)
{
    testsupport::ReplayOptions options;
    if (scenario.startsWith("48-"_L1))
        options.cut = base::Error(base::ErrorKind::Incomplete, u"cut"_s);
    return options;
}

Json outputsOf(const testsupport::ReplayedCall &call)
{
    return call.model().attributes[trace::keys::SpanOutputs];
}

} // namespace

void TestAutologForm::sameAsRecorded_data()
{
    addScenarios({u"01-plain-user"_s,           u"02-plain-system-user"_s,    u"03-plain-parameters"_s,
                  u"05-plain-cached-tokens"_s,  u"06-plain-unknown-model"_s,  u"07-plain-prefixed-model"_s,
                  u"08-plain-without-usage"_s,  u"09-plain-unicode-long"_s,   u"10-plain-content-parts"_s,
                  u"11-plain-n2"_s,             u"13-plain-reasoning-content"_s, u"14-plain-refusal"_s,
                  u"15-plain-finish-length"_s,  u"16-tool-call-separate"_s,   u"17-tool-call-separate-object"_s,
                  u"19-tool-calls-parallel"_s,  u"21-stream-without-usage"_s, u"22-stream-include-usage"_s,
                  u"23-stream-role-only-first"_s, u"24-stream-usage-in-last-choice"_s, u"25-stream-finish-length"_s,
                  u"28-stream-unicode"_s,       u"29-stream-empty"_s,         u"31-stream-kong-gemini"_s,
                  u"32-plain-kong-anthropic"_s, u"33-error-400"_s,            u"34-error-400-kong"_s,
                  u"35-error-401"_s,            u"36-error-404"_s,            u"37-error-429"_s,
                  u"38-error-429-stream"_s,     u"39-error-500"_s,            u"40-error-502"_s,
                  u"41-error-503"_s,            u"46-error-200-not-json"_s,   u"48-stream-cut"_s,
                  u"51-stream-bad-json"_s,      u"71-tools-schema-complex"_s, u"73-tools-custom-type"_s,
                  u"18-tool-call-nested"_s,     u"47-error-nested"_s,         u"56-nested-ask-question"_s,
                  u"57-nested-stream"_s,        u"58-session-two-turns"_s,    u"60-nested-two-models"_s,
                  u"61-async-plain"_s,          u"62-async-stream"_s});
    // autolog's client tried again by itself and left one span; here each attempt is a turn of its own, this is the last.
    QTest::newRow("42 last attempt") << u"42-error-503-default-retries"_s << 3;
    QTest::newRow("43 last attempt") << u"43-retry-429-then-ok"_s << 2;
}

void TestAutologForm::sameAsRecorded()
{
    QFETCH(QString, scenario);
    QFETCH(int, exchange);
    const auto call = replay(scenario, exchange, endingOf(scenario));
    const Json recorded = recordedSpan(scenario, exchange);
    QVERIFY(recorded.isObject());

    auto expected = recordedAttributes(recorded);
    auto actual = ourAttributes(call.model());
    // The application gave its arguments in an order of its own; the body has another (golden README, option --order).
    const auto isArgument = [](const std::pair<QString, QString> &entry) { return !entry.first.startsWith("mlflow."_L1); };
    for (auto *list : {&expected, &actual}) {
        const auto first = std::find_if(list->begin(), list->end(), isArgument);
        const auto last = std::find_if_not(first, list->end(), isArgument);
        std::sort(first, last);
    }
    for (qsizetype i = 0; i < std::max(expected.size(), actual.size()); ++i) {
        QCOMPARE(actual.value(i).first, expected.value(i).first);
        if (expected.value(i).first != trace::keys::SpanInputs)
            QCOMPARE(actual.value(i).second, expected.value(i).second);
    }
    const QString status = call.model().status == trace::SpanStatus::Ok ? u"STATUS_CODE_OK"_s : u"STATUS_CODE_ERROR"_s;
    QCOMPARE(status, recorded[u"status"][u"code"].toString());
    QVERIFY(call.model().statusMessage.isEmpty());
}

void TestAutologForm::chunkEvents_data()
{
    addScenarios({u"20-stream-tool-call"_s, u"21-stream-without-usage"_s, u"22-stream-include-usage"_s,
                  u"23-stream-role-only-first"_s, u"27-stream-refusal"_s, u"28-stream-unicode"_s, u"29-stream-empty"_s,
                  u"31-stream-kong-gemini"_s, u"37-error-429"_s, u"48-stream-cut"_s, u"49-stream-ends-early"_s,
                  u"51-stream-bad-json"_s});
}

void TestAutologForm::chunkEvents()
{
    QFETCH(QString, scenario);
    const auto call = replay(scenario, 1, endingOf(scenario));
    const Json recorded = recordedSpan(scenario, 1)[u"events"];
    QCOMPARE(call.model().events.size(), recorded.size());
    for (qsizetype i = 0; i < recorded.size(); ++i) {
        const trace::SpanEvent &event = call.model().events.at(i);
        QCOMPARE(event.name, recorded.at(i)[u"name"].toString());
        for (const auto &[key, value] : recorded.at(i)[u"attributes"].members()) {
            if (key != "exception.stacktrace"_L1)
                QCOMPARE(event.attributes[key].toString(), value.toString());
            QVERIFY(event.attributes.contains(key));
        }
    }
}

// The application's extra_body, extra_headers and timeout are arguments of the Python call; we see what was sent.
void TestAutologForm::argumentsAreTheBodysMembers()
{
    const auto call = replay(u"04-plain-extra"_s, 1);
    const Json recorded = recordedSpan(u"04-plain-extra"_s, 1)[u"attributes"];
    const Json body = testsupport::recordedRequest(u"04-plain-extra"_s, 1)[u"body"];
    QCOMPARE(call.model().attributes[trace::keys::SpanInputs], body);
    const Json extra = *Json::parse(recorded[u"extra_body"].toString().toUtf8());
    QCOMPARE(extra.size(), 2);
    for (const auto &[key, value] : extra.members())
        QCOMPARE(call.model().attributes[key], value);
    QVERIFY(!call.model().attributes.contains(u"extra_headers"));
    QCOMPARE(QString::fromUtf8(outputsOf(call).write(JsonStyle::Python)), recorded[trace::keys::SpanOutputs].toString());
}

void TestAutologForm::streamedToolCallIsWritten()
{
    const Json choice = outputsOf(replay(u"20-stream-tool-call"_s, 1))[u"choices"].at(0);
    // The same call not streamed is recorded in 16: this is its form.
    const Json plain = *Json::parse(recordedSpan(u"16-tool-call-separate"_s, 1)[u"attributes"][trace::keys::SpanOutputs].toString().toUtf8());
    QCOMPARE(choice[u"finish_reason"].toString(), u"tool_calls"_s);
    QVERIFY(choice[u"message"][u"content"].isNull());
    const Json call = choice[u"message"][u"tool_calls"].at(0);
    const Json plainCall = plain[u"choices"].at(0)[u"message"][u"tool_calls"].at(0);
    QCOMPARE(call.members().size(), plainCall.members().size());
    for (qsizetype i = 0; i < call.size(); ++i)
        QCOMPARE(call.members().at(i).first, plainCall.members().at(i).first);
    QCOMPARE(call[u"function"], plainCall[u"function"]);
}

void TestAutologForm::streamedRefusalIsWritten()
{
    const Json message = outputsOf(replay(u"27-stream-refusal"_s, 1))[u"choices"].at(0)[u"message"];
    QVERIFY(message[u"content"].isNull());
    QCOMPARE(message[u"refusal"].toString(), u"I'm sorry, I can't."_s);
}

void TestAutologForm::realFinishReasonIsWritten()
{
    const auto call = replay(u"26-stream-finish-length-usage"_s, 1);
    QCOMPARE(outputsOf(call)[u"choices"].at(0)[u"finish_reason"].toString(), u"length"_s);
}

void TestAutologForm::missingFinishReasonStaysMissing()
{
    const auto call = replay(u"49-stream-ends-early"_s, 1);
    QVERIFY(outputsOf(call)[u"choices"].at(0)[u"finish_reason"].isNull());
    QCOMPARE(call.model().attributes[trace::keys::State].toString(), u"incomplete"_s);
    QCOMPARE(call.model().status, trace::SpanStatus::Ok);
}

void TestAutologForm::traceThatAutologLosesIsWritten()
{
    const auto call = replay(u"30-stream-kong-anthropic"_s, 1);
    const Json outputs = outputsOf(call);
    QCOMPARE(outputs[u"choices"].at(0)[u"message"][u"content"].toString(), u"Paris."_s);
    QVERIFY(outputs[u"created"].isNull());
    QVERIFY(outputs[u"choices"].at(0)[u"finish_reason"].isNull());
    QCOMPARE(call.model().attributes[trace::keys::State].toString(), u"done"_s);
}
