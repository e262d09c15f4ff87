// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
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
    void flush();

    /// An event read back from a journal.
    struct Entry
    {
        base::Timestamp at;
        QByteArray data; ///< payload of the event, already redacted
    };
    static QList<Entry> parse(const QList<QByteArray> &batches); ///< a cut last line is left out

private:
    store::Store *m_store; ///< not owned
    QHash<QString, QByteArray> m_pending;
    QTimer m_timer;
};

} // namespace chat
