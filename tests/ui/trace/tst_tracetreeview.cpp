// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/trace/traces.h"
#include "ui/trace/tracetreemodel.h"
#include "ui/trace/tracetreeview.h"
#include "ui/widgets/theme.h"

#include <QtCore/QElapsedTimer>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QScrollBar>

using namespace Qt::StringLiterals;
using ui::TraceTreeView;

/// The tree as a person walks it, and as it grows under their eyes.
class TraceTreeViewTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void keysWalkAndFold();
    void mouseFoldsAtTheArrow();
    void errorKeyFindsTheFailedSpan();
    void growthMovesNothing();
    void runningBarsMove();
    void fiftyThousandSpans();

protected:
    void prepare() override;

private:
    std::unique_ptr<TraceTreeView> make(TraceTreeView::Form form);

    ui::Theme m_theme;
    std::unique_ptr<ui::TraceDocument> m_document;
};

void TraceTreeViewTest::prepare()
{
    m_document = std::make_unique<ui::TraceDocument>();
}

std::unique_ptr<TraceTreeView> TraceTreeViewTest::make(TraceTreeView::Form form)
{
    auto view = std::make_unique<TraceTreeView>(&m_theme, m_document.get(), form);
    view->resize(700, 300);
    view->show();
    [&view] { QVERIFY(QTest::qWaitForWindowExposed(view.get())); }();
    return view;
}

void TraceTreeViewTest::keysWalkAndFold()
{
    m_document->setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    const auto view = make(TraceTreeView::Form::Wide);
    QSignalSpy moved(view.get(), &TraceTreeView::currentSpanChanged);
    view->setCurrentSpan(0);
    QTest::keyClick(view.get(), Qt::Key_Down);
    QTest::keyClick(view.get(), Qt::Key_Down);
    QCOMPARE(view->currentSpan(), 2);
    QTest::keyClick(view.get(), Qt::Key_Left);
    QCOMPARE(view->treeModel()->rowCount(), 3);
    QTest::keyClick(view.get(), Qt::Key_Left); // folded already: to the parent
    QCOMPARE(view->currentSpan(), 0);
    QTest::keyClick(view.get(), Qt::Key_Left);
    QCOMPARE(view->treeModel()->rowCount(), 1);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QTest::keyClick(view.get(), Qt::Key_Right); // unfolded already: to the first child
    QCOMPARE(view->currentSpan(), 1);
    QTest::keyClick(view.get(), Qt::Key_Asterisk);
    QCOMPARE(view->treeModel()->rowCount(), 4);
    QSignalSpy detail(view.get(), &TraceTreeView::detailAsked);
    QTest::keyClick(view.get(), Qt::Key_Return);
    QCOMPARE(detail.size(), 1);
    QVERIFY(moved.size() >= 4);
}

void TraceTreeViewTest::mouseFoldsAtTheArrow()
{
    m_document->setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    const auto view = make(TraceTreeView::Form::Narrow);
    const QRect row = view->visualRect(view->treeModel()->index(0, 0));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(row.left() + 12, row.center().y()));
    QCOMPARE(view->treeModel()->rowCount(), 1);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, QPoint(row.left() + 80, row.center().y()));
    QCOMPARE(view->treeModel()->rowCount(), 4);
}

void TraceTreeViewTest::errorKeyFindsTheFailedSpan()
{
    m_document->setRecord(std::make_shared<const trace::TraceRecord>(traces::agent()));
    const auto view = make(TraceTreeView::Form::Wide);
    view->setCurrentSpan(0);
    QTest::keyClick(view.get(), Qt::Key_E);
    QCOMPARE(view->currentSpan(), 2);
}

void TraceTreeViewTest::growthMovesNothing()
{
    trace::LiveTrace live(traces::running());
    live.addSpan(traces::span(u"turn"_s, u"CHAIN"_s, std::nullopt, 0, std::nullopt));
    for (int i = 0; i < 40; ++i)
        live.addSpan(traces::span(u"call %1"_s.arg(i), u"TOOL"_s, live.record().spans[0].id, i, i + 1));
    m_document->setLive(&live);
    const auto view = make(TraceTreeView::Form::Narrow);
    view->setCurrentSpan(20);
    const int scroll = view->verticalScrollBar()->value();
    for (int i = 40; i < 60; ++i)
        live.addSpan(traces::span(u"call %1"_s.arg(i), u"TOOL"_s, live.record().spans[0].id, i, i + 1));
    QTRY_COMPARE(view->treeModel()->rowCount(), 61);
    QCOMPARE(view->currentSpan(), 20);
    QCOMPARE(view->verticalScrollBar()->value(), scroll);
}

void TraceTreeViewTest::runningBarsMove()
{
    trace::TraceInfo info = traces::running();
    trace::LiveTrace live(info);
    trace::Span root = traces::span(u"turn"_s, u"CHAIN"_s, std::nullopt, 0, std::nullopt);
    root.start = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    live.addSpan(root);
    m_document->setLive(&live);
    const auto view = make(TraceTreeView::Form::Narrow);
    const QImage first = view->viewport()->grab().toImage();
    QTRY_VERIFY(view->viewport()->grab().toImage() != first);
}

void TraceTreeViewTest::fiftyThousandSpans()
{
    m_document->setRecord(std::make_shared<const trace::TraceRecord>(traces::wide(50'000)));
    const auto view = make(TraceTreeView::Form::Wide);
    QTRY_COMPARE(view->treeModel()->rowCount(), 50'001);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 50; ++i) {
        view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() * i / 50);
        view->viewport()->grab();
    }
    // 50 whole pictures; a busy machine and sanitizers need their time, a view that walks all rows needs minutes.
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
    view->setCurrentSpan(49'999);
    QCOMPARE(view->currentSpan(), 49'999);
    QTest::keyClick(view.get(), Qt::Key_Left);
    QCOMPARE(view->currentSpan(), 0);
    QTest::keyClick(view.get(), Qt::Key_Left);
    QCOMPARE(view->treeModel()->rowCount(), 1);
}

QObject *makeTraceTreeViewTest()
{
    return new TraceTreeViewTest;
}

#include "tst_tracetreeview.moc"
