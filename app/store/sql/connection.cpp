// SPDX-License-Identifier: Apache-2.0
#include "store/sql/connection.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace store {

namespace {

/// How long a call waits for another process that is writing.
constexpr int busyTimeoutMs = 5000;

QString reasonOf(int code)
{
    const auto translated = [](const char *text) { return QCoreApplication::translate("store::Connection", text); };
    switch (code & 0xff) {
    case SQLITE_FULL:
        return translated(QT_TRANSLATE_NOOP("store::Connection", "The disk is full. Make room on it."));
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return translated(QT_TRANSLATE_NOOP("store::Connection",
                                            "Spanway's data folder cannot be written. Give yourself access to it."));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return translated(
            QT_TRANSLATE_NOOP("store::Connection", "Another Spanway kept the database busy for too long. Try again."));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return translated(
            QT_TRANSLATE_NOOP("store::Connection",
                              "Spanway's database is damaged. Start Spanway again: it will check the file "
                              "and set it aside if needed."));
    case SQLITE_IOERR:
        return translated(QT_TRANSLATE_NOOP("store::Connection",
                                            "The disk refused to read or write Spanway's database. Check the disk, its "
                                            "quota and the limits on file sizes."));
    default:
        return translated(QT_TRANSLATE_NOOP("store::Connection", "Spanway's database refused the step."));
    }
}

} // namespace

Connection::~Connection()
{
    close();
}

bool Connection::open(const QString &file, Mode mode)
{
    close();
    m_foundDamage = false;
    QByteArray name = file.toUtf8();
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (mode) {
    case Mode::ReadWrite:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        break;
    case Mode::ReadOnly:
        flags |= SQLITE_OPEN_READONLY;
        break;
    case Mode::Immutable:
        flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
        name = "file:" + QUrl::toPercentEncoding(file, "/") + "?immutable=1";
        break;
    case Mode::Memory:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        name = ":memory:";
        break;
    }
    const int code = sqlite3_open_v2(name.constData(), &m_handle, flags, nullptr);
    if (code != SQLITE_OK)
        failed(code);
    else
        sqlite3_busy_timeout(m_handle, busyTimeoutMs);
    return code == SQLITE_OK;
}

void Connection::close()
{
    for (const auto &[sql, statement] : m_prepared)
        sqlite3_finalize(statement);
    m_prepared.clear();
    sqlite3_close_v2(m_handle);
    m_handle = nullptr;
}

Statement Connection::prepare(std::string_view sql)
{
    if (!ok())
        return Statement(*this, nullptr, true);
    const auto known = m_prepared.find(sql);
    if (known != m_prepared.end() && !sqlite3_stmt_busy(known->second))
        return Statement(*this, known->second, true);
    const bool keep = known == m_prepared.end();
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle, sql.data(), int(sql.size()), keep ? SQLITE_PREPARE_PERSISTENT : 0,
                                        &statement, nullptr);
    if (code != SQLITE_OK) {
        failed(code);
        return Statement(*this, nullptr, true);
    }
    if (keep)
        m_prepared.emplace(sql, statement);
    return Statement(*this, statement, keep);
}

bool Connection::execute(const QByteArray &script)
{
    if (!ok())
        return false;
    const int code = sqlite3_exec(m_handle, script.constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        failed(code);
    return code == SQLITE_OK;
}

std::optional<base::Error> Connection::takeError()
{
    return std::exchange(m_error, std::nullopt);
}

void Connection::fail(const base::Error &error)
{
    if (!m_error)
        m_error = error;
}

void Connection::failed(int sqliteCode)
{
    const int primary = sqliteCode & 0xff;
    if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
        m_foundDamage = true;
    fail(base::Error(base::ErrorKind::Storage, reasonOf(sqliteCode),
                     u"SQLite %1: %2"_s.arg(sqliteCode).arg(QString::fromUtf8(sqlite3_errmsg(m_handle)))));
}

void Connection::reportDamage()
{
    failed(SQLITE_CORRUPT);
}

bool Connection::inTransaction() const
{
    return m_handle && !sqlite3_get_autocommit(m_handle);
}

void Connection::rollBack()
{
    // A full disk makes SQLite roll back by itself; there is nothing left to do then.
    if (inTransaction())
        executeAlways("ROLLBACK");
}

void Connection::executeAlways(const char *sql)
{
    sqlite3_exec(m_handle, sql, nullptr, nullptr, nullptr);
}

qint64 Connection::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

qint64 Connection::changes() const
{
    return sqlite3_changes64(m_handle);
}

qint64 Connection::totalChanges() const
{
    return sqlite3_total_changes64(m_handle);
}

} // namespace store
