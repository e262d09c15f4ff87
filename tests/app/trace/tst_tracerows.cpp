// SPDX-License-Identifier: Apache-2.0
#include "app/trace/treebuilder.h"
#include "support/testmain.h"
#include "trace/tracerows.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace treebuilder;
using namespace trace;

class TraceRowsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void startsUnfolded();
    void foldAndUnfold();
    void innerFoldsAreRemembered();
    void allAndDepth();
    void reveal();
    void positions();
    void appended();
    void adoptionResets();
    void randomWalk_data();
    void randomWalk();
};

namespace {

/// Keeps a list of its own by nothing but what it is told, as an item model's view does.
class Mirror : public TraceRows::Observer
{
public:
    const TraceRows *rows = nullptr;
    QList<int> list;
    QStringList calls;

    void beginInsert(int position, int count) override
    {
        m_position = position;
        m_count = count;
        calls.append(u"+%1:%2"_s.arg(position).arg(count));
    }
    void endInsert() override
    {
        for (int i = 0; i < m_count; ++i)
            list.insert(m_position + i, rows->rowAt(m_position + i));
    }
    void beginRemove(int position, int count) override
    {
        list.remove(position, count);
        calls.append(u"-%1:%2"_s.arg(position).arg(count));
    }
    void endRemove() override { }
    void beginReset() override { calls.append(u"reset"_s); }
    void endReset() override
    {
        if (rows)
            list = shown(*rows);
    }

    static QList<int> shown(const TraceRows &rows)
    {
        QList<int> found;
        for (int position = 0; position < rows.count(); ++position)
            found.append(rows.rowAt(position));
        return found;
    }

private:
    int m_position = 0;
    int m_count = 0;
};

/// What must be visible, worked out the slow way.
void collect(const TraceTree &tree, const TraceRows &rows, int row, QList<int> &into)
{
    for (int child = tree.firstChild(row); child >= 0; child = tree.nextSibling(child)) {
        into.append(child);
        if (rows.isExpanded(child))
            collect(tree, rows, child, into);
    }
}

TraceTree sample()
{
    TraceRecord record;
    record.spans = {span(1, 0, 0, 99), span(2, 1, 1, 9),   span(3, 2, 2, 3),
                    span(4, 3, 2, 3),  span(5, 1, 10, 19), span(6, 5, 11, 12)};
    return TraceTree(record);
}

} // namespace

void TraceRowsTest::startsUnfolded()
{
    const TraceTree tree = sample();
    const TraceRows rows(&tree);
    QCOMPARE(Mirror::shown(rows), (QList<int>{0, 1, 2, 3, 4, 5}));
    const TraceTree empty;
    QCOMPARE(TraceRows(&empty).count(), 0);
}

void TraceRowsTest::foldAndUnfold()
{
    const TraceTree tree = sample();
    Mirror mirror;
    TraceRows rows(&tree, &mirror);
    mirror.rows = &rows;
    mirror.list = Mirror::shown(rows);
    mirror.calls.clear();
    rows.collapse(1);
    QCOMPARE(mirror.list, (QList<int>{0, 1, 4, 5}));
    QVERIFY(!rows.isExpanded(1));
    rows.collapse(1);
    rows.collapse(5); // no children: nothing to remove
    rows.expand(5);
    rows.expand(1);
    rows.expand(1);
    QCOMPARE(mirror.list, (QList<int>{0, 1, 2, 3, 4, 5}));
    QCOMPARE(mirror.calls, (QStringList{u"-2:2"_s, u"+2:2"_s}));
}

void TraceRowsTest::innerFoldsAreRemembered()
{
    const TraceTree tree = sample();
    TraceRows rows(&tree);
    rows.collapse(2);
    rows.collapse(0);
    QCOMPARE(Mirror::shown(rows), QList<int>{0});
    rows.collapse(4); // hidden itself
    rows.expand(0);
    QCOMPARE(Mirror::shown(rows), (QList<int>{0, 1, 2, 4}));
}

void TraceRowsTest::allAndDepth()
{
    const TraceTree tree = sample();
    TraceRows rows(&tree);
    rows.collapseAll();
    QCOMPARE(Mirror::shown(rows), QList<int>{0});
    rows.expand(0);
    QCOMPARE(Mirror::shown(rows), (QList<int>{0, 1, 4}));
    rows.expandToDepth(2);
    QCOMPARE(Mirror::shown(rows), (QList<int>{0, 1, 2, 4, 5}));
    rows.expandAll();
    QCOMPARE(rows.count(), 6);
}

void TraceRowsTest::reveal()
{
    const TraceTree tree = sample();
    TraceRows rows(&tree);
    rows.collapseAll();
    QCOMPARE(rows.positionOf(3), -1);
    QCOMPARE(rows.reveal(3), 3);
    QCOMPARE(Mirror::shown(rows), (QList<int>{0, 1, 2, 3, 4}));
    QCOMPARE(rows.reveal(3), 3);
}

void TraceRowsTest::positions()
{
    const TraceTree tree = sample();
    TraceRows rows(&tree);
    QCOMPARE(rows.positionOf(5), 5);
    rows.collapse(1);
    QCOMPARE(rows.positionOf(5), 3);
    QCOMPARE(rows.positionOf(2), -1);
    QCOMPARE(rows.positionOf(3), -1);
    rows.expand(1);
    QCOMPARE(rows.positionOf(2), 2);
    QCOMPARE(rows.positionOf(5), 5);
}

void TraceRowsTest::appended()
{
    TraceTree tree = sample();
    Mirror mirror;
    TraceRows rows(&tree, &mirror);
    mirror.rows = &rows;
    mirror.list = Mirror::shown(rows);
    mirror.calls.clear();
    rows.appended(tree.append(span(7, 1, 50, 51))); // last child of the root
    rows.appended(tree.append(span(8, 2, 5, 6))); // last child of an inner span
    rows.appended(tree.append(span(9, 1, 0, 1))); // first child
    rows.collapse(4);
    rows.appended(tree.append(span(10, 5, 15, 16))); // folded away
    rows.appended(tree.append(span(11, 0, 60, 61))); // another root
    QCOMPARE(mirror.list, (QList<int>{0, 8, 1, 2, 3, 7, 4, 6, 10}));
    QCOMPARE(mirror.list, Mirror::shown(rows));
    QCOMPARE(mirror.calls, (QStringList{u"+6:1"_s, u"+4:1"_s, u"+1:1"_s, u"-7:1"_s, u"+8:1"_s}));
    rows.expand(4);
    QCOMPARE(rows.positionOf(9), 8);
}

void TraceRowsTest::adoptionResets()
{
    TraceTree tree;
    tree.append(span(1, 0, 0, 9));
    Mirror mirror;
    TraceRows rows(&tree, &mirror);
    mirror.rows = &rows;
    mirror.list = Mirror::shown(rows);
    rows.appended(tree.append(span(3, 2, 2, 3)));
    mirror.calls.clear();
    rows.appended(tree.append(span(2, 1, 1, 4)));
    QCOMPARE(mirror.calls, QStringList{u"reset"_s});
    QCOMPARE(mirror.list, (QList<int>{0, 2, 1}));
    const TraceTree other = sample();
    rows.collapse(0);
    rows.reset(&other);
    QCOMPARE(rows.count(), 6);
}

void TraceRowsTest::randomWalk_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 30; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

void TraceRowsTest::randomWalk()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    TraceRecord record = largeTrace(80, random.bounded(1, 7));
    TraceTree tree;
    for (int i = 0; i < 20; ++i)
        tree.append(record.spans.at(i));
    Mirror mirror;
    TraceRows rows(&tree, &mirror);
    mirror.rows = &rows;
    mirror.list = Mirror::shown(rows);
    for (int step = 0; step < 300; ++step) {
        const int row = random.bounded(tree.size());
        const int action = random.bounded(tree.size() < record.spans.size() ? 5 : 4);
        if (action == 0 || action == 1)
            rows.collapse(row);
        else if (action == 2)
            rows.expand(row);
        else if (action == 3 && random.bounded(10) == 0)
            rows.reveal(row);
        else if (action == 4)
            rows.appended(tree.append(record.spans.at(tree.size())));
        QList<int> expected;
        collect(tree, rows, -1, expected);
        QCOMPARE(Mirror::shown(rows), expected);
        QCOMPARE(mirror.list, expected);
        QCOMPARE(rows.positionOf(row), int(expected.indexOf(row)));
    }
}

QObject *makeTraceRowsTest()
{
    return new TraceRowsTest;
}

#include "tst_tracerows.moc"
