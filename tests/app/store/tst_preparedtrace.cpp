// SPDX-License-Identifier: Apache-2.0
#include "store/preparedtrace.h"

#include "app/store/samples.h"
#include "store/spancodec.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;

class PreparedTraceTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsPrepared();
    void emptyTraceIsNoProblem();
};

void PreparedTraceTest::everythingIsPrepared()
{
    const trace::TraceRecord trace = storetest::sampleTrace(u"A question"_s);
    const auto prepared = store::PreparedTrace::of(trace);
    QCOMPARE(storetest::difference(prepared.trace, trace), QString());
    QCOMPARE(prepared.rollup.model, u"gpt-4o"_s);
    QVERIFY(prepared.words.contains(u"A question"_s));
    QCOMPARE(prepared.payloads.size(), trace.spans.size());
    store::SpanCodec codec;
    for (qsizetype i = 0; i < trace.spans.size(); ++i) {
        trace::Span span;
        QVERIFY(codec.decode(prepared.payloads.at(i), span));
        QVERIFY(span.attributes == trace.spans.at(i).attributes);
    }
}

void PreparedTraceTest::emptyTraceIsNoProblem()
{
    const auto prepared = store::PreparedTrace::of({});
    QVERIFY(prepared.payloads.isEmpty());
    QVERIFY(prepared.words.isEmpty());
}

QObject *makePreparedTraceTest()
{
    return new PreparedTraceTest;
}

#include "tst_preparedtrace.moc"
