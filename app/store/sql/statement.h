// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

struct sqlite3_stmt;

namespace store {

class Connection;

/// One run of a prepared statement: values are bound left to right, columns are read left to right. On a connection
/// that has failed, nothing happens and no row comes.
class Statement
{
public:
    /// `cached`: the connection keeps `handle` for the next run; else it is finalized here.
    Statement(Connection &connection, sqlite3_stmt *handle, bool cached);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    Statement &bind(qint64 value);
    Statement &bind(int value) { return bind(qint64(value)); }
    Statement &bind(const QString &text);
    Statement &bind(const QByteArray &blob);
    Statement &bind(base::Timestamp time);
    Statement &bind(const std::optional<base::Timestamp> &time);
    Statement &bind(const std::optional<qint64> &value);
    Statement &bindNull();

    /// Steps to the next row and goes to its first column; false at the end or on failure.
    bool next();
    /// Runs to the end and makes ready for the next set of values.
    void run();

    bool isNull() const; ///< of the next column
    qint64 integer();
    QString text();
    QByteArray blob();
    base::Timestamp time();
    std::optional<qint64> optionalInteger();
    std::optional<base::Timestamp> optionalTime();

private:
    void check(int code);
    void reset();

    Connection &m_connection;
    sqlite3_stmt *m_handle;
    bool m_cached;
    int m_parameter = 0;
    int m_column = 0;
};

} // namespace store
