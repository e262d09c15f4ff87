// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/conversationoptions.h"
#include "chat/turn.h"
#include "chat/turnservices.h"
#include "store/records.h"
#include "trace/livetrace.h"

#include <QtCore/QList>
#include <QtCore/QObject>

#include <memory>

namespace chat {

class TurnRunner;

/// One conversation, open: its turns and at most one running reply. GUI thread; owned by ConversationBook.
class ChatSession : public QObject
{
    Q_OBJECT

public:
    ChatSession(const TurnServices &services, const store::ConversationRecord &record, QObject *parent = nullptr);
    ~ChatSession() override;

    QString id() const;
    QString title() const;
    void setTitle(const QString &title);
    const ConversationOptions &options() const;
    void setOptions(const ConversationOptions &options); ///< saved; applies from the next prompt on
    base::Timestamp updated() const;

    bool isLoaded() const; ///< turns() is complete
    const QList<Turn> &turns() const; ///< by position; the last one may be running
    bool isRunning() const;

    /// Why send() would do nothing, for people; empty: it would send.
    QString sendProblem() const;
    void send(const QString &text);
    void stop();
    void regenerate(); ///< runs the last prompt again as a new turn; the old one is kept in the store but leaves the history sent
    void saveAgain(const QString &turnId); ///< see TurnRunner; nothing happens if there is nothing to save
    /// Live trace of a turn that ran in this session; null for older ones (load them from the store).
    trace::LiveTrace *liveTrace(const QString &turnId) const;
    /// Recovery has finished the turns that a killed Spanway left; shows them as they are now, by turnEnded().
    void readRecovered();

Q_SIGNALS:
    void loaded();
    void optionsChanged();
    void titleChanged();
    void turnAdded(int index);
    void turnRemoved(int index); ///< superseded by regenerate()
    void turnChanged(int index); ///< text or numbers grew; at most once per 16 ms
    void turnEnded(int index);
    void runningChanged();

private:
    void showChange(const Turn &turn);
    void noteCommit(const Turn &turn);
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace chat
