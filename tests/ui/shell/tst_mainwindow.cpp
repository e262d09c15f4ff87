// SPDX-License-Identifier: Apache-2.0
#include "settings/settings.h"
#include "store/store.h"
#include "support/testmain.h"
#include "ui/shell/page.h"
#include "ui/shell/pagestack.h"
#include "ui/support/testwindow.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;
using testsupport::TestWindow;
using ui::PageKind;

class MainWindowTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithThreeWays();
    void firstRunKeys();
    void paletteRunsWhatIsFound();
    void paletteOpensFromATextField();
    void paletteClosesByEscape();
    void paletteSaysThatNothingIsFound();
    void paletteRetriesTheOutbox();
    void paneKeysGoRound();
    void escapeLeavesAPageAside_data();
    void escapeLeavesAPageAside();
    void escapeInAFieldOfTheKeysPage();
    void pagesAreMadeWhenWanted();
    void menuHoldsTheActions();
    void narrowWindowHasANarrowRail();
    void smallestWindowShowsEverything();
    void closingAsksForTheEnd();
    void placeIsKept();
    void ownKeysAreKept();
    void textSizeByKeys();
    void demoOffersTheWayOut();
    void whatIsNotSavedIsSaid();
    void brokenFileIsToldOnce();
    void startNoteCanBeClosed();

private:
    static PageKind current(const TestWindow &test) { return test.window->pages()->currentKind(); }
};

void MainWindowTest::startsWithThreeWays()
{
    TestWindow test;
    test.show();
    QCOMPARE(current(test), PageKind::FirstRun);
    const auto person = test.person();
    QVERIFY(person.find<QPushButton>(u"firstRunDemo"_s)->hasFocus());
    person.click(u"firstRunDemo"_s);
    QCOMPARE(test.demoAsked, 1);
    person.click(u"firstRunKong"_s);
    QCOMPARE(current(test), PageKind::Settings);
    QVERIFY(person.sees(u"baseUrl"_s));
}

void MainWindowTest::firstRunKeys()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    person.press(QKeySequence(u"1"_s));
    QTRY_COMPARE(test.demoAsked, 1);
    person.press(QKeySequence(u"3"_s));
    QTRY_COMPARE(test.prompts.fileWishes.size(), 1);
    person.press(QKeySequence(u"2"_s));
    QTRY_COMPARE(current(test), PageKind::Settings);
}

void MainWindowTest::paletteRunsWhatIsFound()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    person.press(QKeySequence(u"Ctrl+K"_s));
    QTRY_VERIFY(person.sees(u"paletteInput"_s));
    auto *input = person.find<QLineEdit>(u"paletteInput"_s);
    QTest::keyClicks(input, u"show keys"_s);
    const auto *list = person.find<QListView>(u"paletteList"_s);
    QCOMPARE(list->model()->rowCount(), 1);
    QTest::keyClick(input, Qt::Key_Return);
    QTRY_COMPARE(current(test), PageKind::Keys);
    QVERIFY(!person.sees(u"palette"_s));
}

void MainWindowTest::paletteOpensFromATextField()
{
    TestWindow test;
    test.show();
    test.window->showPage(PageKind::Keys);
    const auto person = test.person();
    auto *field = person.find<QLineEdit>(u"keysFilter"_s);
    QTest::keyClicks(field, u"zoom"_s);
    field->setCursorPosition(1);
    person.press(QKeySequence(u"Ctrl+K"_s));
    QTRY_VERIFY(person.sees(u"paletteInput"_s));
    QCOMPARE(field->text(), u"zoom"_s);
}

void MainWindowTest::paletteClosesByEscape()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    person.press(QKeySequence(u"Ctrl+Shift+P"_s));
    QTRY_VERIFY(person.sees(u"palette"_s));
    person.press(QKeySequence(u"Esc"_s));
    QTRY_VERIFY(!person.sees(u"palette"_s));
    QTRY_VERIFY(person.find<QPushButton>(u"firstRunDemo"_s)->hasFocus());
}

void MainWindowTest::paletteSaysThatNothingIsFound()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    person.press(QKeySequence(u"Ctrl+K"_s));
    QTRY_VERIFY(person.sees(u"paletteInput"_s));
    auto *input = person.find<QLineEdit>(u"paletteInput"_s);
    QTest::keyClicks(input, u"no such thing"_s);
    const auto *list = person.find<QListView>(u"paletteList"_s);
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"Nothing found for “no such thing”"_s);
    QTest::keyClick(input, Qt::Key_Return); // the row runs nothing and the words stay to be changed
    QVERIFY(person.sees(u"palette"_s));
    QCOMPARE(input->text(), u"no such thing"_s);
}

void MainWindowTest::paletteRetriesTheOutbox()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    person.press(QKeySequence(u"Ctrl+K"_s));
    QTRY_VERIFY(person.sees(u"paletteInput"_s));
    auto *input = person.find<QLineEdit>(u"paletteInput"_s);
    QTest::keyClicks(input, u"retry outbox"_s);
    QTest::keyClick(input, Qt::Key_Return);
    QTRY_VERIFY(person.sees(u"noteText"_s));
    QCOMPARE(person.find<QLabel>(u"noteText"_s)->text(), u"Nothing waits for MLflow"_s);
}

void MainWindowTest::paneKeysGoRound()
{
    TestWindow test;
    test.show();
    test.window->showPage(PageKind::Settings);
    const auto person = test.person();
    QTRY_VERIFY(person.find<QListView>(u"settingsList"_s)->hasFocus());
    const auto inside = [](const QWidget *pane) {
        const QWidget *focus = QApplication::focusWidget();
        return focus && (pane == focus || pane->isAncestorOf(focus));
    };
    person.press(QKeySequence(u"F6"_s));
    QVERIFY(inside(person.find<QWidget>(u"personForm"_s)));
    person.press(QKeySequence(u"F6"_s));
    QVERIFY(inside(person.find<QWidget>(u"statusBar"_s)));
    person.press(QKeySequence(u"F6"_s));
    QVERIFY(inside(person.find<QWidget>(u"rail"_s)));
    person.press(QKeySequence(u"Shift+F6"_s));
    QVERIFY(inside(person.find<QWidget>(u"statusBar"_s)));
}

void MainWindowTest::escapeLeavesAPageAside_data()
{
    QTest::addColumn<PageKind>("aside");
    QTest::addColumn<QKeySequence>("keys");
    QTest::newRow("keys") << PageKind::Keys << QKeySequence(u"F1"_s);
    QTest::newRow("settings") << PageKind::Settings << QKeySequence(u"Ctrl+,"_s);
    QTest::newRow("outbox") << PageKind::Outbox << QKeySequence(u"Ctrl+J"_s);
}

void MainWindowTest::escapeLeavesAPageAside()
{
    QFETCH(PageKind, aside);
    QFETCH(QKeySequence, keys);
    TestWindow test;
    test.addProfile(u"kong"_s);
    test.show();
    const auto person = test.person();
    for (const PageKind work : {PageKind::Traces, PageKind::Gateway, PageKind::Chat, PageKind::Compare}) {
        test.window->showPage(work);
        person.press(keys);
        QTRY_COMPARE(current(test), aside);
        person.press(QKeySequence(u"Esc"_s));
        QTRY_COMPARE(current(test), work);
        person.press(QKeySequence(u"Esc"_s)); // work is not left
        QCOMPARE(current(test), work);
    }
}

void MainWindowTest::escapeInAFieldOfTheKeysPage()
{
    TestWindow test;
    test.addProfile(u"kong"_s);
    test.show();
    test.window->showPage(PageKind::Keys);
    const auto person = test.person();
    auto *filter = person.find<QLineEdit>(u"keysFilter"_s);
    QTest::keyClicks(filter, u"zoom"_s);
    person.press(QKeySequence(u"Esc"_s));
    QTRY_COMPARE(filter->text(), QString());
    QCOMPARE(current(test), PageKind::Keys);
    person.find<QWidget>(u"keysTable"_s)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    auto *edit = person.find<QWidget>(u"keysEdit"_s);
    edit->setFocus();
    person.press(QKeySequence(u"Esc"_s)); // no new key: the way back
    QTRY_VERIFY(person.find<QWidget>(u"keysTable"_s)->hasFocus());
    person.press(QKeySequence(u"Esc"_s));
    QTRY_COMPARE(current(test), PageKind::Chat);
}

void MainWindowTest::pagesAreMadeWhenWanted()
{
    TestWindow test;
    test.show();
    QCOMPARE(test.window->pages()->count(), 1);
    const auto person = test.person();
    person.click(u"rail_settings"_s);
    QCOMPARE(current(test), PageKind::Settings);
    QCOMPARE(test.window->pages()->count(), 2);
    QVERIFY(person.find<QAbstractButton>(u"rail_settings"_s)->isChecked());
}

void MainWindowTest::menuHoldsTheActions()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    person.press(QKeySequence(u"F10"_s));
    QTRY_VERIFY(test.window->findChild<QMenu *>(u"mainMenu"_s));
    auto *menu = test.window->findChild<QMenu *>(u"mainMenu"_s);
    QVERIFY(menu->actions().contains(test.window->actions()->action(u"app.quit"_s)));
    menu->close();
}

void MainWindowTest::narrowWindowHasANarrowRail()
{
    TestWindow test({1280, 800});
    test.show();
    const auto person = test.person();
    QCOMPARE(person.find<QWidget>(u"rail"_s)->width(), ui::metrics::rail);
    test.window->resize(900, 600);
    QTRY_COMPARE(person.find<QWidget>(u"rail"_s)->width(), ui::metrics::railNarrow);
}

void MainWindowTest::smallestWindowShowsEverything()
{
    TestWindow test({800, 500});
    test.show();
    QTRY_COMPARE(test.window->size(), QSize(800, 500));
    const auto person = test.person();
    for (const QString &name : {u"firstRunDemo"_s, u"firstRunKong"_s, u"firstRunFile"_s}) {
        const auto *button = person.find<QWidget>(name);
        const QRect box(button->mapTo(test.window.get(), QPoint(0, 0)), button->size());
        QVERIFY2(test.window->rect().contains(box), qPrintable(name));
        QVERIFY2(button->visibleRegion().boundingRect() == button->rect(), qPrintable(name));
    }
}

void MainWindowTest::closingAsksForTheEnd()
{
    TestWindow test;
    test.show();
    QSignalSpy asked(test.window.get(), &ui::MainWindow::quitAsked);
    test.window->close();
    QCOMPARE(asked.size(), 1);
    QVERIFY(test.window->isVisible());
    test.person().press(QKeySequence(u"Ctrl+Q"_s));
    QCOMPARE(asked.size(), 2);
}

void MainWindowTest::placeIsKept()
{
    TestWindow test;
    test.show();
    test.window->resize(1001, 701);
    QTRY_COMPARE(test.window->size(), QSize(1001, 701));
    test.window->saveState();
    const QString kept = test.context->settings()->preferences().windowState;
    QVERIFY(!kept.isEmpty());
    TestWindow next;
    settings::Preferences preferences = next.context->settings()->preferences();
    preferences.windowState = kept;
    next.context->settings()->setPreferences(preferences);
    next.remake();
    QCOMPARE(next.window->size(), QSize(1001, 701));
}

void MainWindowTest::ownKeysAreKept()
{
    TestWindow test;
    test.show();
    test.window->actions()->setKey(u"app.palette"_s, QKeySequence(u"Ctrl+P"_s));
    const auto person = test.person();
    person.press(QKeySequence(u"Ctrl+K"_s));
    QVERIFY(!person.sees(u"palette"_s));
    person.press(QKeySequence(u"Ctrl+P"_s));
    QTRY_VERIFY(person.sees(u"palette"_s));
    test.remake();
    QCOMPARE(test.window->actions()->key(u"app.palette"_s), QKeySequence(u"Ctrl+P"_s));
}

void MainWindowTest::textSizeByKeys()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    person.press(QKeySequence(u"Ctrl+="_s));
    QCOMPARE(test.context->settings()->preferences().textPercent, 110);
    QVERIFY(person.sees(u"noteLine"_s));
    person.press(QKeySequence(u"Ctrl+-"_s));
    person.press(QKeySequence(u"Ctrl+-"_s));
    QCOMPARE(test.context->settings()->preferences().textPercent, 90);
    person.press(QKeySequence(u"Ctrl+0"_s));
    QCOMPARE(test.context->settings()->preferences().textPercent, 100);
}

void MainWindowTest::demoOffersTheWayOut()
{
    TestWindow test;
    test.demoMode = true;
    test.remake();
    test.show();
    const auto person = test.person();
    person.click(u"useOwnKong"_s);
    QCOMPARE(test.ownKongAsked, 1);
    test.window->showPage(PageKind::Settings);
    QVERIFY(person.sees(u"useOwnKong"_s));
}

void MainWindowTest::whatIsNotSavedIsSaid()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    store::StoreHealth health;
    health.writable = false;
    health.problem = u"The disk is full: traces are kept in memory only."_s;
    Q_EMIT test.context->store()->healthChanged(health);
    QTRY_VERIFY(person.sees(u"healthBanner"_s));
    QCOMPARE(person.find<ui::Banner>(u"healthBanner"_s)->text(), health.problem);
    Q_EMIT test.context->store()->healthChanged(store::StoreHealth());
    QTRY_VERIFY(!person.sees(u"healthBanner"_s));
}

void MainWindowTest::brokenFileIsToldOnce()
{
    TestWindow test;
    test.show();
    const auto person = test.person();
    for (int i = 0; i < 2; ++i) {
        test.prompts.file = test.folder.filePath(u"not-there.json"_s);
        person.press(QKeySequence(u"Ctrl+O"_s));
        QTRY_VERIFY(person.sees(u"fileProblem"_s));
        QCOMPARE(test.window->findChildren<ui::Banner *>(u"fileProblem"_s).size(), 1);
    }
    person.click(u"fileProblemClose"_s);
    QTRY_VERIFY(!person.sees(u"fileProblem"_s));
}

void MainWindowTest::startNoteCanBeClosed()
{
    TestWindow test;
    test.startNote = u"A damaged settings file was set aside as settings.json.damaged."_s;
    test.remake();
    test.show();
    const auto person = test.person();
    QCOMPARE(person.find<ui::Banner>(u"startNote"_s)->text(), test.startNote);
    person.click(u"startNoteClose"_s);
    QTRY_VERIFY(!person.sees(u"startNote"_s));
}

QObject *makeMainWindowTest()
{
    return new MainWindowTest;
}

#include "tst_mainwindow.moc"
