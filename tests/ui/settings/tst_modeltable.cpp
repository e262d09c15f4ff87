// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/settings/modeltable.h"

#include <QtTest/QAbstractItemModelTester>

using namespace Qt::StringLiterals;
using Table = ui::ModelTable;

class ModelTableTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRulesOfModels();
    void listedNamesAreAddedOnce();
    void tellsWhatIsWrong();
    void headersBelongToTheirRow();
};

void ModelTableTest::keepsTheRulesOfModels()
{
    Table table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const int row = table.addModel();
    QVERIFY(table.setData(table.index(row, Table::NameColumn), u" gpt-4o "_s, Qt::EditRole));
    QVERIFY(table.setData(table.index(row, Table::PathColumn), u"/openai"_s, Qt::EditRole));
    QVERIFY(table.setData(table.index(row, Table::SendColumn), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!table.setData(table.index(row, Table::HeadersColumn), 3, Qt::EditRole));
    const settings::ModelEntry model = table.named().value(0);
    QCOMPARE(model.name, u"gpt-4o"_s);
    QCOMPARE(model.path, u"/openai"_s);
    QVERIFY(!model.sendModel);
    table.removeModel(row);
    QCOMPARE(table.rowCount(), 0);
}

void ModelTableTest::listedNamesAreAddedOnce()
{
    Table table;
    QCOMPARE(table.addNames({u"a"_s, u"b"_s, u"a"_s, QString()}), 2);
    QCOMPARE(table.addNames({u"b"_s, u"c"_s}), 1);
    QCOMPARE(table.addNames({u"c"_s}), 0);
    QCOMPARE(table.named().size(), 3);
}

void ModelTableTest::tellsWhatIsWrong()
{
    Table table;
    table.addNames({u"a"_s, u"b"_s});
    QVERIFY(table.problem().isEmpty());
    table.setData(table.index(1, Table::NameColumn), u"a"_s, Qt::EditRole);
    QVERIFY(table.problem().contains("twice"_L1));
    table.setData(table.index(1, Table::NameColumn), u"b"_s, Qt::EditRole);
    table.setData(table.index(1, Table::PathColumn), u"chat"_s, Qt::EditRole);
    QVERIFY(table.problem().contains("slash"_L1));
}

void ModelTableTest::headersBelongToTheirRow()
{
    Table table;
    table.addNames({u"a"_s, u"b"_s});
    settings::ExtraHeader header;
    header.name = "x-model";
    header.value = u"b"_s;
    header.plain = true;
    table.setHeaders(1, {header});
    QCOMPARE(table.models().at(1).headers.size(), 1);
    QVERIFY(table.models().at(0).headers.isEmpty());
    QCOMPARE(table.index(1, Table::HeadersColumn).data().toString(), u"1"_s);
}

QObject *makeModelTableTest()
{
    return new ModelTableTest;
}

#include "tst_modeltable.moc"
