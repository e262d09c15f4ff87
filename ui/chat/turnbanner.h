// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/turn.h"
#include "ui/widgets/banner.h"

#include <QtCore/QTimer>

namespace ui {

/// What went wrong with a turn or its save, in place of or below its reply: what happened, what it means, what to do.
class TurnBanner : public Banner
{
    Q_OBJECT

public:
    TurnBanner(const Theme *theme, const chat::Turn &turn, QWidget *parent = nullptr);

    /// Whether there is something to tell: not for a turn that runs, or that is saved and done or was stopped.
    static bool isNeeded(const chat::Turn &turn);
    bool offersSaving() const; ///< the turn it was made for is not saved, and may be
    static bool offersSaving(const chat::Turn &turn);
    /// Only the last turn of a chat can be asked again.
    void setLast(bool last);

Q_SIGNALS:
    void askedAgain();
    void modelChosen(const QString &model); ///< Kong's `must be: NAME`
    void keyAsked();
    void settingsAsked();
    void saveAsked(); ///< try the save again

private:
    void fill();
    void addSaveButton();
    void addButtons();
    void addRateLimitButtons();
    void tick();
    std::chrono::nanoseconds left() const;

    chat::Turn m_turn;
    bool m_last = true;
    QTimer m_tick;
    QPushButton *m_wait = nullptr; ///< counts down
    bool m_waiting = false; ///< the person asked to send when the limit ends
};

} // namespace ui
