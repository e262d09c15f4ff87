// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/trace/tracedocument.h"
#include "ui/trace/traces.h"

#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using ui::TraceDocument;

/// What a view sees of a trace: at once if small, from the pool if large, frame by frame if it grows.
class TraceDocumentTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void smallTraceAtOnce();
    void largeTraceFromThePool();
    void onlyTheLatestCounts();
    void liveTraceInFrames();
    void survivesTheEndOfALiveTrace();
    void marks();
};

void TraceDocumentTest::smallTraceAtOnce()
{
    TraceDocument document;
    QVERIFY(document.isEmpty());
    QVERIFY(!document.record());
    QSignalSpy reset(&document, &TraceDocument::reset);
    document.setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    QCOMPARE(reset.size(), 1);
    QCOMPARE(document.tree().size(), 4);
    QVERIFY(!document.isRunning());
    QCOMPARE(document.elapsed(), 1'000'000'000);
    document.clear();
    QVERIFY(document.isEmpty());
    QVERIFY(!document.payloads());
}

void TraceDocumentTest::largeTraceFromThePool()
{
    TraceDocument document;
    document.setRecord(std::make_shared<const trace::TraceRecord>(traces::wide(5000)));
    QVERIFY(document.isLoading());
    QVERIFY(document.isEmpty());
    QTRY_COMPARE(document.tree().size(), 5001);
    QVERIFY(!document.isLoading());
}

void TraceDocumentTest::onlyTheLatestCounts()
{
    TraceDocument document;
    document.setRecord(std::make_shared<const trace::TraceRecord>(traces::wide(20000)));
    document.setRecord(std::make_shared<const trace::TraceRecord>(traces::wide(3000)));
    QTRY_COMPARE(document.tree().size(), 3001);
    document.setRecord(std::make_shared<const trace::TraceRecord>(traces::wide(20000)));
    document.clear();
    QTest::qWait(0);
    QVERIFY(document.isEmpty());
}

void TraceDocumentTest::liveTraceInFrames()
{
    trace::LiveTrace live(traces::running());
    const int root = live.addSpan(traces::span(u"turn"_s, u"CHAIN"_s, std::nullopt, 0, std::nullopt));
    TraceDocument document;
    document.setLive(&live);
    QVERIFY(document.isRunning());
    QSignalSpy appended(&document, &TraceDocument::rowAppended);
    QSignalSpy changed(&document, &TraceDocument::rowsChanged);
    for (int i = 0; i < 50; ++i)
        live.addSpan(traces::span(u"child"_s, u"TOOL"_s, live.record().spans[root].id, i, i + 1));
    QCOMPARE(appended.size(), 0);
    QTRY_COMPARE(appended.size(), 50);
    for (int i = 0; i < 100; ++i)
        live.setAttribute(root, u"n"_s, base::Json(i));
    QTRY_COMPARE(changed.size(), 1);
    live.editInfo([](trace::TraceInfo &info) { info.state = trace::TraceState::Ok; });
    QTRY_VERIFY(!document.isRunning());
}

void TraceDocumentTest::survivesTheEndOfALiveTrace()
{
    auto live = std::make_unique<trace::LiveTrace>(traces::running());
    live->addSpan(traces::span(u"turn"_s, u"CHAIN"_s, std::nullopt, 0, std::nullopt));
    TraceDocument document;
    document.setLive(live.get());
    live->setAttribute(0, u"x"_s, base::Json(1));
    live.reset();
    QTRY_VERIFY(document.isEmpty());
    QVERIFY(!document.record());
}

void TraceDocumentTest::marks()
{
    trace::TraceRecord record = traces::agent();
    record.spans[3].attributes.set(trace::keys::Phase.toString(), base::Json(u"firstToken"_s));
    TraceDocument document;
    document.setRecord(std::make_shared<const trace::TraceRecord>(record));
    QCOMPARE(document.mark(1), u"CHAT_MODEL"_s);
    QCOMPARE(document.mark(3), u"first_token"_s);
}

QObject *makeTraceDocumentTest()
{
    return new TraceDocumentTest;
}

#include "tst_tracedocument.moc"
