// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/liverate.h"

namespace ui {

namespace {

constexpr std::chrono::milliseconds window{2000};
constexpr std::chrono::milliseconds shortest{250}; ///< less says nothing yet

} // namespace

void LiveRate::reset()
{
    m_samples.clear();
}

void LiveRate::add(Time now, qint64 events)
{
    if (events > 0 && (m_samples.empty() || m_samples.back().events != events))
        m_samples.push_back({now, events});
    // The last sample before the window stays: what came inside counts from it.
    while (m_samples.size() > 2 && m_samples[1].at < now - window)
        m_samples.pop_front();
}

std::optional<double> LiveRate::perSecond(Time now)
{
    if (m_samples.empty())
        return std::nullopt;
    if (now - m_samples.back().at >= window)
        return 0;
    const auto time = std::chrono::duration<double>(now - m_samples.front().at);
    if (time < shortest)
        return std::nullopt;
    return double(m_samples.back().events - m_samples.front().events) / time.count();
}

} // namespace ui
