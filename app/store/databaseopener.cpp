// SPDX-License-Identifier: Apache-2.0
#include "store/databaseopener.h"

#include "store/folderlock.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace store {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("store::DatabaseOpener", text);
}

QString suspectMark(const QString &folder)
{
    return DatabaseOpener::databaseFile(folder) + u".suspect"_s;
}

/// SQLite would make it readable for all; -wal and -shm take over the mode of the file.
void createPrivately(const QString &file)
{
    const int handle
        = ::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (handle >= 0)
        ::close(handle);
}

base::Error folderError(const QString &folder)
{
    return base::Error(
        base::ErrorKind::Storage,
        translated(QT_TRANSLATE_NOOP("store::DatabaseOpener",
                                     "Spanway's data folder %1 cannot be written. Give yourself access to it."))
            .arg(folder));
}

base::Error busyError()
{
    return base::Error(
        base::ErrorKind::Storage,
        translated(QT_TRANSLATE_NOOP("store::DatabaseOpener",
                                     "Another Spanway is still preparing the database. Wait until it is up, "
                                     "then start again.")));
}

} // namespace

DatabaseOpener::DatabaseOpener(StoreOptions options, Migrator migrator)
    : m_options(std::move(options))
    , m_migrator(std::move(migrator))
    , m_file(databaseFile(m_options.folder))
{ }

QString DatabaseOpener::databaseFile(const QString &folder)
{
    return folder + u"/spanway.db"_s;
}

void DatabaseOpener::markSuspect(const QString &folder)
{
    createPrivately(suspectMark(folder));
}

base::Result<DatabaseOpener::Report> DatabaseOpener::open(Connection &connection)
{
    if (!makeFolder())
        return openForReading(connection, folderError(m_options.folder));
    FolderLock lock(m_options.folder + u"/spanway.lock"_s);
    switch (lock.take()) {
    case FolderLock::Outcome::Taken:
        break;
    case FolderLock::Outcome::Busy:
        return tl::unexpected(busyError());
    case FolderLock::Outcome::Unwritable:
        return openForReading(connection, folderError(m_options.folder));
    }
    if (isNewer())
        return tl::unexpected(newerError());
    QString note;
    bool begun = isBlank();
    auto opened = openWritable(connection);
    if (!opened && connection.foundDamage()) {
        connection.close();
        note = setAside();
        // A file that could not be set aside is still the person's.
        begun = !note.isEmpty();
        opened = openWritable(connection);
    }
    if (opened) {
        opened->note = note;
        return opened;
    }
    if (opened.error().kind == base::ErrorKind::InvalidInput)
        return tl::unexpected(opened.error());
    if (begun) {
        // Half a database of no content, on a disk that has no room for the rest.
        connection.close();
        for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
            QFile::remove(m_file + suffix);
    }
    auto read = openForReading(connection, opened.error());
    if (read)
        read->note = note;
    return read;
}

bool DatabaseOpener::makeFolder() const
{
    if (!QDir().mkpath(m_options.folder))
        return false;
    QFile::setPermissions(m_options.folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return true;
}

/// Asked in a way that takes no lock and makes no file beside it.
bool DatabaseOpener::isNewer() const
{
    Connection probe;
    return QFileInfo(m_file).size() > 0 && probe.open(m_file, Connection::Mode::Immutable)
        && Migrator::versionOf(probe) > m_migrator.latest();
}

/// Whether nothing was ever saved here: there is no file, or one that was begun and not finished.
bool DatabaseOpener::isBlank() const
{
    if (QFileInfo(m_file).size() == 0)
        return true;
    // What a process that was killed has written may still stand in the log alone.
    if (QFileInfo(m_file + u"-wal"_s).size() > 0)
        return false;
    Connection probe;
    if (!probe.open(m_file, Connection::Mode::Immutable) || Migrator::versionOf(probe) != 0)
        return false;
    Statement tables = probe.prepare("SELECT count(*) FROM sqlite_schema");
    return tables.next() && tables.integer() == 0;
}

base::Result<DatabaseOpener::Report> DatabaseOpener::openWritable(Connection &connection)
{
    const bool isNew = QFileInfo(m_file).size() == 0;
    createPrivately(m_file);
    if (connection.open(m_file, Connection::Mode::ReadWrite)) {
        if (isNew)
            connection.execute("PRAGMA synchronous = OFF");
        prepareForWork(connection);
        if (!isNew)
            connection.execute("PRAGMA synchronous = NORMAL");
        checkIfSuspect(connection);
        // The number may also stand in the write-ahead log alone.
        if (connection.ok() && Migrator::versionOf(connection) > m_migrator.latest())
            connection.fail(newerError());
        migrate(connection);
        // Reads the schema, where most damage shows.
        connection.prepare("SELECT count(*) FROM sqlite_schema").run();
    }
    if (m_options.maxPages > 0)
        connection.execute("PRAGMA max_page_count = " + QByteArray::number(m_options.maxPages));
    if (const auto error = connection.takeError())
        return tl::unexpected(*error);
    return Report{{}, {}, isNew};
}

void DatabaseOpener::prepareForWork(Connection &connection) const
{
    connection.execute("PRAGMA journal_mode = WAL;"
                       "PRAGMA journal_size_limit = 67108864;"
                       "PRAGMA cache_size = -16000;"
                       "PRAGMA temp_store = MEMORY;");
}

void DatabaseOpener::checkIfSuspect(Connection &connection) const
{
    if (!QFile::exists(suspectMark(m_options.folder)))
        return;
    Statement row = connection.prepare("PRAGMA quick_check(1)");
    if (row.next() && row.text() != "ok"_L1)
        connection.reportDamage();
    QFile::remove(suspectMark(m_options.folder));
}

void DatabaseOpener::migrate(Connection &connection) const
{
    const int version = Migrator::versionOf(connection);
    if (version >= m_migrator.latest() || !connection.ok())
        return;
    if (version > 0) {
        const QString copy = u"%1.version-%2"_s.arg(m_file).arg(version);
        QFile::remove(copy);
        createPrivately(copy);
        connection.prepare("VACUUM INTO ?").bind(copy).run();
    }
    m_migrator.migrate(connection);
    if (version > 0)
        settle(connection);
}

void DatabaseOpener::settle(Connection &connection)
{
    connection.execute("PRAGMA synchronous = NORMAL");
    // So that the number is in the file itself, where an older Spanway looks for it.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

base::Result<DatabaseOpener::Report> DatabaseOpener::openForReading(Connection &connection,
                                                                    const base::Error &reason) const
{
    using Mode = Connection::Mode;
    const Report report{
        {},
        translated(QT_TRANSLATE_NOOP("store::DatabaseOpener", "Nothing is saved in this run. %1")).arg(reason.message),
        false};
    if (!isBlank()) {
        for (const Mode mode : {Mode::ReadOnly, Mode::Immutable}) {
            connection.takeError();
            if (connection.open(m_file, mode) && Migrator::versionOf(connection) == m_migrator.latest()
                && connection.ok())
                return report;
        }
        // What is there could neither be opened nor brought to this version: starting as if it were empty would look
        // like a loss.
        return tl::unexpected(reason);
    }
    connection.takeError();
    connection.open(m_file, Mode::Memory);
    m_migrator.migrate(connection);
    connection.execute("PRAGMA query_only = ON");
    if (const auto error = connection.takeError())
        return tl::unexpected(*error);
    return report;
}

QString DatabaseOpener::setAside() const
{
    const QString name = m_file + u".damaged-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::rename(m_file + suffix, name + suffix);
    if (QFile::exists(m_file))
        return {};
    return translated(
               QT_TRANSLATE_NOOP("store::DatabaseOpener",
                                 "Spanway's database was damaged, so a new one was begun. The old one was kept as %1."))
        .arg(name);
}

base::Error DatabaseOpener::newerError() const
{
    return base::Error(
        base::ErrorKind::InvalidInput,
        translated(QT_TRANSLATE_NOOP("store::DatabaseOpener",
                                     "The database in %1 was written by a newer Spanway. It was not touched. "
                                     "Start that newer Spanway, or choose another data folder."))
            .arg(m_options.folder));
}

} // namespace store
