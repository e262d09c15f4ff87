// SPDX-License-Identifier: Apache-2.0
#include "store/sql/migrator.h"

#include "store/sql/transaction.h"

#include <QtCore/QFile>

using namespace Qt::StringLiterals;

/// Q_INIT_RESOURCE must be used outside of any namespace. Without it the linker drops the resource of a static library.
static void initMigrations()
{
    Q_INIT_RESOURCE(migrations);
}

namespace store {

Migrator::Migrator(QDir folder)
    : m_folder(std::move(folder))
{ }

QDir Migrator::builtIn()
{
    initMigrations();
    return QDir(u":/spanway/migrations"_s);
}

int Migrator::latest() const
{
    return int(m_folder.entryList({u"[0-9][0-9][0-9][0-9].sql"_s}, QDir::Files).size());
}

int Migrator::versionOf(Connection &connection)
{
    Statement row = connection.prepare("PRAGMA user_version");
    return row.next() ? int(row.integer()) : 0;
}

void Migrator::migrate(Connection &connection) const
{
    const int from = versionOf(connection);
    if (from >= latest() || !connection.ok())
        return;
    // All or nothing, and one wait for the disk; what is new has nothing to lose yet.
    using Durability = Transaction::Durability;
    Transaction transaction(connection, from > 0 ? Durability::Full : Durability::Normal);
    for (int version = from + 1; version <= latest() && connection.ok(); ++version) {
        QFile script(m_folder.filePath(u"%1.sql"_s.arg(version, 4, 10, QChar(u'0'))));
        if (!script.open(QIODevice::ReadOnly))
            return connection.fail(base::Error(base::ErrorKind::Internal, script.errorString(), script.fileName()));
        connection.execute(script.readAll());
        connection.execute("PRAGMA user_version = " + QByteArray::number(version));
    }
    transaction.commit();
}

} // namespace store
