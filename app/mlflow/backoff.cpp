// SPDX-License-Identifier: Apache-2.0
#include "mlflow/backoff.h"

#include <QtCore/QRandomGenerator>

#include <algorithm>

using std::chrono::milliseconds;

namespace mlflow {

milliseconds backoff(const Pace &pace, int failures, std::optional<std::chrono::seconds> retryAfter)
{
    constexpr int EnoughDoublings = 20;
    const int doublings = std::clamp(failures - 1, 0, EnoughDoublings);
    const milliseconds plain = std::min(milliseconds(pace.first.count() << doublings), pace.longest);
    const qint64 fifth = plain.count() / 5;
    const milliseconds jittered(plain.count() - fifth + QRandomGenerator::global()->bounded(2 * fifth + 1));
    const milliseconds asked
        = std::min<milliseconds>(retryAfter.value_or(std::chrono::seconds(0)), std::chrono::hours(1));
    return std::max(jittered, asked);
}

} // namespace mlflow
