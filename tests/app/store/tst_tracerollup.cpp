// SPDX-License-Identifier: Apache-2.0
#include "store/tracerollup.h"

#include "app/store/samples.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using base::Json;
using store::TraceRollup;

class TraceRollupTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void usageOfAllSpansIsAdded();
    void usageBelowUsageIsNotCountedTwice();
    void wholeTraceUsageIsTheFallback();
    void missingUsageIsMissing();
    void cyclesEnd();
    void previewIsTheFirstLine();
    void modelIsTheFirstNamed();

private:
    static trace::Span span(std::optional<trace::SpanId> parent, std::optional<int> tokens);
};

trace::Span TraceRollupTest::span(std::optional<trace::SpanId> parent, std::optional<int> tokens)
{
    trace::Span span;
    span.id = trace::SpanId::random();
    span.parent = parent;
    if (tokens) {
        span.attributes.set(
            trace::keys::TokenUsage.toString(),
            Json::object({{u"input_tokens"_s, Json(*tokens)}, {u"output_tokens"_s, Json(*tokens * 10)}}));
    }
    return span;
}

void TraceRollupTest::usageOfAllSpansIsAdded()
{
    trace::TraceRecord trace;
    trace.spans = {span({}, {})};
    trace.spans.append(span(trace.spans.first().id, 3));
    trace.spans.append(span(trace.spans.first().id, 4));
    const TraceRollup rollup = TraceRollup::of(trace);
    QCOMPARE(rollup.inputTokens, std::optional<qint64>(7));
    QCOMPARE(rollup.outputTokens, std::optional<qint64>(70));
}

void TraceRollupTest::usageBelowUsageIsNotCountedTwice()
{
    trace::TraceRecord trace;
    trace.spans = {span({}, 5)};
    trace.spans.append(span(trace.spans.at(0).id, {}));
    trace.spans.append(span(trace.spans.at(1).id, 5));
    QCOMPARE(TraceRollup::of(trace).inputTokens, std::optional<qint64>(5));
}

void TraceRollupTest::wholeTraceUsageIsTheFallback()
{
    trace::TraceRecord trace;
    trace.spans = {span({}, {})};
    trace.info.metadata.insert(u"mlflow.trace.tokenUsage"_s, u"{\"input_tokens\": 8, \"output_tokens\": 9}"_s);
    QCOMPARE(TraceRollup::of(trace).inputTokens, std::optional<qint64>(8));
    QCOMPARE(TraceRollup::of(trace).outputTokens, std::optional<qint64>(9));
}

void TraceRollupTest::missingUsageIsMissing()
{
    trace::TraceRecord trace;
    trace.spans = {span({}, {})};
    trace.spans[0].attributes.set(trace::keys::TokenUsage.toString(), Json(u"many"_s));
    QVERIFY(!TraceRollup::of(trace).inputTokens);
    QVERIFY(!TraceRollup::of(trace).outputTokens);
    QVERIFY(!TraceRollup::of({}).inputTokens);
}

void TraceRollupTest::cyclesEnd()
{
    trace::TraceRecord trace;
    trace::Span a = span({}, {});
    trace::Span b = span(a.id, {});
    a.parent = b.id;
    trace.spans = {a, b, span(b.id, 2)};
    QCOMPARE(TraceRollup::of(trace).inputTokens, std::optional<qint64>(2));
}

void TraceRollupTest::previewIsTheFirstLine()
{
    trace::TraceRecord trace;
    trace.info.requestPreview = u"\n  First line \nsecond"_s;
    QCOMPARE(TraceRollup::of(trace).preview, u"First line"_s);
    trace.info.requestPreview = QString(1000, u'x');
    QCOMPARE(TraceRollup::of(trace).preview.size(), 200);
}

void TraceRollupTest::modelIsTheFirstNamed()
{
    trace::TraceRecord trace = storetest::sampleTrace();
    QCOMPARE(TraceRollup::of(trace).model, u"gpt-4o"_s);
    trace.spans.removeLast();
    QCOMPARE(TraceRollup::of(trace).model, QString());
}

QObject *makeTraceRollupTest()
{
    return new TraceRollupTest;
}

#include "tst_tracerollup.moc"
