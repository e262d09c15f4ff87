// SPDX-License-Identifier: Apache-2.0
#include "mlflow/exporter.h"
#include "store/store.h"
#include "support/testmain.h"
#include "trace/mlflowwriter.h"
#include "ui/support/testwindow.h"
#include "ui/trace/exportbadge.h"
#include "ui/trace/traces.h"
#include "ui/trace/tracetreemodel.h"
#include "ui/trace/tracetreeview.h"
#include "ui/widgets/pill.h"

#include <QtCore/QFile>
#include <QtGui/QAction>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;

/// The traces page in the real window, over a real store.
class TracesPageTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void emptyOffersAFile();
    void opensTheNewest();
    void searchNarrowsTheList();
    void deleteAsks();
    void opensAFile();
    void navigatorOpensATrace();
    void badgeTellsOfTheOutbox();
    void narrowWindowKeepsTheTree();

private:
    static void open(TestWindow &test);
};

namespace {

QListView *list(const TestWindow &test)
{
    return test.window->findChild<QListView *>(u"traceList"_s);
}

ui::TraceTreeView *tree(const TestWindow &test)
{
    return test.window->findChild<QWidget *>(u"tracesPage"_s)->findChild<ui::TraceTreeView *>(u"spanTree"_s);
}

} // namespace

void TracesPageTest::open(TestWindow &test)
{
    test.addProfile(u"kong"_s);
    test.show();
    test.window->showPage(ui::PageKind::Traces);
    QTRY_VERIFY(test.person().sees(u"tracesPage"_s));
}

void TracesPageTest::emptyOffersAFile()
{
    TestWindow test;
    open(test);
    const auto person = test.person();
    QTRY_VERIFY(person.sees(u"noTraces"_s));
    QVERIFY(!person.find<QLabel>(u"traceMessage"_s)->text().isEmpty());
    person.click(u"openFile"_s);
    QCOMPARE(test.prompts.fileWishes.size(), 1);
}

void TracesPageTest::opensTheNewest()
{
    TestWindow test;
    test.context->store()->importTrace(traces::agent(), u"test"_s);
    open(test);
    QTRY_COMPARE(tree(test)->treeModel()->rowCount(), 4);
    QCOMPARE(test.person().find<QLabel>(u"totalSpans"_s)->text(), u"4"_s);
    QVERIFY(test.person().find<QLabel>(u"totalTokens"_s)->text().contains(u"12"_s));
    QVERIFY(test.person().sees(u"errorPill"_s));
    // From the list to the tree and to the failed span by keys alone.
    list(test)->setFocus();
    test.person().press(QKeySequence(Qt::Key_Return));
    QTRY_VERIFY(tree(test)->hasFocus());
    test.person().press(QKeySequence(Qt::Key_E));
    QTRY_COMPARE(test.window->findChild<QWidget *>(u"tracesPage"_s)->findChild<QLabel *>(u"spanName"_s)->text(),
                 u"get_order"_s);
}

void TracesPageTest::searchNarrowsTheList()
{
    TestWindow test;
    trace::TraceRecord other = traces::wide(2);
    test.context->store()->importTrace(traces::agent(), u"test"_s);
    test.context->store()->importTrace(other, u"test"_s);
    open(test);
    QTRY_COMPARE(list(test)->model()->rowCount(), 2);
    test.window->findEverywhere();
    auto *search = test.person().find<QLineEdit>(u"searchTraces"_s);
    QVERIFY(search);
    QTRY_VERIFY(search->hasFocus());
    test.person().type(u"searchTraces"_s, u"get_order"_s);
    QTRY_COMPARE(list(test)->model()->rowCount(), 1);
    test.person().type(u"searchTraces"_s, u"zebra"_s);
    QTRY_VERIFY(test.person().sees(u"noMatch"_s));
    search->setFocus();
    test.person().press(QKeySequence(Qt::Key_Escape));
    QTRY_COMPARE(list(test)->model()->rowCount(), 2);
}

void TracesPageTest::deleteAsks()
{
    TestWindow test;
    test.context->store()->importTrace(traces::agent(), u"test"_s);
    open(test);
    QTRY_COMPARE(list(test)->model()->rowCount(), 1);
    QTRY_COMPARE(tree(test)->treeModel()->rowCount(), 4);
    test.person().click(u"removeTrace"_s);
    QCOMPARE(test.prompts.questions.size(), 1);
    QVERIFY(test.prompts.questions[0].destructive);
    QCOMPARE(list(test)->model()->rowCount(), 1);
    test.prompts.choice = ui::Prompts::Choice::Action;
    list(test)->setFocus();
    test.person().press(QKeySequence(Qt::Key_Delete));
    QTRY_COMPARE(list(test)->model()->rowCount(), 0);
    QTRY_VERIFY(test.person().sees(u"noTraces"_s));
    QCOMPARE(tree(test)->treeModel()->rowCount(), 0);
}

void TracesPageTest::opensAFile()
{
    TestWindow test;
    QFile file(test.folder.filePath(u"trace.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(trace::traceToDict(traces::agent()).write());
    file.close();
    test.prompts.file = file.fileName();
    open(test);
    QTRY_VERIFY(test.person().sees(u"noTraces"_s));
    test.person().click(u"openFile"_s);
    QTRY_COMPARE(tree(test)->treeModel()->rowCount(), 4);
    QTRY_COMPARE(list(test)->model()->rowCount(), 1);
}

void TracesPageTest::navigatorOpensATrace()
{
    TestWindow test;
    const trace::TraceRecord wanted = traces::wide(9);
    test.context->store()->importTrace(wanted, u"test"_s);
    test.context->store()->importTrace(traces::agent(), u"test"_s);
    test.addProfile(u"kong"_s);
    test.show();
    test.window->openTrace(wanted.info.id);
    QTRY_COMPARE(tree(test)->treeModel()->rowCount(), 10);
    QVERIFY(test.person().sees(u"tracesPage"_s));
}

void TracesPageTest::badgeTellsOfTheOutbox()
{
    TestWindow test;
    const trace::TraceRecord record = traces::agent();
    store::OutboxDraft draft;
    draft.destination = {u"kong"_s, u"http://127.0.0.1:9"_s, {}, u"exp"_s};
    test.context->store()->commitTurn({}, record, draft);
    open(test);
    QTRY_VERIFY(test.person().sees(u"exportState"_s));
    auto *pill = test.person().find<ui::Pill>(u"exportState"_s);
    QCOMPARE(pill->text(), u"Waits for MLflow"_s);
    QVERIFY(!test.person().sees(u"openInMlflow"_s));
    QAction *palette = test.window->actions()->action(u"trace.openInMlflow"_s);
    palette->trigger();
    QCOMPARE(test.prompts.urls.size(), 0);
    QVERIFY(test.person().sees(u"noteText"_s));
    QVERIFY(test.person().find<QLabel>(u"noteText"_s)->text().contains(u"MLflow"_s)); // says why
    test.context->store()->markSent(1, u"42"_s);
    QTRY_COMPARE(pill->text(), u"In MLflow"_s);
    QTRY_VERIFY(test.person().sees(u"openInMlflow"_s));
    test.person().click(u"openInMlflow"_s);
    QCOMPARE(test.prompts.urls.size(), 1);
    QVERIFY(test.prompts.urls[0].toString().contains(record.info.id.hex()));
    palette->trigger();
    QCOMPARE(test.prompts.urls.size(), 2);
    QCOMPARE(test.prompts.urls[1], test.prompts.urls[0]);
}

void TracesPageTest::narrowWindowKeepsTheTree()
{
    TestWindow test(QSize(800, 500));
    test.context->store()->importTrace(traces::agent(), u"test"_s);
    open(test);
    QTRY_COMPARE(tree(test)->treeModel()->rowCount(), 4);
    QVERIFY(!test.person().sees(u"traceList"_s));
    QVERIFY(tree(test)->isVisible());
    QVERIFY(tree(test)->height() > 60);
    test.person().press(QKeySequence(u"Ctrl+B"_s));
    QTRY_VERIFY(test.person().sees(u"traceList"_s));
    test.person().press(QKeySequence(Qt::Key_Escape));
    QTRY_VERIFY(!test.person().sees(u"traceList"_s));
}

QObject *makeTracesPageTest()
{
    return new TracesPageTest;
}

#include "tst_tracespage.moc"
