// SPDX-License-Identifier: Apache-2.0
#include "gateway/ratewatch.h"

namespace gateway {

RateWatch::RateWatch(QObject *parent)
    : QObject(parent)
{
}

void RateWatch::heard(const QString &profileId, const KongFacts &kong, base::MonoTime at)
{
    if (const RateWindow *window = kong.tightest())
        m_readings.insert(profileId, {*window, at});
    else if (m_readings.remove(profileId) == 0)
        return;
    Q_EMIT changed(profileId);
}

const RateWatch::Reading *RateWatch::reading(const QString &profileId) const
{
    const auto found = m_readings.constFind(profileId);
    return found == m_readings.constEnd() ? nullptr : &*found;
}

} // namespace gateway
