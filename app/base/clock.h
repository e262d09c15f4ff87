// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

class QString;

namespace base {

/// Wall time with the resolution that OTLP and MLflow use.
using Timestamp = std::chrono::sys_time<std::chrono::nanoseconds>;
/// Monotonic time: everything is measured on it.
using MonoTime = std::chrono::steady_clock::time_point;

/// Monotonic times turned into wall times by one anchor, so that two spans never disagree by a step of the system clock.
class Clock
{
public:
    /// Anchors monotonic to wall time now.
    Clock();
    /// For tests: the given pair is the anchor.
    Clock(MonoTime mono, Timestamp wall);

    Timestamp wall(MonoTime at) const;
    /// The other way round; also for times that another process has written.
    MonoTime mono(Timestamp at) const;
    Timestamp now() const;

private:
    MonoTime m_mono;
    Timestamp m_wall;
};

/// Whole milliseconds since the epoch, rounded down (MLflow's rule, also for times before 1970).
std::chrono::milliseconds floorMs(Timestamp time);
/// "2026-11-23T17:06:12.054Z": UTC, milliseconds rounded down.
QString rfc3339Ms(Timestamp time);

} // namespace base
