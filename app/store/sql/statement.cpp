// SPDX-License-Identifier: Apache-2.0
#include "store/sql/statement.h"

#include "store/sql/connection.h"

#include <sqlite3.h>

namespace store {

Statement::Statement(Connection &connection, sqlite3_stmt *handle, bool cached)
    : m_connection(connection)
    , m_handle(handle)
    , m_cached(cached)
{ }

Statement::~Statement()
{
    if (!m_handle)
        return;
    reset();
    if (!m_cached)
        sqlite3_finalize(m_handle);
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
    sqlite3_clear_bindings(m_handle);
    m_parameter = 0;
    m_column = 0;
}

void Statement::check(int code)
{
    if (code != SQLITE_OK)
        m_connection.failed(code);
}

Statement &Statement::bind(qint64 value)
{
    if (m_handle)
        check(sqlite3_bind_int64(m_handle, ++m_parameter, value));
    return *this;
}

Statement &Statement::bind(const QString &text)
{
    if (!m_handle)
        return *this;
    const QByteArray utf8 = text.toUtf8();
    // Of a null array the data still points to a terminator: the text is empty, not NULL.
    check(sqlite3_bind_text64(m_handle, ++m_parameter, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
    return *this;
}

Statement &Statement::bind(const QByteArray &blob)
{
    if (m_handle)
        check(sqlite3_bind_blob64(m_handle, ++m_parameter, blob.constData(), sqlite3_uint64(blob.size()),
                                  SQLITE_TRANSIENT));
    return *this;
}

Statement &Statement::bind(base::Timestamp time)
{
    return bind(qint64(time.time_since_epoch().count()));
}

Statement &Statement::bind(const std::optional<base::Timestamp> &time)
{
    return time ? bind(*time) : bindNull();
}

Statement &Statement::bind(const std::optional<qint64> &value)
{
    return value ? bind(*value) : bindNull();
}

Statement &Statement::bindNull()
{
    if (m_handle)
        check(sqlite3_bind_null(m_handle, ++m_parameter));
    return *this;
}

bool Statement::next()
{
    if (!m_handle || !m_connection.ok())
        return false;
    m_column = 0;
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        m_connection.failed(code);
    return false;
}

void Statement::run()
{
    while (next()) { }
    if (m_handle)
        reset();
}

bool Statement::isNull() const
{
    return sqlite3_column_type(m_handle, m_column) == SQLITE_NULL;
}

qint64 Statement::integer()
{
    return sqlite3_column_int64(m_handle, m_column++);
}

QString Statement::text()
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_handle, m_column));
    return QString::fromUtf8(utf8, sqlite3_column_bytes(m_handle, m_column++));
}

QByteArray Statement::blob()
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_handle, m_column));
    return QByteArray(bytes, sqlite3_column_bytes(m_handle, m_column++));
}

base::Timestamp Statement::time()
{
    return base::Timestamp(std::chrono::nanoseconds(integer()));
}

std::optional<qint64> Statement::optionalInteger()
{
    if (!isNull())
        return integer();
    ++m_column;
    return std::nullopt;
}

std::optional<base::Timestamp> Statement::optionalTime()
{
    if (!isNull())
        return time();
    ++m_column;
    return std::nullopt;
}

} // namespace store
