// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/compressor.h"
#include "store/records.h"
#include "store/sql/connection.h"

namespace store {

/// Turns and the journal of the running ones.
class TurnTable
{
public:
    explicit TurnTable(Connection &connection);

    void put(const TurnRecord &turn); ///< adds or replaces
    QList<TurnRecord> ofConversation(const QString &conversationId); ///< by position
    void supersede(const QString &id); ///< details get "superseded": true. Own transaction.
    /// Bytes of turns that are not there (removed meanwhile) are left out. Own transaction.
    void append(const QList<std::pair<QString, QByteArray>> &turnIdAndBytes);
    void dropJournal(const QString &turnId);
    /// Running turns of dead owners. They become this process's own, so that no other takes them up as well. Own
    /// transaction.
    QList<InterruptedTurn> takeInterrupted();

private:
    TurnRecord read(Statement &row);
    QList<TurnRecord> deadRunning();
    QList<QByteArray> journalOf(const QString &turnId);

    Connection &m_connection;
    Compressor m_compressor;
};

} // namespace store
