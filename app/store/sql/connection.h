// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "store/sql/statement.h"

#include <QtCore/QString>

#include <map>
#include <optional>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace store {

/// One SQLite connection. Used by one thread at a time. The first failure sticks: whatever follows does nothing until
/// takeError(), so that the tables read as plain lists of steps and the caller judges once at the end.
class Connection
{
public:
    enum class Mode {
        ReadWrite, ///< made if missing
        ReadOnly,
        Immutable, ///< read-only without any lock or side file: what the main file alone says
        Memory ///< empty, gone with the connection
    };

    Connection() = default;
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    bool open(const QString &file, Mode mode);
    void close();

    /// A statement ready to be bound; prepared once per text. `sql` must be a literal.
    Statement prepare(std::string_view sql);
    /// Runs a script of any number of statements.
    bool execute(const QByteArray &script);

    bool ok() const { return !m_error; }
    /// Gives the first failure since the last call and clears it.
    std::optional<base::Error> takeError();
    void fail(const base::Error &error); ///< keeps the first
    void failed(int sqliteCode); ///< the same from SQLite's code and its last message
    /// Whether any failure ever said that the file itself is damaged.
    bool foundDamage() const { return m_foundDamage; }
    void reportDamage(); ///< a check found some

    bool inTransaction() const;
    void rollBack(); ///< works also after a failure
    void executeAlways(const char *sql); ///< works also after a failure, and does not make one
    qint64 lastRowId() const;
    qint64 changes() const; ///< rows touched by the last statement
    qint64 totalChanges() const; ///< rows touched since the connection was opened

private:
    friend class Statement;

    sqlite3 *m_handle = nullptr;
    std::map<std::string_view, sqlite3_stmt *> m_prepared;
    std::optional<base::Error> m_error;
    bool m_foundDamage = false;
};

} // namespace store
