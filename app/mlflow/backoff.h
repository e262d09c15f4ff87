// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>

namespace mlflow {

/// How long the exporter waits.
struct Pace
{
    std::chrono::milliseconds first{1000}; ///< after the first failure; doubled with each further one
    std::chrono::milliseconds longest{300000};
    std::chrono::milliseconds attention{3600000}; ///< between two looks at a server that only a person can mend
    std::chrono::milliseconds look{2000}; ///< between two looks for rows of other processes
    std::chrono::milliseconds answer{30000}; ///< silence that a server may need for the smallest request
};

/// Pause after that many failures in a row (1, 2, ...), with up to a fifth of jitter either way; never shorter than the
/// server asked for with Retry-After, of which at most an hour is believed.
std::chrono::milliseconds backoff(const Pace &pace, int failures, std::optional<std::chrono::seconds> retryAfter);

} // namespace mlflow
