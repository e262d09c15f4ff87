// SPDX-License-Identifier: Apache-2.0
#include "store/sql/migrator.h"

#include "app/store/samples.h"
#include "store/databaseopener.h"
#include "support/testmain.h"

#include <QtCore/QDirIterator>
#include <QtCore/QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace storetest;
using store::Connection;
using store::DatabaseOpener;
using store::Migrator;
using store::Statement;

class MigratorTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void builtInStepsAreNumberedWithoutGaps();
    void everyStepFromTheVersionBefore();
    void tracesOfTheFirstVersionStay();
    void databaseIsCopiedBeforeAStep();
    void failedStepLeavesTheVersionBefore();

protected:
    void prepare() override
    {
        m_steps = std::make_unique<QTemporaryDir>();
        const QDir builtIn = Migrator::builtIn();
        for (const QString &name : builtIn.entryList(QDir::Files))
            QVERIFY(QFile::copy(builtIn.filePath(name), m_steps->filePath(name)));
    }

private:
    void addStep(const QByteArray &sql) const;

    std::unique_ptr<QTemporaryDir> m_steps; ///< the real ones and what a test adds
};

namespace {

qint64 number(Connection &connection, std::string_view sql)
{
    Statement row = connection.prepare(sql);
    return row.next() ? row.integer() : -1;
}

} // namespace

void MigratorTest::addStep(const QByteArray &sql) const
{
    const int next = Migrator(QDir(m_steps->path())).latest() + 1;
    QFile file(m_steps->filePath(u"%1.sql"_s.arg(next, 4, 10, QChar(u'0'))));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(sql);
}

void MigratorTest::builtInStepsAreNumberedWithoutGaps()
{
    const QDir folder = Migrator::builtIn();
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    QVERIFY(!names.isEmpty());
    for (qsizetype i = 0; i < names.size(); ++i)
        QCOMPARE(names.at(i), u"%1.sql"_s.arg(i + 1, 4, 10, QChar(u'0')));
    QCOMPARE(Migrator().latest(), int(names.size()));
}

void MigratorTest::everyStepFromTheVersionBefore()
{
    const Migrator all;
    Connection connection;
    QVERIFY(connection.open({}, Connection::Mode::Memory));
    QTemporaryDir upTo;
    for (int version = 1; version <= all.latest(); ++version) {
        const QString name = u"%1.sql"_s.arg(version, 4, 10, QChar(u'0'));
        QVERIFY(QFile::copy(Migrator::builtIn().filePath(name), upTo.filePath(name)));
        Migrator(QDir(upTo.path())).migrate(connection);
        QVERIFY2(connection.ok(), qPrintable(name));
        QCOMPARE(Migrator::versionOf(connection), version);
        QCOMPARE(number(connection, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), 0);
    }
    all.migrate(connection);
    QVERIFY2(connection.ok(), "nothing is left to do");
}

void MigratorTest::tracesOfTheFirstVersionStay()
{
    Connection connection;
    QVERIFY(connection.open({}, Connection::Mode::Memory));
    QTemporaryDir first;
    QVERIFY(QFile::copy(Migrator::builtIn().filePath(u"0001.sql"_s), first.filePath(u"0001.sql"_s)));
    Migrator(QDir(first.path())).migrate(connection);
    QVERIFY(connection.execute("INSERT INTO traces (id, name, state, start, request_preview, response_preview, session, tags, "
                               "metadata, origin, model, preview, span_count) "
                               "VALUES (x'00', 'old', 1, 5, '', '', '', '{}', '{}', 'spanway', '', '', 0)"));
    Migrator().migrate(connection);
    QVERIFY(connection.ok());
    Statement row = connection.prepare("SELECT name, client_request_id FROM traces");
    QVERIFY(row.next());
    QCOMPARE(row.text(), u"old"_s);
    QCOMPARE(row.text(), QString());
}

void MigratorTest::databaseIsCopiedBeforeAStep()
{
    Home home;
    QVERIFY(home.open());
    QVERIFY(home->saveConversation(conversation(u"c1"_s, u"kept"_s)).result().has_value());
    home.close();
    addStep("ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 7;");

    const int before = Migrator().latest();
    Connection connection;
    const auto report = DatabaseOpener({home.folder(), 0}, Migrator(QDir(m_steps->path()))).open(connection);
    QVERIFY2(report.has_value(), report ? "" : qPrintable(report.error().detail));
    QVERIFY(report->readOnlyProblem.isEmpty());
    QCOMPARE(Migrator::versionOf(connection), before + 1);
    QCOMPARE(number(connection, "SELECT pinned FROM conversations WHERE title = 'kept'"), 7);
    connection.close();

    const QString copy = u"%1.version-%2"_s.arg(home.database()).arg(before);
    QCOMPARE(int(QFile::permissions(copy) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther)), 0);
    Connection old;
    QVERIFY(old.open(copy, Connection::Mode::ReadOnly));
    QCOMPARE(Migrator::versionOf(old), before);
    QCOMPARE(number(old, "SELECT count(*) FROM conversations WHERE title = 'kept'"), 1);
    // This Spanway is now the older one.
    QVERIFY(!home.open());
}

void MigratorTest::failedStepLeavesTheVersionBefore()
{
    Home home;
    QVERIFY(home.open());
    QVERIFY(home->saveConversation(conversation(u"c1"_s, u"kept"_s)).result().has_value());
    home.close();
    addStep("ALTER TABLE conversations ADD COLUMN pinned INTEGER; SELECT * FROM missing;");
    Connection connection;
    const auto report = DatabaseOpener({home.folder(), 0}, Migrator(QDir(m_steps->path()))).open(connection);
    QVERIFY(!report.has_value());
    QCOMPARE(report.error().kind, base::ErrorKind::Storage);
    connection.close();
    QVERIFY(home.open());
    QCOMPARE(home->conversations().result().value().size(), 1);
}

QObject *makeMigratorTest()
{
    return new MigratorTest;
}

#include "tst_migrator.moc"
