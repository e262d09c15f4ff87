// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/sql/connection.h"

#include <QtCore/QDir>

namespace store {

/// Brings a database forward, one numbered script after the other. `PRAGMA user_version` is the number of the last one.
class Migrator
{
public:
    /// The scripts are the files 0001.sql, 0002.sql ... of this folder.
    explicit Migrator(QDir folder = builtIn());

    /// The folder that is part of the program.
    static QDir builtIn();

    int latest() const;
    static int versionOf(Connection &connection);
    /// Each step is a transaction of its own: a failure leaves the last version that worked.
    void migrate(Connection &connection) const;

private:
    QDir m_folder;
};

} // namespace store
