// SPDX-License-Identifier: Apache-2.0
#include "app/trace/recordings.h"
#include "app/trace/treebuilder.h"
#include "support/testmain.h"
#include "trace/mlflowreader.h"
#include "trace/tracetree.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace treebuilder;
using namespace trace;

class TraceTreeTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void emptyTrace();
    void shapeAndNumbers();
    void childrenAreOrderedByStart();
    void selfTime_data();
    void selfTime();
    void runningSpans();
    void errorsShowAbove();
    void tokens();
    void tokensOutOfRange();
    void badShapes_data();
    void badShapes();
    void strangeTimes_data();
    void strangeTimes();
    void onlyAThousandIssuesAreKept();
    void recordingsHaveNoIssues_data();
    void recordingsHaveNoIssues();
    void appendedEqualsBuilt_data();
    void appendedEqualsBuilt();
    void appendAdoptsOrphans();
    void appendRefusesACircle();
    void updateChangesARow();
    void deepChain();
    void hundredBytesASpan_data();
    void hundredBytesASpan();
};

namespace {

/// "1(2(3) 4)": the tree as numbers, top to bottom.
QString shape(const TraceTree &tree, int row = -1)
{
    QStringList parts;
    for (int child = tree.firstChild(row); child >= 0; child = tree.nextSibling(child)) {
        const QString below = shape(tree, child);
        const QString number = QString::number(tree.id(child).hex().toULongLong(nullptr, 16));
        parts.append(below.isEmpty() ? number : number + u'(' + below + u')');
    }
    return parts.join(u' ');
}

QList<Issue::Kind> kinds(const TraceTree &tree)
{
    QList<Issue::Kind> found;
    for (const Issue &issue : tree.issues().kept())
        found.append(issue.kind);
    return found;
}

TraceTree treeOf(const QList<Span> &spans)
{
    TraceRecord record;
    record.spans = spans;
    return TraceTree(record);
}

using Kind = Issue::Kind;

} // namespace

void TraceTreeTest::emptyTrace()
{
    const TraceTree tree = treeOf({});
    QCOMPARE(tree.size(), 0);
    QCOMPARE(tree.firstChild(-1), -1);
    QCOMPARE(tree.childCount(-1), 0);
    QCOMPARE(tree.length(), 0);
    QCOMPARE(tree.find(spanId(1)), -1);
    QVERIFY(tree.issues().isEmpty());
}

void TraceTreeTest::shapeAndNumbers()
{
    const TraceTree tree
        = treeOf({span(1, 0, 100, 900), span(2, 1, 200, 300), span(3, 2, 250, 290), span(4, 1, 400, 500)});
    QCOMPARE(shape(tree), u"1(2(3) 4)"_s);
    QCOMPARE(tree.size(), 4);
    const int row = tree.find(spanId(3));
    QCOMPARE(row, 2);
    QCOMPARE(tree.parent(row), 1);
    QCOMPARE(tree.depth(row), 2);
    QCOMPARE(tree.childCount(0), 2);
    QCOMPARE(tree.childCount(-1), 1);
    QCOMPARE(tree.name(row), u"span 3"_s);
    QCOMPARE(tree.type(row), u"TOOL"_s);
    QCOMPARE(tree.status(row), SpanStatus::Ok);
    QCOMPARE(tree.start(), at(100));
    QCOMPARE(tree.length(), 800);
    QCOMPARE(tree.startOffset(row), 150);
    QCOMPARE(tree.endOffset(row), 190);
    QCOMPARE(tree.duration(row), 40);
    QVERIFY(!tree.hasIssue(row));
}

void TraceTreeTest::childrenAreOrderedByStart()
{
    QCOMPARE(shape(treeOf({span(4, 1, 40, 50), span(3, 1, 20, 30), span(2, 1, 20, 90), span(1, 0, 10, 99)})),
             u"1(3 2 4)"_s);
    QCOMPARE(shape(treeOf({span(2, 9, 1, 5), span(1, 0, 10, 99), span(3, 0, 5, 6)})),
             u"3 1 2"_s); // roots before strays
}

void TraceTreeTest::selfTime_data()
{
    QTest::addColumn<QList<Span>>("children");
    QTest::addColumn<qint64>("self");
    QTest::newRow("no children") << QList<Span>() << qint64(100);
    QTest::newRow("apart") << QList<Span>{span(2, 1, 10, 20), span(3, 1, 30, 50)} << qint64(70);
    QTest::newRow("overlapping") << QList<Span>{span(2, 1, 10, 40), span(3, 1, 30, 50)} << qint64(60);
    QTest::newRow("inside another") << QList<Span>{span(2, 1, 10, 60), span(3, 1, 20, 30)} << qint64(50);
    QTest::newRow("reaching out") << QList<Span>{span(2, 1, 90, 150)} << qint64(90);
    QTest::newRow("before the parent") << QList<Span>{span(2, 1, -50, 10)} << qint64(90);
    QTest::newRow("outside") << QList<Span>{span(2, 1, 200, 300)} << qint64(100);
    QTest::newRow("running child") << QList<Span>{span(2, 1, 40, -1)} << qint64(40);
    QTest::newRow("grandchildren do not count") << QList<Span>{span(2, 1, 10, 20), span(3, 2, 30, 80)} << qint64(90);
    QTest::newRow("all of it") << QList<Span>{span(2, 1, 0, 100)} << qint64(0);
}

void TraceTreeTest::selfTime()
{
    QFETCH(QList<Span>, children);
    QFETCH(qint64, self);
    const TraceTree tree = treeOf(QList<Span>{span(1, 0, 0, 100)} + children);
    QCOMPARE(tree.selfTime(0), self);
    QCOMPARE(tree.selfTime(0), self); // remembered
}

void TraceTreeTest::runningSpans()
{
    const TraceTree tree = treeOf({span(1, 0, 0, -1), span(2, 1, 10, 30)});
    QVERIFY(tree.isRunning(0));
    QVERIFY(!tree.isRunning(1));
    QVERIFY(!tree.duration(0));
    QVERIFY(!tree.endOffset(0));
    QVERIFY(!tree.selfTime(0));
    QCOMPARE(tree.length(), 30);
}

void TraceTreeTest::errorsShowAbove()
{
    QList<Span> spans{span(1, 0, 0, 9), span(2, 1, 1, 8), span(3, 2, 2, 7), span(4, 1, 3, 4)};
    spans[2].status = SpanStatus::Error;
    const TraceTree tree = treeOf(spans);
    QCOMPARE(tree.status(2), SpanStatus::Error);
    QVERIFY(tree.errorBelow(0));
    QVERIFY(tree.errorBelow(1));
    QVERIFY(!tree.errorBelow(2));
    QVERIFY(!tree.errorBelow(3));
}

void TraceTreeTest::tokens()
{
    QList<Span> spans{span(1, 0, 0, 9), span(2, 1, 1, 8)};
    spans[1].attributes.set(
        keys::TokenUsage.toString(),
        *base::Json::parse(
            R"({"input_tokens": 82, "output_tokens": 17, "total_tokens": 99, "cache_read_input_tokens": 0})"));
    const TraceTree tree = treeOf(spans);
    QVERIFY(!tree.tokens(0));
    QVERIFY(tree.tokens(1));
    QCOMPARE(tree.tokens(1)->input, 82);
    QCOMPARE(tree.tokens(1)->output, 17);
    QCOMPARE(tree.tokens(1)->total, 99);
    QCOMPARE(tree.tokens(1)->cacheRead, 0);
}

void TraceTreeTest::tokensOutOfRange()
{
    QList<Span> spans{span(1, 0, 0, 9)};
    spans[0].attributes.set(keys::TokenUsage.toString(),
                            *base::Json::parse(R"({"input_tokens": 99999999999, "output_tokens": -5})"));
    const TraceTree tree = treeOf(spans);
    QCOMPARE(tree.tokens(0)->input, std::numeric_limits<std::int32_t>::max());
    QCOMPARE(tree.tokens(0)->output, 0);
    QCOMPARE(tree.tokens(0)->total, 0);
    QCOMPARE(tree.tokens(0)->cacheRead, -1);
}

void TraceTreeTest::badShapes_data()
{
    QTest::addColumn<QList<Span>>("spans");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QList<Issue::Kind>>("issues");
    QTest::newRow("orphan") << QList<Span>{span(1, 0, 0, 9), span(2, 7, 1, 2), span(3, 2, 1, 2)} << u"1 2(3)"_s
                            << QList<Kind>{Kind::Orphan};
    QTest::newRow("own parent") << QList<Span>{span(1, 0, 0, 9), span(2, 2, 1, 2)} << u"1 2"_s
                                << QList<Kind>{Kind::OwnParent};
    QTest::newRow("circle of two") << QList<Span>{span(1, 0, 0, 9), span(2, 3, 1, 2), span(3, 2, 1, 2)} << u"1 2(3)"_s
                                   << QList<Kind>{Kind::Cycle};
    QTest::newRow("circle with a tail") << QList<Span>{span(5, 4, 4, 9), span(4, 3, 3, 9), span(3, 2, 2, 9),
                                                       span(2, 4, 1, 9), span(6, 5, 5, 9)}
                                        << u"4(2(3) 5(6))"_s
                                        << QList<Kind>{Kind::Cycle, Kind::StartsBeforeParent, Kind::NoRoot};
    QTest::newRow("two circles") << QList<Span>{span(1, 2, 0, 9), span(2, 1, 0, 9), span(3, 4, 0, 9), span(4, 3, 0, 9)}
                                 << u"1(2) 3(4)"_s << QList<Kind>{Kind::Cycle, Kind::Cycle, Kind::NoRoot};
    QTest::newRow("doubled id") << QList<Span>{span(1, 0, 0, 9), span(2, 1, 1, 2), span(2, 1, 3, 4), span(3, 2, 1, 2)}
                                << u"1(2(3) 2)"_s << QList<Kind>{Kind::DoubleId};
    QTest::newRow("several roots") << QList<Span>{span(1, 0, 0, 9), span(2, 0, 1, 2)} << u"1 2"_s
                                   << QList<Kind>{Kind::SeveralRoots};
    QTest::newRow("no root") << QList<Span>{span(2, 7, 1, 2)} << u"2"_s << QList<Kind>{Kind::Orphan, Kind::NoRoot};
    QTest::newRow("clocks apart") << QList<Span>{span(1, 0, 5, 9), span(2, 1, 4, 6)} << u"1(2)"_s
                                  << QList<Kind>{Kind::StartsBeforeParent};
    QTest::newRow("ends before it starts")
        << QList<Span>{span(1, 0, 5, 3)} << u"1"_s << QList<Kind>{Kind::EndsBeforeStart};
}

void TraceTreeTest::badShapes()
{
    QFETCH(QList<Span>, spans);
    QFETCH(QString, expected);
    QFETCH(QList<Issue::Kind>, issues);
    const TraceTree tree = treeOf(spans);
    QCOMPARE(shape(tree), expected);
    QCOMPARE(kinds(tree), issues);
    QCOMPARE(tree.issues().count(), issues.size());
    for (const Issue &issue : tree.issues().kept()) {
        QVERIFY(!issue.text.isEmpty());
        QCOMPARE(issue.row < 0, issue.place.isEmpty());
        if (issue.row >= 0) {
            QVERIFY(tree.hasIssue(issue.row));
            QVERIFY(issue.place.contains(tree.id(issue.row).hex()));
        }
    }
    for (int row = 0; row < tree.size(); ++row) {
        QCOMPARE(tree.depth(row), tree.parent(row) < 0 ? 0 : tree.depth(tree.parent(row)) + 1);
        QVERIFY(*tree.duration(row) >= 0);
    }
}

void TraceTreeTest::strangeTimes_data()
{
    QTest::addColumn<qint64>("start");
    QTest::addColumn<qint64>("end");
    constexpr qint64 Least = std::numeric_limits<qint64>::min();
    constexpr qint64 Most = std::numeric_limits<qint64>::max();
    QTest::newRow("start") << qint64(-1) << qint64(5);
    QTest::newRow("both ends of the range") << Least << Most;
    QTest::newRow("end") << Most << Least;
    QTest::newRow("all") << Least << Least;
}

void TraceTreeTest::strangeTimes()
{
    QFETCH(qint64, start);
    QFETCH(qint64, end);
    Span odd = span(1, 0, 0, 0);
    odd.start = base::Timestamp(std::chrono::nanoseconds(start));
    odd.end = base::Timestamp(std::chrono::nanoseconds(end));
    const TraceTree tree = treeOf({odd, span(2, 1, 1, 2)});
    QVERIFY(kinds(tree).contains(Kind::StrangeTime));
    for (int row = 0; row < 2; ++row) {
        QVERIFY(tree.startOffset(row) >= 0);
        QVERIFY(*tree.duration(row) >= 0);
        QVERIFY(*tree.selfTime(row) >= 0);
        QVERIFY(*tree.selfTime(row) <= *tree.duration(row));
    }
    QVERIFY(tree.length() >= 0);
}

void TraceTreeTest::onlyAThousandIssuesAreKept()
{
    QList<Span> spans;
    for (int id = 1; id <= 3000; ++id)
        spans.append(span(id, 9999, 0, 1));
    const TraceTree tree = treeOf(spans);
    QCOMPARE(tree.issues().kept().size(), 1000);
    QCOMPARE(tree.issues().count(), 3001);
    QVERIFY(tree.hasIssue(2999));
}

void TraceTreeTest::recordingsHaveNoIssues_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &file : recordings::traces())
        QTest::newRow(qPrintable(file)) << file;
}

void TraceTreeTest::recordingsHaveNoIssues()
{
    QFETCH(QString, file);
    const auto trace = readMlflowTrace(recordings::json(u"autolog/"_s + file)[u"get_trace_artifact"]);
    QVERIFY(trace);
    const TraceTree tree(trace->record);
    QCOMPARE(kinds(tree), QList<Kind>());
    QCOMPARE(tree.childCount(-1), 1);
    QCOMPARE(tree.size(), int(trace->record.spans.size()));
    for (int row = 0; row < tree.size(); ++row)
        QCOMPARE(tree.id(row), trace->record.spans.at(row).id);
}

void TraceTreeTest::appendedEqualsBuilt_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 40; ++seed)
        QTest::newRow(qPrintable(QString::number(seed))) << seed;
}

void TraceTreeTest::appendedEqualsBuilt()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    TraceRecord record = largeTrace(random.bounded(2, 60), random.bounded(1, 6));
    for (Span &span : record.spans) {
        span.start += std::chrono::nanoseconds(1000 * random.bounded(1, 4)); // some alike
        if (random.bounded(8) == 0)
            span.status = SpanStatus::Error;
    }
    std::shuffle(record.spans.begin(), record.spans.end(), random); // children before parents
    TraceTree live;
    QSet<int> adopted;
    for (const Span &span : std::as_const(record.spans)) {
        const TraceTree::Appended change = live.append(span);
        QCOMPARE(change.row, live.size() - 1);
        adopted += QSet<int>(change.adopted.cbegin(), change.adopted.cend());
    }
    const TraceTree built(record);
    for (int row = 0; row < built.size(); ++row) {
        QCOMPARE(live.parent(row), built.parent(row));
        QCOMPARE(live.depth(row), built.depth(row));
        QCOMPARE(live.childCount(row), built.childCount(row));
        QCOMPARE(live.errorBelow(row), built.errorBelow(row));
        QCOMPARE(live.selfTime(row), built.selfTime(row));
        QCOMPARE(live.startOffset(row), built.startOffset(row));
        const bool waited = record.spans.at(row).parent && live.parent(row) > row;
        QCOMPARE(adopted.contains(row), waited);
        qint64 before = 0;
        for (int child = live.firstChild(row); child >= 0; child = live.nextSibling(child)) {
            QVERIFY(live.startOffset(child) >= before);
            before = live.startOffset(child);
        }
    }
    QCOMPARE(live.length(), built.length());
    QCOMPARE(live.childCount(-1), 1);
}

void TraceTreeTest::appendAdoptsOrphans()
{
    TraceTree tree;
    QVERIFY(tree.append(span(1, 0, 0, 99)).adopted.isEmpty());
    tree.append(span(3, 2, 12, 13));
    tree.append(span(4, 3, 12, 13));
    tree.append(span(5, 2, 14, 15));
    QCOMPARE(shape(tree), u"1 3(4) 5"_s);
    QVERIFY(tree.issues().isEmpty());
    const auto change = tree.append(span(2, 1, 11, 20));
    QCOMPARE(change.adopted, (QList<int>{1, 3}));
    QCOMPARE(shape(tree), u"1(2(3(4) 5))"_s);
    QCOMPARE(tree.depth(2), 3);
    QCOMPARE(tree.childCount(-1), 1);
}

void TraceTreeTest::appendRefusesACircle()
{
    TraceTree tree;
    tree.append(span(2, 3, 1, 2));
    tree.append(span(4, 2, 1, 2));
    const auto change = tree.append(span(3, 4, 1, 2));
    QVERIFY(change.adopted.isEmpty());
    QCOMPARE(shape(tree), u"2(4(3))"_s);
    QCOMPARE(kinds(tree), QList<Kind>{Kind::Cycle});
    tree.append(span(5, 5, 1, 2));
    QCOMPARE(kinds(tree), (QList<Kind>{Kind::Cycle, Kind::OwnParent}));
}

void TraceTreeTest::updateChangesARow()
{
    TraceTree tree;
    tree.append(span(1, 0, 0, -1));
    tree.append(span(2, 1, 10, -1));
    tree.update(0, span(1, 0, 0, 100));
    QCOMPARE(tree.selfTime(0), 10); // the child is still running
    Span closed = span(2, 1, 10, 40);
    closed.name = u"other"_s;
    closed.status = SpanStatus::Error;
    closed.attributes.set(keys::TokenUsage.toString(), *base::Json::parse(R"({"input_tokens": 1})"));
    tree.update(1, closed);
    QCOMPARE(tree.selfTime(0), 70);
    QCOMPARE(tree.duration(1), 30);
    QCOMPARE(tree.name(1), u"other"_s);
    QVERIFY(tree.errorBelow(0));
    QCOMPARE(tree.tokens(1)->input, 1);
    closed.attributes.set(keys::TokenUsage.toString(), *base::Json::parse(R"({"input_tokens": 2})"));
    tree.update(1, closed);
    QCOMPARE(tree.tokens(1)->input, 2);
    QCOMPARE(tree.length(), 100);
}

void TraceTreeTest::deepChain()
{
    const TraceTree tree(largeTrace(50'000, 1));
    QCOMPARE(tree.depth(49'999), 49'999);
    QCOMPARE(tree.childCount(-1), 1);
    TraceTree live;
    const TraceRecord record = largeTrace(2'000, 1);
    for (auto it = record.spans.crbegin(); it != record.spans.crend(); ++it)
        live.append(*it); // every span adopts the whole chain below it
    QCOMPARE(live.depth(0), 1'999);
}

void TraceTreeTest::hundredBytesASpan_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("fan");
    QTest::newRow("just over a power of two") << 33'000 << 10;
    QTest::newRow("wide") << 48'000 << 48'000;
    QTest::newRow("just under a power of two") << 65'000 << 3;
}

void TraceTreeTest::hundredBytesASpan()
{
    QFETCH(int, count);
    QFETCH(int, fan);
    const TraceTree tree(largeTrace(count, fan));
    const double bytes = double(tree.memoryBytes()) / count;
    QVERIFY2(bytes <= 100, qPrintable(QString::number(bytes)));
    QVERIFY2(bytes > 60, qPrintable(QString::number(bytes))); // it does count everything
}

QObject *makeTraceTreeTest()
{
    return new TraceTreeTest;
}

#include "tst_tracetree.moc"
