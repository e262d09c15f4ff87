// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "http/types.h"
#include "llm/chatevent.h"
#include "store/store.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace chat {

/// Collects what all running streams deliver and hands it to the store in one batch every 100 ms, so that at most 250 ms of
/// a reply are lost with the process. GUI thread.
class JournalWriter : public QObject
{
    Q_OBJECT

public:
    explicit JournalWriter(store::Store *store, QObject *parent = nullptr);

    void append(const QString &turnId, const llm::ChatEvent &event, base::Timestamp at);
    /// The response head, before the first event.
    void append(const QString &turnId, const http::Head &head, const base::Clock &clock);
    void flush();

    /// An entry read back from a journal: the head or an event.
    struct Entry
    {
        base::Timestamp at;
        QByteArray data; ///< payload of the event, already redacted
        base::Json head; ///< see headFromJournal(); null for an event
    };
    static QList<Entry> parse(const QList<QByteArray> &batches); ///< a cut last line is left out

private:
    void add(const QString &turnId, const QByteArray &entry);

    store::Store *m_store; ///< not owned
    QHash<QString, QByteArray> m_pending;
    QTimer m_timer;
};

} // namespace chat
