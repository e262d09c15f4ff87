// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"
#include "ui/settings/headertable.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using Table = ui::HeaderTable;

class HeaderTableTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRulesOfModels();
    void secretNeverComesBackOut();
    void emptyEditorKeepsTheSecret();
    void plainValueStandsInTheProfile();
    void typedValueGoesAlongToAnotherPlace();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void rowsWithoutNameAreLeftOut();

private:
    static void fill(Table &table, int row, const QString &name, int kept, const QString &value);
};

void HeaderTableTest::fill(Table &table, int row, const QString &name, int kept, const QString &value)
{
    table.setData(table.index(row, Table::NameColumn), name, Qt::EditRole);
    table.setData(table.index(row, Table::KeptColumn), kept, Qt::EditRole);
    table.setData(table.index(row, Table::ValueColumn), value, Qt::EditRole);
}

void HeaderTableTest::keepsTheRulesOfModels()
{
    Table table;
    const QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy edited(&table, &Table::edited);
    table.addHeader();
    table.addHeader();
    fill(table, 0, u"X-Team"_s, Table::Plain, u"blue"_s);
    table.removeHeader(1);
    table.removeHeader(7);
    QCOMPARE(table.rowCount(), 1);
    QVERIFY(edited.size() >= 3);
    table.setHeaders({});
    QCOMPARE(table.rowCount(), 0);
}

void HeaderTableTest::secretNeverComesBackOut()
{
    Table table;
    table.addHeader();
    fill(table, 0, u"X-Token"_s, Table::Session, u"canary-1234"_s);
    for (int column = 0; column < Table::ColumnCount; ++column) {
        for (int role = 0; role < Qt::UserRole; ++role)
            QVERIFY(!table.data(table.index(0, column), role).toString().contains("canary"_L1));
    }
    const auto header = table.headers().value(0);
    QVERIFY(header.value.isEmpty());
    QHash<QString, QString> typed;
    table.collect(typed);
    QCOMPARE(typed.value(header.secret.reference), u"canary-1234"_s);
}

void HeaderTableTest::emptyEditorKeepsTheSecret()
{
    settings::ExtraHeader header;
    header.name = "X-Token";
    header.secret = {settings::SecretSource::Kind::Keyring, {}, u"ref-1"_s};
    Table table;
    table.setHeaders({header});
    table.setData(table.index(0, Table::ValueColumn), QString(), Qt::EditRole);
    QCOMPARE(table.headers().value(0), header);
    QHash<QString, QString> typed;
    table.collect(typed);
    QVERIFY(typed.isEmpty());
}

void HeaderTableTest::plainValueStandsInTheProfile()
{
    Table table;
    table.addHeader();
    fill(table, 0, u"X-Team"_s, Table::Plain, u"blue"_s);
    const auto header = table.headers().value(0);
    QVERIFY(header.plain);
    QCOMPARE(header.value, u"blue"_s);
    QCOMPARE(header.secret.kind, settings::SecretSource::Kind::None);
}

void HeaderTableTest::typedValueGoesAlongToAnotherPlace()
{
    Table table;
    table.addHeader();
    fill(table, 0, u"X-Team"_s, Table::Keyring, u"blue"_s);
    table.setData(table.index(0, Table::KeptColumn), Table::Session, Qt::EditRole);
    const auto header = table.headers().value(0);
    QCOMPARE(header.secret.kind, settings::SecretSource::Kind::Session);
    QHash<QString, QString> typed;
    table.collect(typed);
    QCOMPARE(typed.value(header.secret.reference), u"blue"_s);
}

void HeaderTableTest::tellsWhatIsWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("kept");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("word");
    QTest::newRow("fine") << u"X-Team"_s << int(Table::Plain) << u"blue"_s << QString();
    QTest::newRow("blank in the name") << u"X Team"_s << int(Table::Plain) << u"blue"_s << u"cannot be a header name"_s;
    QTest::newRow("no value") << u"X-Team"_s << int(Table::Keyring) << QString() << u"has no value"_s;
    QTest::newRow("secret kept plain") << u"Authorization"_s << int(Table::Plain) << u"Bearer x"_s << u"looks secret"_s;
    QTest::newRow("no variable") << u"X-Team"_s << int(Table::Environment) << QString() << u"environment variable"_s;
}

void HeaderTableTest::tellsWhatIsWrong()
{
    QFETCH(QString, name);
    QFETCH(int, kept);
    QFETCH(QString, value);
    QFETCH(QString, word);
    Table table;
    table.addHeader();
    fill(table, 0, name, kept, value);
    QVERIFY2(word.isEmpty() ? table.problem().isEmpty() : table.problem().contains(word), qPrintable(table.problem()));
}

void HeaderTableTest::rowsWithoutNameAreLeftOut()
{
    Table table;
    table.addHeader();
    QVERIFY(table.headers().isEmpty());
    QVERIFY(table.problem().isEmpty());
}

QObject *makeHeaderTableTest()
{
    return new HeaderTableTest;
}

#include "tst_headertable.moc"
