// SPDX-License-Identifier: Apache-2.0
#include "app/store/samples.h"
#include "store/databaseopener.h"
#include "store/sql/connection.h"
#include "support/fulldisk.h"
#include "support/testmain.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace storetest;

class OpeningTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void filesAreForTheOwnerOnly();
    void newerDatabaseIsRefusedUntouched();
    void newerNumberInTheLogIsRefused();
    void damagedDatabaseIsSetAside();
    void damagedDatabaseOnAFullDiskIsKeptAndTold();
    void damageInsideIsFoundAtTheNextStart();
    void unwritableFolderStartsWithoutSaving();
    void existingDatabaseCanBeReadWithoutWriting();
    void twoStoresShareAFolder();
    void destructorFinishesWhatWasAsked();

private:
    static mode_t modeOf(const QString &path);
    static QMap<QString, QByteArray> contents(const QString &folder);
    static void raiseVersion(const QString &database);
    static void overwritePageOf(const QByteArray &table, const QString &database);
};

mode_t OpeningTest::modeOf(const QString &path)
{
    struct stat info
    { };
    return stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_mode & 0777 : 0;
}

QMap<QString, QByteArray> OpeningTest::contents(const QString &folder)
{
    QMap<QString, QByteArray> result;
    for (const QFileInfo &info : QDir(folder).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        if (info.fileName() != "spanway.lock"_L1 && file.open(QIODevice::ReadOnly))
            result.insert(info.fileName(), file.readAll());
    }
    return result;
}

void OpeningTest::raiseVersion(const QString &database)
{
    store::Connection connection;
    QVERIFY(connection.open(database, store::Connection::Mode::ReadWrite));
    QVERIFY(connection.execute("PRAGMA user_version = 9999"));
}

void OpeningTest::overwritePageOf(const QByteArray &table, const QString &database)
{
    qint64 page = 0;
    {
        store::Connection connection;
        QVERIFY(connection.open(database, store::Connection::Mode::ReadOnly));
        store::Statement row = connection.prepare("SELECT rootpage FROM sqlite_schema WHERE name = ?");
        QVERIFY(row.bind(QString::fromLatin1(table)).next());
        page = row.integer();
    }
    constexpr qint64 pageSize = 4096;
    QFile file(database);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek((page - 1) * pageSize));
    file.write(QByteArray(pageSize, '\x5a'));
}

void OpeningTest::filesAreForTheOwnerOnly()
{
    Home home;
    QVERIFY(home.open());
    QVERIFY(home->commitTurn(finishedTurn(), sampleTrace(), draft()).result().has_value());
    QCOMPARE(modeOf(home.folder()), mode_t(0700));
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QCOMPARE(modeOf(home.database() + suffix), mode_t(0600));
    QCOMPARE(home->folder(), home.folder());
    QCOMPARE(home->openNote(), QString());
    home.close();
    // A folder that was open to others is closed.
    QVERIFY(chmod(QFile::encodeName(home.folder()).constData(), 0755) == 0);
    QVERIFY(home.open());
    QCOMPARE(modeOf(home.folder()), mode_t(0700));
}

void OpeningTest::newerDatabaseIsRefusedUntouched()
{
    Home home;
    QVERIFY(home.open());
    QVERIFY(home->saveConversation(conversation(u"c"_s, u"t"_s)).result().has_value());
    home.close();
    raiseVersion(home.database());
    const auto before = contents(home.folder());
    const auto opened = store::Store::open({home.folder(), 0});
    QVERIFY(!opened.has_value());
    QCOMPARE(opened.error().kind, base::ErrorKind::InvalidInput);
    QVERIFY2(opened.error().message.contains(u"newer Spanway"_s), qPrintable(opened.error().message));
    QCOMPARE(contents(home.folder()), before);
}

void OpeningTest::newerNumberInTheLogIsRefused()
{
    Home home;
    QVERIFY(home.open());
    store::Connection newer;
    QVERIFY(newer.open(home.database(), store::Connection::Mode::ReadWrite));
    QVERIFY(newer.execute("PRAGMA user_version = 9999"));
    // Two connections are open, so nothing moved the number from the log into the file.
    const auto opened = store::Store::open({home.folder(), 0});
    QVERIFY(!opened.has_value());
    QCOMPARE(opened.error().kind, base::ErrorKind::InvalidInput);
}

void OpeningTest::damagedDatabaseIsSetAside()
{
    Home home;
    QVERIFY(QDir().mkpath(home.folder()));
    const QByteArray garbage = QByteArray("garbage, not a database ").repeated(300);
    const QMap<QString, QByteArray> broken{
        {u"spanway.db"_s, garbage}, {u"spanway.db-wal"_s, "w"}, {u"spanway.db-shm"_s, "s"}};
    for (auto it = broken.cbegin(); it != broken.cend(); ++it) {
        QFile file(home.folder() + u'/' + it.key());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(it.value());
    }
    QVERIFY(home.open());
    QVERIFY(home->health().writable);
    const QStringList kept = QDir(home.folder()).entryList({u"spanway.db.damaged-*"_s}, QDir::Files, QDir::Name);
    QVERIFY2(!kept.isEmpty(), "the damaged file is kept");
    QVERIFY2(home->openNote().contains(kept.first()), qPrintable(home->openNote()));
    QFile copy(home.folder() + u'/' + kept.first());
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), garbage);
    QVERIFY(home->commitTurn(finishedTurn(), sampleTrace(), draft()).result().has_value());
    QVERIFY(home.open());
    QCOMPARE(home->openNote(), QString());
    QCOMPARE(home->traceCount().result().value(), 1);
}

void OpeningTest::damagedDatabaseOnAFullDiskIsKeptAndTold()
{
    Home home;
    QVERIFY(QDir().mkpath(home.folder()));
    QFile file(home.database());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("garbage, not a database ").repeated(300));
    file.close();
    const testsupport::FullDisk full;
    QVERIFY(home.open());
    QVERIFY(!home->health().writable);
    const QStringList kept = QDir(home.folder()).entryList({u"spanway.db.damaged-*"_s}, QDir::Files);
    QCOMPARE(kept.size(), 1);
    QVERIFY2(home->openNote().contains(kept.first()), qPrintable(home->openNote()));
}

void OpeningTest::damageInsideIsFoundAtTheNextStart()
{
    Home home;
    QVERIFY(home.open());
    for (int i = 0; i < 50; ++i)
        QVERIFY(home->commitTurn(finishedTurn(), sampleTrace(), draft()).result().has_value());
    home.close();
    overwritePageOf("turns", home.database());
    QVERIFY2(home.open(), "a start looks at the schema only");
    const auto failed = home->commitTurn(finishedTurn(), sampleTrace(), draft()).result();
    QVERIFY(!failed.has_value());
    QVERIFY2(failed.error().message.contains(u"damaged"_s), qPrintable(failed.error().message));
    QVERIFY(home.open());
    QVERIFY2(home->openNote().contains(u"damaged"_s), qPrintable(home->openNote()));
    QVERIFY(home->commitTurn(finishedTurn(), sampleTrace(), draft()).result().has_value());
}

void OpeningTest::unwritableFolderStartsWithoutSaving()
{
    // Not even root can make a folder there.
    auto opened = store::Store::open({u"/proc/spanway-test"_s, 0});
    QVERIFY(opened.has_value());
    store::Store &store = **opened;
    QVERIFY(!store.health().writable);
    QVERIFY2(store.health().problem.contains(u"/proc/spanway-test"_s), qPrintable(store.health().problem));
    QVERIFY(store.conversations().result().value().isEmpty());
    QVERIFY(store.traces({}).result().value().isEmpty());
    QCOMPARE(store.saveConversation(conversation(u"c"_s, u"t"_s)).result().error().kind, base::ErrorKind::Storage);
    QCOMPARE(store.commitTurn(finishedTurn(), sampleTrace(), draft()).result().error().kind, base::ErrorKind::Storage);
    QCOMPARE(store.traceCount().result().value(), 0);
    QVERIFY(!store.health().writable);
}

void OpeningTest::existingDatabaseCanBeReadWithoutWriting()
{
    Home home;
    QVERIFY(home.open());
    const trace::TraceRecord trace = sampleTrace();
    QVERIFY(home->commitTurn(finishedTurn(), trace, draft()).result().has_value());
    home.close();
    // A folder in place of the lock file refuses every user.
    QVERIFY(QFile::remove(home.folder() + u"/spanway.lock"_s));
    QVERIFY(QDir().mkdir(home.folder() + u"/spanway.lock"_s));
    QVERIFY(home.open());
    QVERIFY(!home->health().writable);
    QCOMPARE(difference(home->trace(trace.info.id).result().value(), trace), QString());
    QCOMPARE(home->removeTrace(trace.info.id).result().error().kind, base::ErrorKind::Storage);
    QCOMPARE(home->traceCount().result().value(), 1);
}

void OpeningTest::twoStoresShareAFolder()
{
    Home home;
    QVERIFY(home.open());
    auto second = store::Store::open({home.folder(), 0});
    QVERIFY(second.has_value());
    QList<store::Store::Future<void>> pending;
    for (int i = 0; i < 50; ++i) {
        pending.append(home->commitTurn(finishedTurn(), sampleTrace(), draft()));
        pending.append((*second)->commitTurn(finishedTurn(), sampleTrace(), draft()));
    }
    for (const auto &future : pending)
        QVERIFY(future.result().has_value());
    QCOMPARE(home->traceCount().result().value(), 100);
    QCOMPARE((*second)->traceCount().result().value(), 100);
}

void OpeningTest::destructorFinishesWhatWasAsked()
{
    Home home;
    QVERIFY(home.open());
    QList<store::Store::Future<void>> pending;
    for (int i = 0; i < 20; ++i)
        pending.append(home->commitTurn(finishedTurn(), sampleTrace(), std::nullopt));
    const auto flushed = home->flush();
    home.close();
    for (const auto &future : pending) {
        QVERIFY(future.isFinished());
        QVERIFY(future.result().has_value());
    }
    QVERIFY(flushed.result().has_value());
    QVERIFY(home.open());
    QCOMPARE(home->traceCount().result().value(), 20);
}

QObject *makeOpeningTest()
{
    return new OpeningTest;
}

#include "tst_opening.moc"
