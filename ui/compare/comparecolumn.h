// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/chat/livefigures.h"
#include "ui/shell/toolkit.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace chat {
class CompareSession;
struct Turn;
}
namespace settings {
class Settings;
}

namespace ui {

class EmptyState;
class IconButton;
class MessageList;
class ModelButton;
class Pill;
class TurnBanner;

/// One target: its model, its reply as it grows, its error if it fails.
class CompareColumn : public QWidget
{
    Q_OBJECT

public:
    CompareColumn(int column, chat::CompareSession *session, settings::Settings *settings, const Toolkit &toolkit);

    void showTarget(bool removable);
    void begin(); ///< a run started
    void showTurn(); ///< the reply grew
    void endTurn();
    /// Four times a second while running.
    void tick();
    const replyfigures::Live &live() const { return m_figures.live(); }

Q_SIGNALS:
    void modelChosen(const QString &profileId, const QString &model);
    void removeAsked();
    void traceAsked();

private:
    QWidget *makeHead();
    QWidget *makeActions();
    void connectParts();
    void showState();
    void copyReply();
    void showSheet();
    void showBanner(const chat::Turn &turn);
    TurnBanner *makeBanner(const chat::Turn &turn);

    int m_column;
    chat::CompareSession *m_session; ///< not owned
    Toolkit m_toolkit;
    ModelButton *m_model;
    Pill *m_state;
    IconButton *m_stop;
    IconButton *m_trace;
    IconButton *m_copy;
    IconButton *m_remove;
    MessageList *m_list;
    EmptyState *m_empty; ///< says what will come, before the first run
    QStackedWidget *m_sheets;
    LiveFigures m_figures;
};

} // namespace ui
