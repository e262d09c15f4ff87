// SPDX-License-Identifier: Apache-2.0
#include "kong/router.h"

#include <algorithm>
#include <bit>
#include <tuple>

using namespace Qt::StringLiterals;

namespace kong {

namespace {

constexpr int hostRule = 0x40;
constexpr int headerRule = 0x20;
constexpr int pathRule = 0x10;
constexpr int methodRule = 0x08;

constexpr int hasRegexPath = 0x01;
constexpr int plainHostsOnly = 0x02;
constexpr int wildcardHostWithPort = 0x04;

bool isUnreserved(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.'
        || c == '_' || c == '~';
}

QByteArray decodedUnreserved(const QByteArray &path)
{
    QByteArray result;
    for (qsizetype i = 0; i < path.size(); ++i) {
        bool isHex = false;
        const int code = path[i] == '%' ? path.mid(i + 1, 2).toInt(&isHex, 16) : 0;
        if (isHex && i + 2 < path.size() && isUnreserved(char(code))) {
            result += char(code);
            i += 2;
        } else {
            result += path[i];
        }
    }
    return result;
}

bool wildcardMatches(const QString &pattern, const QString &host)
{
    QString regex = QRegularExpression::escape(pattern);
    regex.replace("\\*"_L1, ".+"_L1);
    if (!pattern.contains(u':'))
        regex += "(?::\\d+)?"_L1;
    return QRegularExpression(u"^(?:%1)$"_s.arg(regex), QRegularExpression::CaseInsensitiveOption)
        .match(host)
        .hasMatch();
}

/// kong/router/utils.lua, path_handling v0.
QByteArray upstreamPath(const QByteArray &base, const QByteArray &path, const QByteArray &postfix, bool strip)
{
    const bool slashed = base.endsWith('/');
    if (!strip)
        return slashed ? base + path.mid(1) : base + (path == "/" ? QByteArray() : path);
    if (!postfix.isEmpty())
        return slashed ? base + postfix : base + '/' + postfix;
    if (base == "/" || path.endsWith('/'))
        return slashed || path.size() <= 1 ? base : base + '/';
    return slashed ? base.chopped(1) : base;
}

QByteArray withoutLeadingSlashes(QByteArray postfix)
{
    while (postfix.startsWith('/'))
        postfix.remove(0, 1);
    return postfix;
}

} // namespace

QByteArray normalizedPath(const QByteArray &path)
{
    QByteArrayList segments;
    const QByteArrayList given = decodedUnreserved(path).split('/');
    for (const QByteArray &segment : given) {
        if (segment == "..") {
            if (!segments.isEmpty())
                segments.removeLast();
        } else if (!segment.isEmpty() && segment != ".") {
            segments.append(segment);
        }
    }
    const bool slashed = given.last().isEmpty() || given.last() == "." || given.last() == "..";
    QByteArray result = "/" + segments.join('/');
    if (slashed && !segments.isEmpty())
        result += '/';
    return result;
}

Router::Router(const Configuration *configuration)
{
    for (const Route &route : configuration->routes) {
        const Service *service = configuration->service(route.serviceId);
        if (!service || service->enabled)
            m_candidates.push_back(compile(route, service));
    }
    std::stable_sort(m_candidates.begin(), m_candidates.end(), before);
}

Router::Candidate Router::compile(const Route &route, const Service *service)
{
    Candidate candidate;
    candidate.route = &route;
    candidate.service = service;
    if (!route.hosts.isEmpty()) {
        candidate.rules |= hostRule;
        const auto isWild = [](const QString &host) { return host.contains(u'*'); };
        const auto isWildWithPort = [](const QString &host) { return host.contains(u'*') && host.contains(u':'); };
        if (std::none_of(route.hosts.begin(), route.hosts.end(), isWild))
            candidate.subWeight |= plainHostsOnly;
        if (std::any_of(route.hosts.begin(), route.hosts.end(), isWildWithPort))
            candidate.subWeight |= wildcardHostWithPort;
    }
    if (!route.headers.isEmpty())
        candidate.rules |= headerRule;
    if (!route.methods.isEmpty())
        candidate.rules |= methodRule;
    for (const QString &path : route.paths) {
        candidate.rules |= pathRule;
        if (path.startsWith(u'~')) {
            candidate.subWeight |= hasRegexPath;
            candidate.paths.push_back({{}, QRegularExpression(u'^' + path.mid(1) + "(?<uri_postfix>.*)"_L1)});
        } else {
            candidate.paths.push_back({normalizedPath(path.toUtf8()), {}});
            candidate.longestPath = std::max(candidate.longestPath, path.size());
        }
    }
    candidate.weight = std::popcount(unsigned(candidate.rules));
    return candidate;
}

bool Router::before(const Candidate &a, const Candidate &b)
{
    const auto rank = [](const Candidate &c) {
        const int priority = (c.subWeight & hasRegexPath) != 0 ? c.route->regexPriority : 0;
        return std::tuple(c.weight, c.rules, c.subWeight, c.route->headers.size(), priority, c.longestPath);
    };
    return rank(a) > rank(b);
}

bool Router::methodMatches(const Route &route, const RouteQuery &query)
{
    return route.methods.isEmpty() || route.methods.contains(QLatin1StringView(query.method));
}

bool Router::hostMatches(const Route &route, const RouteQuery &query)
{
    if (route.hosts.isEmpty())
        return true;
    const QString withPort = QString::fromUtf8(query.host);
    const QString host = withPort.section(u':', 0, 0);
    return std::any_of(route.hosts.begin(), route.hosts.end(), [&](const QString &wanted) {
        if (wanted.contains(u'*'))
            return wildcardMatches(wanted, withPort);
        return wanted.compare(wanted.contains(u':') ? withPort : host, Qt::CaseInsensitive) == 0;
    });
}

bool Router::headersMatch(const Route &route, const RouteQuery &query)
{
    const auto valueMatches = [](const HeaderRule &rule, const QString &value) {
        if (rule.values.size() == 1 && rule.values.first().startsWith("~*"_L1)) {
            const QRegularExpression pattern(rule.values.first().mid(2), QRegularExpression::CaseInsensitiveOption);
            return pattern.match(value).hasMatch();
        }
        return rule.values.contains(value, Qt::CaseInsensitive);
    };
    return std::all_of(route.headers.begin(), route.headers.end(), [&](const HeaderRule &rule) {
        return std::any_of(query.headers.begin(), query.headers.end(), [&](const auto &header) {
            return header.first.compare(rule.name, Qt::CaseInsensitive) == 0
                && valueMatches(rule, QString::fromUtf8(header.second));
        });
    });
}

bool Router::pathMatches(const Candidate &candidate, const QByteArray &path, RouteMatch *match)
{
    if (candidate.paths.empty())
        return true;
    for (const PathRule &rule : candidate.paths) {
        if (!rule.plain.isEmpty()) {
            if (!path.startsWith(rule.plain))
                continue;
            match->prefix = rule.plain;
            return true;
        }
        const QRegularExpressionMatch found = rule.regex.match(QString::fromUtf8(path));
        if (!found.hasMatch())
            continue;
        const QStringList names = rule.regex.namedCaptureGroups();
        for (int group = 1; group < names.size(); ++group) {
            const QString name = names.value(group);
            if (name == "uri_postfix"_L1)
                match->prefix = path.chopped(found.captured(group).toUtf8().size());
            else if (name.isEmpty())
                match->captures.append(found.captured(group));
            else
                match->namedCaptures.insert(name, found.captured(group));
        }
        return true;
    }
    return false;
}

std::optional<RouteMatch> Router::match(const RouteQuery &query) const
{
    const QByteArray path = normalizedPath(query.path);
    for (const Candidate &candidate : m_candidates) {
        const Route &route = *candidate.route;
        RouteMatch match;
        if (!methodMatches(route, query) || !hostMatches(route, query) || !headersMatch(route, query)
            || !pathMatches(candidate, path, &match))
            continue;
        match.route = candidate.route;
        match.service = candidate.service;
        const QByteArray postfix = withoutLeadingSlashes(path.mid(match.prefix.size()));
        const QByteArray base = candidate.service ? candidate.service->path.toUtf8() : QByteArray();
        match.upstreamPath = upstreamPath(base.isEmpty() ? "/"_ba : base, path, postfix, route.stripPath);
        if (!route.stripPath)
            match.prefix.clear();
        return match;
    }
    return std::nullopt;
}

} // namespace kong
