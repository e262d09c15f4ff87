// SPDX-License-Identifier: Apache-2.0
#include "mlflow/tracecheck.h"

#include "outboxfixture.h"

#include <functional>

using namespace Qt::StringLiterals;
using base::Json;
using mlflowtest::makeTrace;
using trace::TraceRecord;

namespace {

using Change = std::function<void(TraceRecord &)>;

void setUsage(TraceRecord &record, const Json &usage)
{
    record.spans.last().attributes.set(trace::keys::TokenUsage.toString(), usage);
}

} // namespace

Q_DECLARE_METATYPE(Change)

/// What MLflow would refuse or show wrongly, each found before it is sent.
class TraceCheckTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void good();
    void problems_data();
    void problems();
    void totalIsAdded();
    void providerWithoutPriceIsMoved();
    void providerWithPriceStays();
};

void TraceCheckTest::good()
{
    QCOMPARE(mlflow::exportProblem(makeTrace()), std::nullopt);
}

void TraceCheckTest::problems_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("says");
    const auto add
        = [](const char *name, const Change &change, const QString &says) { QTest::newRow(name) << change << says; };
    add(
        "no spans", [](TraceRecord &r) { r.spans.clear(); }, u"no root"_s);
    add(
        "no root", [](TraceRecord &r) { r.spans.first().parent = trace::SpanId::random(); }, u"no root"_s);
    add(
        "no trace id", [](TraceRecord &r) { r.info.id = {}; }, u"no id"_s);
    add(
        "no span id", [](TraceRecord &r) { r.spans.last().id = {}; }, u"no id"_s);
    add(
        "own parent", [](TraceRecord &r) { r.spans.last().parent = r.spans.last().id; }, u"own parent"_s);
    add(
        "same id twice", [](TraceRecord &r) { r.spans.append(r.spans.last()); }, u"same id"_s);
    add(
        "running", [](TraceRecord &r) { r.spans.last().end.reset(); }, u"not ended"_s);
    add(
        "ends early", [](TraceRecord &r) { r.spans.last().end = r.spans.last().start - std::chrono::nanoseconds(1); },
        u"before it starts"_s);
    add(
        "start 0", [](TraceRecord &r) { r.spans.last().start = {}; }, u"no start"_s);
    add(
        "before 1970", [](TraceRecord &r) { r.spans.last().start = base::Timestamp(std::chrono::nanoseconds(-5)); },
        u"no start"_s);
    add(
        "early event",
        [](TraceRecord &r) {
            r.spans.last().events.append({u"e"_s, base::Timestamp(std::chrono::nanoseconds(-5)), {}});
        },
        u"1970"_s);
    add(
        "session", [](TraceRecord &r) { r.info.session = QString(251, u's'); }, u"250"_s);
    add(
        "session of a span", [](TraceRecord &r) { r.spans.last().attributes.set(u"session.id"_s, QString(251, u's')); },
        u"250"_s);
    add(
        "name", [](TraceRecord &r) { r.info.name = QString(4097, u'n'); }, u"4096"_s);
    add(
        "text as tokens",
        [](TraceRecord &r) {
            setUsage(r, Json::object({{u"total_tokens"_s, u"15"_s}}));
        },
        u"whole numbers"_s);
    add(
        "fraction of a token",
        [](TraceRecord &r) {
            setUsage(r, Json::object({{u"input_tokens"_s, 1.5}}));
        },
        u"whole numbers"_s);
    add(
        "usage is text", [](TraceRecord &r) { setUsage(r, u"15"_s); }, u"not an object"_s);
    add(
        "cost is text",
        [](TraceRecord &r) { r.spans.last().attributes.set(trace::keys::LlmCost.toString(), u"abc"_s); },
        u"three numbers"_s);
    add(
        "cost lacks a part",
        [](TraceRecord &r) {
            r.spans.last().attributes.set(trace::keys::LlmCost.toString(), Json::object({{u"total_cost"_s, 0.5}}));
        },
        u"three numbers"_s);
}

void TraceCheckTest::problems()
{
    QFETCH(Change, change);
    QFETCH(QString, says);
    TraceRecord record = makeTrace();
    change(record);
    const auto problem = mlflow::exportProblem(record);
    QVERIFY(problem);
    QVERIFY2(problem->contains(says), qPrintable(*problem));
}

void TraceCheckTest::totalIsAdded()
{
    TraceRecord record = makeTrace();
    setUsage(record, Json::object({{u"input_tokens"_s, 3}, {u"output_tokens"_s, 4}}));
    mlflow::mendSpans(record);
    QCOMPARE(record.spans.last().attributes[trace::keys::TokenUsage][u"total_tokens"].toInt64(), 7);
    setUsage(record, Json::object({{u"input_tokens"_s, 3}}));
    mlflow::mendSpans(record);
    QVERIFY(!record.spans.last().attributes[trace::keys::TokenUsage].contains(u"total_tokens"));
}

void TraceCheckTest::providerWithoutPriceIsMoved()
{
    TraceRecord record = makeTrace();
    trace::Attributes &attributes = record.spans.last().attributes;
    attributes.set(u"mlflow.llm.provider"_s, u"openai"_s);
    attributes.set(u"gen_ai.provider.name"_s, u"openai"_s);
    mlflow::mendSpans(record);
    QVERIFY(!attributes.contains(u"mlflow.llm.provider"));
    QVERIFY(!attributes.contains(u"gen_ai.provider.name"));
    QCOMPARE(attributes[u"kong.provider"].toString(), u"openai"_s);
}

void TraceCheckTest::providerWithPriceStays()
{
    TraceRecord record = makeTrace();
    trace::Attributes &attributes = record.spans.last().attributes;
    attributes.set(u"mlflow.llm.provider"_s, u"openai"_s);
    attributes.set(trace::keys::LlmCost.toString(),
                   Json::object({{u"input_cost"_s, 0.1}, {u"output_cost"_s, 0.1}, {u"total_cost"_s, 0.2}}));
    mlflow::mendSpans(record);
    QCOMPARE(attributes[u"mlflow.llm.provider"].toString(), u"openai"_s);
}

QObject *makeTraceCheckTest()
{
    return new TraceCheckTest;
}

#include "tst_tracecheck.moc"
