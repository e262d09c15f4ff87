// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/keytable.h"

#include <QtGui/QAction>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QWidget>

using namespace Qt::StringLiterals;

class KeyTableTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void showsEveryActionInItsGroup();
    void followsTheRegistry();
    void filters();
};

void KeyTableTest::showsEveryActionInItsGroup()
{
    const ui::Theme theme;
    ui::ActionRegistry registry(&theme);
    QWidget window;
    registry.add({u"a.1"_s, u"One"_s, {}, {QKeySequence(u"F1"_s), QKeySequence(u"Ctrl+1"_s)}, u"Everywhere"_s},
                 &window);
    registry.add({u"b.1"_s, u"Two"_s, {}, {}, u"Chat"_s}, &window);
    registry.add({u"a.2"_s, u"Three"_s, {}, {}, u"Everywhere"_s}, &window);
    ui::KeyTable table(&registry);
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table.rowCount(), 3);
    QCOMPARE(table.index(0, ui::KeyTable::KeyColumn).data().toString(), u"F1 or Ctrl+1"_s);
    QCOMPARE(table.index(1, ui::KeyTable::ActionColumn).data().toString(), u"Three"_s);
    QCOMPARE(table.index(2, ui::KeyTable::PlaceColumn).data().toString(), u"Chat"_s);
}

void KeyTableTest::followsTheRegistry()
{
    const ui::Theme theme;
    ui::ActionRegistry registry(&theme);
    QWidget window;
    ui::KeyTable table(&registry);
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    registry.add({u"a.1"_s, u"One"_s, {}, {QKeySequence(u"F1"_s)}, {}}, &window);
    QCOMPARE(table.rowCount(), 1);
    registry.setKey(u"a.1"_s, QKeySequence(u"F2"_s));
    QCOMPARE(table.index(0, ui::KeyTable::KeyColumn).data().toString(), u"F2"_s);
}

void KeyTableTest::filters()
{
    const ui::Theme theme;
    ui::ActionRegistry registry(&theme);
    QWidget window;
    registry.add({u"a.1"_s, u"One"_s, {}, {QKeySequence(u"F1"_s)}, {}}, &window);
    registry.add({u"a.2"_s, u"Two"_s, {}, {QKeySequence(u"F2"_s)}, {}}, &window);
    ui::KeyTable table(&registry);
    table.setWords(u"f2"_s);
    QCOMPARE(table.rowCount(), 1);
    QCOMPARE(table.index(0, ui::KeyTable::ActionColumn).data().toString(), u"Two"_s);
}

QObject *makeKeyTableTest()
{
    return new KeyTableTest;
}

#include "tst_keytable.moc"
