// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "gateway/kongfacts.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace gateway {

/// What each profile's last answer said of its rate limit. GUI thread.
class RateWatch : public QObject
{
    Q_OBJECT

public:
    struct Reading
    {
        RateWindow window; ///< the one with the smallest share left; limit and remaining are set
        base::MonoTime at; ///< when the head came
    };

    explicit RateWatch(QObject *parent = nullptr);

    /// An answer came. One without such headers takes the reading away: nothing is known any more.
    void heard(const QString &profileId, const KongFacts &kong, base::MonoTime at);
    const Reading *reading(const QString &profileId) const; ///< null: none

Q_SIGNALS:
    void changed(const QString &profileId);

private:
    QHash<QString, Reading> m_readings;
};

} // namespace gateway
