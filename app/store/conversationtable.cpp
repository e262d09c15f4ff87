// SPDX-License-Identifier: Apache-2.0
#include "store/conversationtable.h"

#include "store/searchwords.h"
#include "store/sql/transaction.h"

namespace store {

ConversationTable::ConversationTable(Connection &connection)
    : m_connection(connection)
{ }

void ConversationTable::put(const ConversationRecord &conversation)
{
    m_connection
        .prepare(
            "INSERT INTO conversations (id, title, profile_id, created, updated, options) SELECT ?1, ?2, ?3, ?4, ?5, ?6 "
            "WHERE NOT EXISTS (SELECT 1 FROM removed_conversations WHERE id = ?1) "
            "ON CONFLICT (id) DO UPDATE SET title = excluded.title, profile_id = excluded.profile_id, "
            "created = excluded.created, updated = excluded.updated, options = excluded.options")
        .bind(conversation.id)
        .bind(conversation.title)
        .bind(conversation.profileId)
        .bind(conversation.created)
        .bind(conversation.updated)
        .bind(QString::fromUtf8(conversation.options.write()))
        .run();
}

void ConversationTable::remove(const QString &id)
{
    Transaction transaction(m_connection);
    m_connection.prepare("INSERT OR IGNORE INTO removed_conversations (id) VALUES (?)").bind(id).run();
    m_connection.prepare("DELETE FROM journal WHERE turn_id IN (SELECT id FROM turns WHERE conversation_id = ?)")
        .bind(id)
        .run();
    m_connection.prepare("DELETE FROM turns WHERE conversation_id = ?").bind(id).run();
    m_connection.prepare("DELETE FROM conversations WHERE id = ?").bind(id).run();
    transaction.commit();
}

QList<ConversationRecord> ConversationTable::all()
{
    Statement rows = m_connection.prepare(
        "SELECT id, title, profile_id, created, updated, options FROM conversations ORDER BY updated DESC, n DESC");
    QList<ConversationRecord> result;
    while (rows.next()) {
        ConversationRecord &conversation = result.emplaceBack();
        conversation.id = rows.text();
        conversation.title = rows.text();
        conversation.profileId = rows.text();
        conversation.created = rows.time();
        conversation.updated = rows.time();
        conversation.options = base::Json::parse(rows.text().toUtf8()).value_or(base::Json());
    }
    return result;
}

QList<QString> ConversationTable::search(const QString &typed)
{
    const QString expression = searchExpression(typed);
    if (expression.isEmpty())
        return {};
    // A title says more than one of many turns, hence its weight. Ranks are negative, the best is the smallest.
    Statement rows = m_connection.prepare(
        "SELECT id FROM ("
        "SELECT turns.conversation_id AS id, turns_text.rank AS score FROM turns_text JOIN turns ON turns.n = "
        "turns_text.rowid "
        "WHERE turns_text MATCH ?1 AND turns.conversation_id IN (SELECT id FROM conversations) "
        "UNION ALL "
        "SELECT conversations.id, conversations_text.rank * 3 FROM conversations_text "
        "JOIN conversations ON conversations.n = conversations_text.rowid WHERE conversations_text MATCH ?1"
        ") GROUP BY id ORDER BY min(score)");
    rows.bind(expression);
    QList<QString> result;
    while (rows.next())
        result.append(rows.text());
    return result;
}

} // namespace store
