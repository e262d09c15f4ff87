// SPDX-License-Identifier: Apache-2.0
#include "tst_democontent.h"

#include "services/democontent.h"
#include "trace/tracetree.h"

#include <QtCore/QSet>
#include <QtTest/QTest>

namespace democontent = services::democontent;

namespace {

void checkWhole(const trace::TraceRecord &record)
{
    QSet<trace::SpanId> ids;
    for (const trace::Span &span : record.spans) {
        QVERIFY(span.end && *span.end >= span.start);
        QVERIFY(!span.parent || ids.contains(*span.parent)); // parents come first
        ids.insert(span.id);
    }
    QCOMPARE(ids.size(), record.spans.size());
    QVERIFY(record.root());
    QVERIFY(!record.info.name.isEmpty());
}

} // namespace

void TestDemoContent::agentHasAFailedTool()
{
    const trace::TraceRecord record = democontent::agentTrace(base::Clock().now());
    checkWhole(record);
    int failed = 0;
    for (const trace::Span &span : record.spans) {
        if (span.type == u"TOOL" && span.status == trace::SpanStatus::Error)
            ++failed;
    }
    QCOMPARE(failed, 1);
    QVERIFY(!record.info.responsePreview.isEmpty());
}

void TestDemoContent::retrievalIsWhole()
{
    const trace::TraceRecord record = democontent::retrievalTrace(base::Clock().now());
    checkWhole(record);
    QVERIFY(record.spans.size() >= 5);
}

void TestDemoContent::largeTraceHasFiftyThousandSpans()
{
    const trace::TraceRecord record = democontent::largeTrace(base::Clock().now());
    QCOMPARE(record.spans.size(), 50000);
    checkWhole(record);
}

void TestDemoContent::conversationBelongsToTheAgent()
{
    const base::Timestamp now = base::Clock().now();
    const trace::TraceRecord agent = democontent::agentTrace(now);
    const store::ConversationRecord conversation = democontent::conversation(now);
    const QList<store::TurnRecord> turns = democontent::turns(conversation, agent);
    QCOMPARE(turns.size(), 1);
    QCOMPARE(turns.first().conversationId, conversation.id);
    QCOMPARE(turns.first().traceId, agent.info.id);
    QCOMPARE(turns.first().state, llm::TurnState::Done);
}
