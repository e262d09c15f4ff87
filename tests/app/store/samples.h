// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/store.h"

#include <QtCore/QTemporaryDir>

namespace storetest {

base::Timestamp at(qint64 nanoseconds);

store::ConversationRecord conversation(const QString &id, const QString &title, qint64 updated = 1);
store::TurnRecord runningTurn(const QString &id, const QString &conversationId = QStringLiteral("conversation-1"));
/// Without an id: a new one.
store::TurnRecord finishedTurn(const QString &id = {},
                               const QString &conversationId = QStringLiteral("conversation-1"));

/// Root CHAIN and a CHAT_MODEL span below it, with inputs, outputs, usage and one event. `start` in nanoseconds.
trace::TraceRecord sampleTrace(const QString &prompt = QStringLiteral("Why is the sky blue?"),
                               const QString &reply = QStringLiteral("Because of Rayleigh scattering."),
                               qint64 start = 1790000000123456789);
/// One root and `count` - 1 children with eight attributes each.
trace::TraceRecord wideTrace(int count);

store::Destination destination(const QString &experiment = QStringLiteral("Kong AI Gateway"));
store::OutboxDraft draft(const QString &experiment = QStringLiteral("Kong AI Gateway"));

/// Field by field; the first difference as text, empty if there is none.
QString difference(const trace::TraceRecord &a, const trace::TraceRecord &b);

/// A folder of its own and the store in it.
class Home
{
public:
    Home();
    /// Opens the store, again if it was open. Null on failure.
    store::Store *open(qint64 maxPages = 0);
    store::Store *operator->() const { return m_store.get(); }
    void close() { m_store.reset(); }
    QString folder() const { return m_folder.path() + QStringLiteral("/data"); }
    QString database() const { return folder() + QStringLiteral("/spanway.db"); }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<store::Store> m_store;
};

} // namespace storetest
