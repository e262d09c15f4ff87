// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/trace/traces.h"
#include "ui/trace/tracetreemodel.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using ui::TraceTreeModel;

class TraceTreeModelTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void givesRawValues();
    void foldsAndUnfolds();
    void revealUnfolds();
    void growsLive();
    void findsErrors();
    void resetsCleanly();
};

namespace {

struct Bench
{
    ui::TraceDocument document;
    TraceTreeModel model{&document};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
};

} // namespace

void TraceTreeModelTest::givesRawValues()
{
    Bench bench;
    bench.document.setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    QCOMPARE(bench.model.rowCount(), 4);
    const QModelIndex model = bench.model.index(1, 0);
    QCOMPARE(model.data().toString(), u"Completions"_s);
    QCOMPARE(model.data(TraceTreeModel::SpanType).toString(), u"CHAT_MODEL"_s);
    QCOMPARE(model.data(TraceTreeModel::Depth).toInt(), 1);
    QCOMPARE(model.data(TraceTreeModel::Start).toLongLong(), 10'000'000);
    QCOMPARE(model.data(TraceTreeModel::End).toLongLong(), 300'000'000);
    QCOMPARE(model.data(TraceTreeModel::InputTokens).toLongLong(), 12);
    QCOMPARE(model.data(TraceTreeModel::OutputTokens).toLongLong(), 34);
    QVERIFY(!bench.model.index(0, 0).data(TraceTreeModel::InputTokens).isValid());
    QVERIFY(bench.model.index(0, 0).data(TraceTreeModel::ErrorBelow).toBool());
    QCOMPARE(bench.model.index(2, 0).data(TraceTreeModel::SiblingCount).toInt(), 1);
    const QString spoken = bench.model.index(2, 0).data(Qt::AccessibleTextRole).toString();
    QVERIFY(spoken.startsWith(u"TOOL, get_order, 600"_s));
    QVERIFY(spoken.endsWith(u"failed, level 2"_s));
}

void TraceTreeModelTest::foldsAndUnfolds()
{
    Bench bench;
    bench.document.setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    bench.model.setExpanded(bench.model.index(2, 0), false);
    QCOMPARE(bench.model.rowCount(), 3);
    QVERIFY(!bench.model.index(2, 0).data(TraceTreeModel::Expanded).toBool());
    bench.model.setExpanded(bench.model.index(2, 0), true);
    QCOMPARE(bench.model.rowCount(), 4);
    bench.model.collapseAll();
    QCOMPARE(bench.model.rowCount(), 1);
    bench.model.expandAll();
    QCOMPARE(bench.model.rowCount(), 4);
    bench.model.setExpanded(bench.model.index(3, 0), false); // no children: nothing to fold
    QCOMPARE(bench.model.rowCount(), 4);
}

void TraceTreeModelTest::revealUnfolds()
{
    Bench bench;
    bench.document.setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    bench.model.collapseAll();
    QVERIFY(!bench.model.indexOf(3).isValid());
    const QModelIndex shown = bench.model.reveal(3);
    QCOMPARE(bench.model.spanRow(shown), 3);
    QCOMPARE(bench.model.rowCount(), 4);
    QVERIFY(!bench.model.reveal(99).isValid());
}

void TraceTreeModelTest::growsLive()
{
    trace::LiveTrace live(traces::running());
    live.addSpan(traces::span(u"turn"_s, u"CHAIN"_s, std::nullopt, 0, std::nullopt));
    Bench bench;
    bench.document.setLive(&live);
    QCOMPARE(bench.model.rowCount(), 1);
    const QPersistentModelIndex root = bench.model.index(0, 0);
    const trace::SpanId id = live.record().spans[0].id;
    live.addSpan(traces::span(u"second"_s, u"TOOL"_s, id, 20, 30));
    QTRY_COMPARE(bench.model.rowCount(), 2);
    live.addSpan(traces::span(u"first"_s, u"TOOL"_s, id, 10, std::nullopt)); // began earlier, told later
    QTRY_COMPARE(bench.model.rowCount(), 3);
    QVERIFY(root.isValid());
    QCOMPARE(root.data(TraceTreeModel::ChildCount).toInt(), 2);
    QSignalSpy changed(&bench.model, &QAbstractItemModel::dataChanged);
    live.closeSpan(2, traces::start + std::chrono::milliseconds(15), trace::SpanStatus::Ok);
    QTRY_VERIFY(changed.size() > 0);
    QCOMPARE(bench.model.indexOf(2).data(TraceTreeModel::End).toLongLong(), 15'000'000);
    live.addSpan(traces::span(u"orphan"_s, u"TASK"_s, trace::SpanId::random(), 5, 6));
    QTRY_COMPARE(bench.model.rowCount(), 4);
}

void TraceTreeModelTest::findsErrors()
{
    Bench bench;
    bench.document.setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    QCOMPARE(bench.model.nextError({}, 1).row(), 2);
    QCOMPARE(bench.model.nextError(bench.model.index(2, 0), 1).row(), 2);
    QCOMPARE(bench.model.nextError(bench.model.index(0, 0), -1).row(), 2);
    bench.document.setRecord(std::make_shared<const trace::TraceRecord>(traces::wide(3)));
    QVERIFY(!bench.model.nextError({}, 1).isValid());
}

void TraceTreeModelTest::resetsCleanly()
{
    Bench bench;
    QCOMPARE(bench.model.rowCount(), 0);
    bench.document.setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    bench.document.setRecord(std::make_shared<const trace::TraceRecord>(traces::wide(4000)));
    QTRY_COMPARE(bench.model.rowCount(), 4001);
    bench.document.clear();
    QCOMPARE(bench.model.rowCount(), 0);
    QVERIFY(!bench.model.nextError({}, 1).isValid());
}

QObject *makeTraceTreeModelTest()
{
    return new TraceTreeModelTest;
}

#include "tst_tracetreemodel.moc"
