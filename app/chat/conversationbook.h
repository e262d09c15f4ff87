// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/chatsession.h"
#include "store/records.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace chat {

/// All conversations: the list, and the sessions that are open. GUI thread.
class ConversationBook : public QObject
{
    Q_OBJECT

public:
    /// One line of the list.
    struct Entry
    {
        QString id;
        QString title;
        QString model;
        base::Timestamp updated;
        bool running = false;
    };

    explicit ConversationBook(const TurnServices &services, QObject *parent = nullptr);
    ~ConversationBook() override;

    void load(); ///< asks the store; loaded() follows
    const QList<Entry> &entries() const; ///< newest update first
    ChatSession *open(const QString &id); ///< null if unknown; the same object each time
    ChatSession *create(const ConversationOptions &options);
    void remove(const QString &id);
    int runningCount() const;
    void stopAll();
    void readRecovered(); ///< see ChatSession

Q_SIGNALS:
    void loaded();
    void entriesChanged();
    void runningCountChanged();

private:
    ChatSession *adopt(const store::ConversationRecord &record);
    void rebuild();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chat
