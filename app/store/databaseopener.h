// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "store/sql/connection.h"
#include "store/sql/migrator.h"
#include "store/store.h"

namespace store {

/// Opens the database of a data folder, whatever state it is in. Used once, on the storage thread.
class DatabaseOpener
{
public:
    struct Report
    {
        QString note; ///< see Store::openNote()
        QString readOnlyProblem; ///< why nothing can be saved in this run; empty: it can
        bool isNew = false; ///< just made, not yet safe on the disk: settle() before anything is written
    };

    explicit DatabaseOpener(StoreOptions options, Migrator migrator = Migrator());

    /// Newer: InvalidInput, nothing is touched. Damaged: set aside, a fresh one is made. A folder that cannot be
    /// written: what is there can be read, every write will fail; so on a disk without room for a first database.
    /// Anything else: Storage.
    base::Result<Report> open(Connection &connection);

    /// Waits for the disk, which open() leaves to its caller for a new database: there is nothing in it yet to lose.
    static void settle(Connection &connection);
    /// Leaves a mark so that the next start checks the whole file.
    static void markSuspect(const QString &folder);
    static QString databaseFile(const QString &folder);

private:
    bool makeFolder() const;
    bool isNewer() const;
    bool isBlank() const;
    base::Result<Report> openWritable(Connection &connection);
    void prepareForWork(Connection &connection) const;
    void checkIfSuspect(Connection &connection) const;
    void migrate(Connection &connection) const;
    base::Result<Report> openForReading(Connection &connection, const base::Error &reason) const;
    QString setAside() const; ///< what to tell of it; empty: it could not be done
    base::Error newerError() const;

    StoreOptions m_options;
    Migrator m_migrator;
    QString m_file;
};

} // namespace store
