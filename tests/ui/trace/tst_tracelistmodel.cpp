// SPDX-License-Identifier: Apache-2.0
#include "store/store.h"
#include "support/testmain.h"
#include "ui/trace/list/tracelistmodel.h"
#include "ui/trace/traces.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using ui::TraceListModel;

/// Stored traces page by page, from a real store.
class TraceListModelTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirst();
    void pages();
    void searches();
    void newOnesComeOnTopOrWait();
    void removedOnesGo();
    void stoppedRepliesSaySo();

protected:
    void prepare() override;

private:
    trace::TraceId add(int second, const QString &name = u"trace"_s);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Store> m_store;
};

void TraceListModelTest::prepare()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = store::Store::open({m_folder->path(), 0});
    QVERIFY(store);
    m_store = std::move(*store);
}

trace::TraceId TraceListModelTest::add(int second, const QString &name)
{
    trace::TraceRecord record = traces::agent();
    record.info.name = name;
    record.spans[0].name = name;
    record.info.start += std::chrono::seconds(second);
    *record.info.end += std::chrono::seconds(second);
    for (trace::Span &span : record.spans) {
        span.start += std::chrono::seconds(second);
        span.end = *span.end + std::chrono::seconds(second);
    }
    auto imported = m_store->importTrace(record, u"test"_s);
    imported.waitForFinished();
    return record.info.id;
}

void TraceListModelTest::newestFirst()
{
    add(1, u"old"_s);
    const trace::TraceId newest = add(3, u"new"_s);
    add(2, u"middle"_s);
    TraceListModel model(m_store.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0).data().toString(), u"new"_s);
    QCOMPARE(model.index(2).data().toString(), u"old"_s);
    QCOMPARE(model.index(0).data(TraceListModel::Duration).toLongLong(), 1'000'000'000);
    QCOMPARE(model.index(0).data(TraceListModel::SpanCount).toInt(), 4);
    QCOMPARE(model.indexOf(newest).row(), 0);
    QTRY_COMPARE(model.totalCount(), 3);
}

void TraceListModelTest::pages()
{
    for (int i = 0; i < 230; ++i)
        add(i, u"t%1"_s.arg(i));
    TraceListModel model(m_store.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // else the tester itself turns the pages
    QTRY_COMPARE(model.rowCount(), 100);
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    QTRY_COMPARE(model.rowCount(), 200);
    model.fetchMore({});
    QTRY_COMPARE(model.rowCount(), 230);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(model.index(229).data().toString(), u"t0"_s);
}

void TraceListModelTest::searches()
{
    add(1, u"apples"_s);
    add(2, u"pears"_s);
    TraceListModel model(m_store.get());
    QTRY_COMPARE(model.rowCount(), 2);
    model.setSearch(u"apples"_s);
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data().toString(), u"apples"_s);
    model.setSearch(u"nothing"_s);
    QTRY_VERIFY(!model.isLoading());
    QCOMPARE(model.rowCount(), 0);
    model.setSearch({});
    QTRY_COMPARE(model.rowCount(), 2);
}

void TraceListModelTest::newOnesComeOnTopOrWait()
{
    add(1);
    TraceListModel model(m_store.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(model.rowCount(), 1);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    add(2);
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
    model.setHeld(true);
    add(3);
    add(4);
    QTRY_COMPARE(model.waitingCount(), 2);
    QCOMPARE(model.rowCount(), 2);
    model.setHeld(false);
    QTRY_COMPARE(model.rowCount(), 4);
    QCOMPARE(model.waitingCount(), 0);
}

void TraceListModelTest::removedOnesGo()
{
    const trace::TraceId gone = add(1, u"gone"_s);
    add(2, u"stays"_s);
    TraceListModel model(m_store.get());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(model.rowCount(), 2);
    m_store->removeTrace(gone);
    QTRY_COMPARE(model.rowCount(), 1);
    QVERIFY(!model.indexOf(gone).isValid());
}

void TraceListModelTest::stoppedRepliesSaySo()
{
    const trace::TraceRecord record = traces::agent();
    store::TurnRecord turn;
    turn.id = u"turn"_s;
    turn.traceId = record.info.id;
    turn.state = llm::TurnState::Stopped;
    m_store->commitTurn(turn, record, {}).waitForFinished();
    TraceListModel model(m_store.get());
    QTRY_COMPARE(model.rowCount(), 1);
    QVERIFY(model.index(0).data(TraceListModel::Stopped).toBool());
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().endsWith(u"stopped"_s));
}

QObject *makeTraceListModelTest()
{
    return new TraceListModelTest;
}

#include "tst_tracelistmodel.moc"
