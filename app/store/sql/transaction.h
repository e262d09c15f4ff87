// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/sql/connection.h"

namespace store {

/// A write transaction (BEGIN IMMEDIATE: several processes queue at its begin instead of failing in its middle). Rolled
/// back unless committed without a failure.
class Transaction
{
public:
    enum class Durability {
        Normal, ///< survives a kill of the process
        Full ///< survives a power cut
    };

    explicit Transaction(Connection &connection, Durability durability = Durability::Normal)
        : m_connection(connection)
        , m_durability(durability)
    {
        // Only changeable outside of a transaction.
        if (durability == Durability::Full)
            m_connection.execute("PRAGMA synchronous = FULL");
        m_connection.prepare("BEGIN IMMEDIATE").run();
    }

    ~Transaction()
    {
        m_connection.rollBack();
        if (m_durability == Durability::Full)
            m_connection.executeAlways("PRAGMA synchronous = NORMAL");
    }

    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    void commit() ///< a failure is the connection's
    {
        m_connection.prepare("COMMIT").run();
    }

private:
    Connection &m_connection;
    Durability m_durability;
};

} // namespace store
