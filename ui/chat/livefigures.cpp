// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/livefigures.h"

namespace ui {

void LiveFigures::start()
{
    m_rate.reset();
    m_live = {};
    m_started = std::chrono::steady_clock::now();
    m_isOld = true;
}

void LiveFigures::count(const chat::Turn &turn)
{
    if (turn.state == llm::TurnState::Running)
        m_rate.add(std::chrono::steady_clock::now(), turn.metrics.contentEvents);
}

void LiveFigures::tick()
{
    const auto now = std::chrono::steady_clock::now();
    m_live.tokensPerSecond = m_rate.perSecond(now);
    m_live.elapsed = now - m_started;
    m_isOld = true;
}

const QList<MessageContent::Figure> &LiveFigures::line(const chat::Turn &turn)
{
    const bool running = turn.state == llm::TurnState::Running;
    const bool hasFirst = turn.metrics.firstTokenMs.has_value();
    if (!running || m_isOld || hasFirst != m_hasFirst)
        m_line = replyfigures::line(turn, m_live);
    // What was made of a turn that ended says nothing of the next one.
    m_isOld = !running;
    m_hasFirst = hasFirst;
    return m_line;
}

} // namespace ui
