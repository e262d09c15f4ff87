// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/palette/actionlist.h"

#include <QtGui/QAction>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QWidget>

using namespace Qt::StringLiterals;

class ActionListTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatCanBeDone();
    void bestMatchComesFirst();
};

void ActionListTest::listsWhatCanBeDone()
{
    const ui::Theme theme;
    ui::ActionRegistry registry(&theme);
    QWidget window;
    QWidget hidden(&window);
    registry.add({u"a.seen"_s, u"Seen"_s, {}, {QKeySequence(u"Ctrl+1"_s)}, {}}, &window);
    registry.add({u"a.hidden"_s, u"Hidden"_s, {}, {}, {}}, &hidden);
    registry.add({u"a.off"_s, u"Switched off"_s, {}, {}, {}}, &window)->setEnabled(false);
    window.show();
    hidden.hide();
    ui::ActionList list(&registry);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    list.setWords({});
    QCOMPARE(list.rowCount(), 1);
    QCOMPARE(list.index(0).data(ui::ActionList::IdRole).toString(), u"a.seen"_s);
    QCOMPARE(list.index(0).data(ui::ActionList::KeyRole).value<QKeySequence>(), QKeySequence(u"Ctrl+1"_s));
    list.setWords(u"nothing like it"_s);
    QCOMPARE(list.rowCount(), 1);
    QCOMPARE(list.index(0).data().toString(), u"Nothing found for “nothing like it”"_s);
    QVERIFY(!(list.index(0).flags() & (Qt::ItemIsEnabled | Qt::ItemIsSelectable)));
    QVERIFY(list.index(0).data(ui::ActionList::IdRole).toString().isEmpty());
    list.setWords(u"seen"_s);
    QCOMPARE(list.index(0).data().toString(), u"Seen"_s);
}

void ActionListTest::bestMatchComesFirst()
{
    const ui::Theme theme;
    ui::ActionRegistry registry(&theme);
    QWidget window;
    registry.add({u"a.1"_s, u"Show the outbox"_s, {}, {}, {}}, &window);
    registry.add({u"a.2"_s, u"Outbox: send now"_s, {}, {}, {}}, &window);
    registry.add({u"a.3"_s, u"Quit"_s, {}, {}, {}}, &window);
    window.show();
    ui::ActionList list(&registry);
    list.setWords(u"outbox"_s);
    QCOMPARE(list.rowCount(), 2);
    QCOMPARE(list.index(0).data(ui::ActionList::IdRole).toString(), u"a.2"_s);
    list.setWords(u"box show"_s);
    QCOMPARE(list.rowCount(), 1);
    QCOMPARE(list.index(0).data(ui::ActionList::IdRole).toString(), u"a.1"_s);
}

QObject *makeActionListTest()
{
    return new ActionListTest;
}

#include "tst_actionlist.moc"
