// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/chatsession.h"
#include "ui/chat/livefigures.h"
#include "ui/shell/toolkit.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

namespace ui {

class MessageList;

/// The turns of one conversation as messages; the running one grows once per frame, its figures tick four times a second.
class ChatView : public QWidget
{
    Q_OBJECT

public:
    explicit ChatView(const Toolkit &toolkit, QWidget *parent = nullptr);

    void setSession(chat::ChatSession *session); ///< null: empty
    MessageList *list() const { return m_list; }
    /// The turn whose message is current, else the last; -1: there is none.
    int currentTurn() const;
    const replyfigures::Live &live() const { return m_figures.live(); } ///< of the running turn
    void setNarrow(bool narrow);

Q_SIGNALS:
    void currentTurnChanged();
    void figuresTicked(); ///< the running turn's numbers changed
    void againAsked(); ///< run the last prompt again
    void modelChosen(const QString &model);
    void keyAsked();
    void settingsAsked();
    void traceAsked(int turn);

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void makeActions();
    void rebuild();
    void addTurn(int index);
    void updateTurn(int index);
    void removeTurn(int index);
    void endTurn(int index);
    void changeTurn(int index);
    void showBanner(int index);
    void tick();
    int firstMessage(int turn) const;
    int turnOf(int message) const;
    bool isLast(int turn) const;
    void copyMessage();

    Toolkit m_toolkit;
    MessageList *m_list;
    QWidget *m_actions;
    QWidget *m_again;
    QPointer<chat::ChatSession> m_session;
    QList<int> m_counts; ///< messages of each turn
    LiveFigures m_figures;
    QBasicTimer m_tick;
};

} // namespace ui
