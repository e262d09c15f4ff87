// SPDX-License-Identifier: Apache-2.0
#include "bench/rawcopy.h"

#include <sqlite3.h>

#include <array>
#include <chrono>

namespace bench {

namespace {

/// The tables that a commit writes, and the number of the trace that a row belongs to.
struct Table
{
    const char *name;
    const char *traceNumber;
};

constexpr std::array tables{Table{"turns", "n"}, Table{"traces", "n"}, Table{"spans", "place >> 24"},
                            Table{"trace_words", "n"}, Table{"outbox", "id"}};

sqlite3 *opened(const QString &file)
{
    sqlite3 *database = nullptr;
    if (sqlite3_open(file.toUtf8().constData(), &database) != SQLITE_OK)
        qFatal("%s cannot be opened", qPrintable(file));
    return database;
}

void execute(sqlite3 *database, const QByteArray &sql)
{
    if (sqlite3_exec(database, sql.constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s: %s", sqlite3_errmsg(database), sql.constData());
}

sqlite3_stmt *prepared(sqlite3 *database, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(database, sql.constData(), -1, &statement, nullptr) != SQLITE_OK)
        qFatal("%s: %s", sqlite3_errmsg(database), sql.constData());
    return statement;
}

} // namespace

RawCopy::RawCopy(const QString &filled)
{
    sqlite3 *database = opened(filled);
    readTables(database);
    for (qsizetype table = 0; table < qsizetype(tables.size()); ++table)
        readRows(database, table);
    sqlite3_close(database);
}

void RawCopy::readTables(sqlite3 *database)
{
    // Not the tables that FTS5 makes for itself.
    sqlite3_stmt *schema
        = prepared(database,
                   "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '%\\_text\\_%' ESCAPE '\\' "
                   "AND name <> 'sqlite_sequence' OR type = 'trigger'");
    while (sqlite3_step(schema) == SQLITE_ROW)
        m_schema += QByteArray(reinterpret_cast<const char *>(sqlite3_column_text(schema, 0))) + ";\n";
    sqlite3_finalize(schema);
}

void RawCopy::readRows(sqlite3 *database, qsizetype table)
{
    const Table &source = tables.at(size_t(table));
    sqlite3_stmt *rows = prepared(database, QByteArray("SELECT ") + source.traceNumber + ", * FROM " + source.name);
    const int columns = sqlite3_column_count(rows) - 1;
    m_inserts.append(QByteArray("INSERT INTO ") + source.name + " VALUES (?" + QByteArray(", ?").repeated(columns - 1)
                     + ")");
    while (sqlite3_step(rows) == SQLITE_ROW) {
        const qsizetype trace = qsizetype(sqlite3_column_int64(rows, 0)) - 1;
        if (trace >= m_traces.size())
            m_traces.resize(trace + 1);
        Row row{table, {}};
        for (int column = 1; column <= columns; ++column) {
            row.values.append({sqlite3_column_type(rows, column), sqlite3_column_int64(rows, column),
                               QByteArray(static_cast<const char *>(sqlite3_column_blob(rows, column)),
                                          sqlite3_column_bytes(rows, column))});
        }
        m_traces[trace].append(row);
    }
    sqlite3_finalize(rows);
}

void RawCopy::bind(sqlite3_stmt *statement, const Row &row)
{
    for (qsizetype i = 0; i < row.values.size(); ++i) {
        const Value &value = row.values.at(i);
        const int at = int(i) + 1;
        if (value.type == SQLITE_INTEGER)
            sqlite3_bind_int64(statement, at, value.number);
        else if (value.type == SQLITE_TEXT)
            sqlite3_bind_text(statement, at, value.bytes.constData(), int(value.bytes.size()), SQLITE_STATIC);
        else if (value.type == SQLITE_BLOB)
            sqlite3_bind_blob(statement, at, value.bytes.constData(), int(value.bytes.size()), SQLITE_STATIC);
        else
            sqlite3_bind_null(statement, at);
    }
}

double RawCopy::write(const QString &file) const
{
    sqlite3 *database = opened(file);
    execute(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000;");
    execute(database, m_schema);
    QList<sqlite3_stmt *> inserts;
    for (const QByteArray &sql : m_inserts)
        inserts.append(prepared(database, sql));
    sqlite3_stmt *begin = prepared(database, "BEGIN IMMEDIATE");
    sqlite3_stmt *commit = prepared(database, "COMMIT");
    const auto run = [database](sqlite3_stmt *statement) {
        if (sqlite3_step(statement) != SQLITE_DONE)
            qFatal("%s", sqlite3_errmsg(database));
        sqlite3_reset(statement);
    };
    const auto start = std::chrono::steady_clock::now();
    for (const QList<Row> &trace : m_traces) {
        run(begin);
        for (const Row &row : trace) {
            bind(inserts.at(row.table), row);
            run(inserts.at(row.table));
        }
        run(commit);
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    for (sqlite3_stmt *statement : inserts + QList<sqlite3_stmt *>{begin, commit})
        sqlite3_finalize(statement);
    sqlite3_close(database);
    return taken.count();
}

} // namespace bench
