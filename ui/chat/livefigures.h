// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/chat/liverate.h"
#include "ui/chat/replyfigures.h"

namespace ui {

/// The line under a reply while it streams. Its numbers change with every token and are read by people: they follow the
/// view's tick, not the frames.
class LiveFigures
{
public:
    /// A reply begins.
    void start();
    /// With every change of the turn.
    void count(const chat::Turn &turn);
    /// A few times a second while the reply runs.
    void tick();

    const replyfigures::Live &live() const { return m_live; }
    /// As of the last tick while the turn runs, or of its first token if that came later.
    const QList<MessageContent::Figure> &line(const chat::Turn &turn);

private:
    LiveRate m_rate;
    replyfigures::Live m_live;
    LiveRate::Time m_started;
    QList<MessageContent::Figure> m_line;
    bool m_isOld = true;
    bool m_hasFirst = false;
};

} // namespace ui
