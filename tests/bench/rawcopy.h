// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

struct sqlite3;
struct sqlite3_stmt;

namespace bench {

/// The floor of bench_commit: the very rows that the store wrote, written again by nothing but SQLite's own calls, one
/// transaction a trace, with the same schema, indexes, triggers and settings.
class RawCopy
{
public:
    /// Reads all rows of a database that the store has filled.
    explicit RawCopy(const QString &filled);

    /// Writes them into a new database; seconds that the writing took.
    double write(const QString &file) const;
    qsizetype traces() const { return m_traces.size(); }

private:
    /// SQLite's storage class of a value and its bytes.
    struct Value
    {
        int type;
        qint64 number;
        QByteArray bytes;
    };
    struct Row
    {
        qsizetype table;
        QList<Value> values;
    };

    void readTables(sqlite3 *database);
    void readRows(sqlite3 *database, qsizetype table);
    static void bind(sqlite3_stmt *statement, const Row &row);

    QByteArray m_schema;
    QList<QByteArray> m_inserts; ///< one statement a table
    QList<QList<Row>> m_traces; ///< rows of each transaction
};

} // namespace bench
