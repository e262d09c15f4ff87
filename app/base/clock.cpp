// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

#include <QtCore/QDateTime>
#include <QtCore/QString>

namespace base {

Clock::Clock()
    : Clock(std::chrono::steady_clock::now(), std::chrono::system_clock::now())
{ }

Clock::Clock(MonoTime mono, Timestamp wall)
    : m_mono(mono)
    , m_wall(wall)
{ }

Timestamp Clock::wall(MonoTime at) const
{
    return m_wall + (at - m_mono);
}

MonoTime Clock::mono(Timestamp at) const
{
    return m_mono + (at - m_wall);
}

Timestamp Clock::now() const
{
    return wall(std::chrono::steady_clock::now());
}

std::chrono::milliseconds floorMs(Timestamp time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time).time_since_epoch();
}

QString rfc3339Ms(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(floorMs(time).count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace base
