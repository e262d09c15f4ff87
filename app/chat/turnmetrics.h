// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "gateway/chatcall.h"

#include <QtCore/QString>

#include <optional>

namespace chat {

/// The numbers under a reply: measured by us or named after their source; what is missing stays empty (design 3).
struct TurnMetrics
{
    std::optional<double> firstTokenMs; ///< since the request was handed to the client
    std::optional<double> firstTextMs;
    std::optional<double> totalMs;
    std::optional<double> tokensPerSecond; ///< (out - 1) / (last - first token)
    /// The same from chunks with content, where no usage came, as with a stopped reply. A guess: shown with `~`, never sent.
    std::optional<double> roughTokensPerSecond;
    QString noRateReason; ///< why tokensPerSecond is empty: "not streamed", "cached", "in lumps", "under 10 tokens", "no usage"
    std::optional<qint64> inputTokens;
    std::optional<qint64> outputTokens;
    std::optional<qint64> reasoningTokens;
    std::optional<qint64> cachedTokens;
    qint64 contentEvents = 0; ///< chunks with content; while running the page shows it as `~` tokens
    QString finishReason; ///< of choice 0, in the provider's spelling
    QString answeringModel; ///< as the reply reports it
    QString cacheStatus;
    std::optional<double> kongMs; ///< X-Kong-Proxy-Latency
    std::optional<double> upstreamMs; ///< X-Kong-Upstream-Latency
    QString requestId;
    QString remoteAddress; ///< "127.0.0.1:8000"; stays here

    base::Json toJson() const;
    static TurnMetrics fromJson(const base::Json &json);
};

/// The numbers of an ended call.
TurnMetrics measure(const gateway::CallOutcome &outcome);

} // namespace chat
