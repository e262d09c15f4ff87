// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kong/configuration.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

#include <optional>
#include <vector>

namespace kong {

/// What the router looks at.
struct RouteQuery
{
    QByteArray method;
    QByteArray path; ///< as sent, without the query
    QByteArray host; ///< Host header, may carry a port
    QList<std::pair<QByteArray, QByteArray>> headers;
};

/// The route that takes a request.
struct RouteMatch
{
    const Route *route = nullptr;
    const Service *service = nullptr; ///< null: a route without service
    QByteArray prefix; ///< what strip_path takes away, empty if it takes nothing
    QByteArray upstreamPath;
    QHash<QString, QString> namedCaptures; ///< of a regular expression path
    QStringList captures;
};

/// Kong's router of flavour `traditional` for HTTP: hosts, headers, paths and methods (kong/router/traditional.lua).
/// SNI, source and destination are not looked at; the protocol is checked after the match, as in Kong.
class Router
{
public:
    /// The configuration must outlive the router.
    explicit Router(const Configuration *configuration);

    std::optional<RouteMatch> match(const RouteQuery &query) const;

private:
    struct PathRule
    {
        QByteArray plain; ///< prefix; empty for a regular expression
        QRegularExpression regex;
    };
    struct Candidate
    {
        const Route *route = nullptr;
        const Service *service = nullptr;
        int rules = 0; ///< bit set of what the route demands
        int weight = 0; ///< how many kinds of rules
        int subWeight = 0;
        qsizetype longestPath = 0;
        std::vector<PathRule> paths;
    };

    static Candidate compile(const Route &route, const Service *service);
    static bool before(const Candidate &a, const Candidate &b);
    static bool methodMatches(const Route &route, const RouteQuery &query);
    static bool hostMatches(const Route &route, const RouteQuery &query);
    static bool headersMatch(const Route &route, const RouteQuery &query);
    static bool pathMatches(const Candidate &candidate, const QByteArray &path, RouteMatch *match);

    std::vector<Candidate> m_candidates; ///< best first
};

/// A path as the router sees it: unreserved characters decoded, dot segments resolved, slashes merged.
QByteArray normalizedPath(const QByteArray &path);

} // namespace kong
