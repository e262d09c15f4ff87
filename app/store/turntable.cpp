// SPDX-License-Identifier: Apache-2.0
#include "store/turntable.h"

#include "store/sql/transaction.h"

using namespace Qt::StringLiterals;

namespace store {

TurnTable::TurnTable(Connection &connection)
    : m_connection(connection)
{ }

void TurnTable::put(const TurnRecord &turn)
{
    m_connection
        .prepare(
            "INSERT INTO turns (id, conversation_id, position, trace_id, state, owner_pid, owner_ticks, created, "
            "model, prompt, "
            "reply_text, details_packed) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12 "
            "WHERE NOT EXISTS (SELECT 1 FROM removed_conversations WHERE id = ?2) "
            "ON CONFLICT (id) DO UPDATE SET conversation_id = excluded.conversation_id, position = excluded.position, "
            "trace_id = excluded.trace_id, state = excluded.state, owner_pid = excluded.owner_pid, "
            "owner_ticks = excluded.owner_ticks, created = excluded.created, model = excluded.model, "
            "prompt = excluded.prompt, reply_text = excluded.reply_text, details_packed = excluded.details_packed")
        .bind(turn.id)
        .bind(turn.conversationId)
        .bind(turn.position)
        .bind(turn.traceId.bytes())
        .bind(llm::turnStateName(turn.state))
        .bind(turn.owner.pid)
        .bind(turn.owner.startTicks)
        .bind(turn.created)
        .bind(turn.model)
        .bind(turn.prompt)
        .bind(turn.replyText)
        .bind(m_compressor.pack(turn.details.write()))
        .run();
}

TurnRecord TurnTable::read(Statement &row)
{
    TurnRecord turn;
    turn.id = row.text();
    turn.conversationId = row.text();
    turn.position = row.integer();
    turn.traceId = trace::TraceId::fromBytes(row.blob()).value_or(trace::TraceId());
    turn.state = llm::turnStateFromName(row.text()).value_or(llm::TurnState::Interrupted);
    turn.owner.pid = row.integer();
    turn.owner.startTicks = row.integer();
    turn.created = row.time();
    turn.model = row.text();
    turn.prompt = row.text();
    turn.replyText = row.text();
    const QByteArray details = m_compressor.unpack(row.blob()).value_or(QByteArray());
    turn.details = base::Json::parse(details).value_or(base::Json());
    return turn;
}

QList<TurnRecord> TurnTable::ofConversation(const QString &conversationId)
{
    Statement rows = m_connection.prepare("SELECT id, conversation_id, position, trace_id, state, owner_pid, "
                                          "owner_ticks, created, model, prompt, reply_text, "
                                          "details_packed FROM turns WHERE conversation_id = ? ORDER BY position, n");
    rows.bind(conversationId);
    QList<TurnRecord> turns;
    while (rows.next())
        turns.append(read(rows));
    return turns;
}

void TurnTable::supersede(const QString &id)
{
    Transaction transaction(m_connection);
    Statement row
        = m_connection.prepare("SELECT id, conversation_id, position, trace_id, state, owner_pid, owner_ticks, "
                               "created, model, prompt, reply_text, details_packed FROM turns WHERE id = ?");
    row.bind(id);
    if (row.next()) {
        TurnRecord turn = read(row);
        turn.details.insert(u"superseded"_s, true);
        put(turn);
    }
    transaction.commit();
}

void TurnTable::append(const QList<std::pair<QString, QByteArray>> &turnIdAndBytes)
{
    Transaction transaction(m_connection);
    for (const auto &[turnId, bytes] : turnIdAndBytes) {
        m_connection
            .prepare(
                "INSERT INTO journal (turn_id, bytes) SELECT ?1, ?2 WHERE EXISTS (SELECT 1 FROM turns WHERE id = ?1)")
            .bind(turnId)
            .bind(bytes)
            .run();
    }
    transaction.commit();
}

void TurnTable::dropJournal(const QString &turnId)
{
    m_connection.prepare("DELETE FROM journal WHERE turn_id = ?").bind(turnId).run();
}

QList<TurnRecord> TurnTable::deadRunning()
{
    Statement rows = m_connection.prepare("SELECT id, conversation_id, position, trace_id, state, owner_pid, "
                                          "owner_ticks, created, model, prompt, reply_text, "
                                          "details_packed FROM turns WHERE state = 'running' ORDER BY n");
    QList<TurnRecord> turns;
    while (rows.next()) {
        const TurnRecord turn = read(rows);
        if (!turn.owner.isAlive())
            turns.append(turn);
    }
    return turns;
}

QList<QByteArray> TurnTable::journalOf(const QString &turnId)
{
    Statement rows = m_connection.prepare("SELECT bytes FROM journal WHERE turn_id = ? ORDER BY n");
    rows.bind(turnId);
    QList<QByteArray> batches;
    while (rows.next())
        batches.append(rows.blob());
    return batches;
}

QList<InterruptedTurn> TurnTable::takeInterrupted()
{
    if (deadRunning().isEmpty())
        return {};
    Transaction transaction(m_connection);
    const ProcessOwner self = ProcessOwner::self();
    QList<InterruptedTurn> result;
    const QList<TurnRecord> turns = deadRunning();
    for (const TurnRecord &turn : turns) {
        m_connection.prepare("UPDATE turns SET owner_pid = ?, owner_ticks = ? WHERE id = ?")
            .bind(self.pid)
            .bind(self.startTicks)
            .bind(turn.id)
            .run();
        result.append({turn, journalOf(turn.id)});
    }
    transaction.commit();
    return result;
}

} // namespace store
