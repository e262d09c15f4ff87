// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/timescale.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double growth = 1.5;
constexpr qint64 shortestRunning = 1'000'000'000;

} // namespace

void TimeScale::fit(qint64 length, bool running)
{
    if (!running) {
        m_length = std::max<qint64>(1, length);
        return;
    }
    qint64 wanted = shortestRunning;
    while (wanted < length)
        wanted = qint64(double(wanted) * growth);
    m_length = wanted;
}

double TimeScale::x(qint64 offset, double width) const
{
    return std::clamp(double(offset) / double(m_length) * width, 0.0, width);
}

QList<qint64> TimeScale::ticks(double width, double apart) const
{
    const double most = std::max(1.0, width / std::max(1.0, apart));
    const double raw = double(m_length) / most;
    const double power = std::pow(10, std::floor(std::log10(std::max(1.0, raw))));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= raw) {
            step = factor * power;
            break;
        }
    }
    QList<qint64> ticks;
    for (double at = 0; at <= double(m_length); at += step)
        ticks.append(qint64(at));
    return ticks;
}

} // namespace ui
