// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QtGlobal>

#include <chrono>
#include <deque>
#include <optional>

namespace ui {

/// How fast tokens arrive right now: chunks with content over the last 2 s. An estimate, never a fact.
class LiveRate
{
public:
    using Time = std::chrono::steady_clock::time_point;

    void reset();
    void add(Time now, qint64 events); ///< content events so far
    /// Empty before the first token; 0 when nothing came for 2 s.
    std::optional<double> perSecond(Time now);

private:
    struct Sample
    {
        Time at;
        qint64 events;
    };
    std::deque<Sample> m_samples;
};

} // namespace ui
