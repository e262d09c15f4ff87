// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "http/types.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace gateway {

/// One window of a rate limit as headers tell it.
struct RateWindow
{
    QString name; ///< "minute", "hour", provider window of X-AI-RateLimit-*, empty for the plain RateLimit-* triple
    std::optional<double> limit;
    std::optional<double> remaining;
    std::optional<double> resetSeconds;
    QString unit; ///< "calls", or "tokens" for X-AI-RateLimit-*
};

/// What Kong says about a call in response headers (kong.md 3). Numbers keep the header's digits in `...Text`.
struct KongFacts
{
    QString requestId;
    std::optional<double> proxyLatencyMs; ///< X-Kong-Proxy-Latency: Kong before the upstream
    std::optional<double> upstreamLatencyMs; ///< streamed: until the upstream's headers; plain: until its whole body
    std::optional<double> responseLatencyMs; ///< only on answers made by Kong itself
    QString proxyLatencyText;
    QString upstreamLatencyText;
    QString model; ///< X-Kong-LLM-Model, "provider/model"
    QString via;
    QString server;
    QString cacheStatus; ///< Miss, Hit, Refresh, Bypass
    QString cacheKey;
    std::optional<qint64> age;
    QList<RateWindow> rateLimits; ///< as sent; see tightest()
    std::optional<qint64> retryAfter;
    QString routeId, routeName, serviceId, serviceName; ///< only with Kong-Debug
    std::optional<base::Json> debugOutput; ///< X-Kong-Request-Debug-Output
    bool madeByKong = false; ///< answered by Kong, not by the upstream

    static KongFacts fromHead(const http::Head &head);
    /// The window with the smallest share left, null if none is known.
    const RateWindow *tightest() const;
    /// Whether any header of Kong's was there.
    bool isKong() const;
};

} // namespace gateway
