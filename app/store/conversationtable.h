// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/records.h"
#include "store/sql/connection.h"

namespace store {

/// Conversations and the search over them and their turns.
class ConversationTable
{
public:
    explicit ConversationTable(Connection &connection);

    void put(const ConversationRecord &conversation);
    void remove(const QString &id); ///< with its turns and what their streams delivered; traces stay
    QList<ConversationRecord> all(); ///< newest update first
    QList<QString> search(const QString &typed); ///< ids, best first

private:
    Connection &m_connection;
};

} // namespace store
