// SPDX-License-Identifier: Apache-2.0
#include "gateway/kongfacts.h"

#include <QtCore/QDateTime>
#include <QtCore/QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

QString text(const http::Headers &headers, QByteArrayView name)
{
    return QString::fromUtf8(http::headerValue(headers, name));
}

std::optional<double> number(const QByteArray &value)
{
    bool ok = false;
    const double result = value.trimmed().toDouble(&ok);
    return ok && std::isfinite(result) ? std::optional(result) : std::nullopt;
}

std::optional<qint64> whole(const QByteArray &value)
{
    bool ok = false;
    const qint64 result = value.trimmed().toLongLong(&ok);
    return ok ? std::optional(result) : std::nullopt;
}

/// Seconds, or a date compared with the answer's own Date, so that our clock does not matter.
std::optional<qint64> waitSeconds(const http::Headers &headers)
{
    const QByteArray value = http::headerValue(headers, "retry-after");
    if (const auto seconds = whole(value))
        return *seconds >= 0 ? seconds : std::nullopt;
    const auto date = [](const QByteArray &header) {
        return QDateTime::fromString(QString::fromLatin1(header).replace(u"GMT"_s, u"+0000"_s), Qt::RFC2822Date);
    };
    const QDateTime until = date(value);
    const QDateTime now = date(http::headerValue(headers, "date"));
    if (!until.isValid() || !now.isValid())
        return std::nullopt;
    return std::max<qint64>(0, now.secsTo(until));
}

/// Collects windows from headers that name one part each.
class Windows
{
public:
    explicit Windows(QList<RateWindow> &list)
        : m_list(list)
    { }

    void add(const http::Header &header)
    {
        const QByteArray name = header.name.toLower();
        if (name.startsWith("x-ai-ratelimit-"))
            addPart(name.sliced(15), "tokens"_L1, header.value);
        else if (name.startsWith("x-ratelimit-") && endsWithWindow(name))
            addPart(name.sliced(12), "calls"_L1, header.value);
        else if (name.startsWith("ratelimit-"))
            addPart(name.sliced(10), "calls"_L1, header.value);
    }

private:
    /// Kong's own windows; a provider's `x-ratelimit-limit-requests` passes through and is none of them.
    static bool endsWithWindow(const QByteArray &name)
    {
        constexpr std::array windows{"-second", "-minute", "-hour", "-day", "-month", "-year"};
        return std::ranges::any_of(windows, [&name](const char *window) { return name.endsWith(window); });
    }

    void addPart(const QByteArray &rest, QLatin1StringView unit, const QByteArray &value)
    {
        const auto amount = number(value);
        if (!amount)
            return;
        for (const auto &[part, member] :
             {std::pair("limit", &RateWindow::limit), std::pair("remaining", &RateWindow::remaining),
              std::pair("reset", &RateWindow::resetSeconds)}) {
            const QByteArrayView word(part);
            if (rest == word)
                window({}, unit).*member = amount;
            else if (rest.startsWith(word) && rest.at(word.size()) == '-')
                window(QString::fromLatin1(rest.sliced(word.size() + 1)), unit).*member = amount;
        }
    }

    RateWindow &window(const QString &name, QLatin1StringView unit)
    {
        for (RateWindow &known : m_list) {
            if (known.name == name && known.unit == unit)
                return known;
        }
        RateWindow made;
        made.name = name;
        made.unit = unit;
        m_list.append(made);
        return m_list.last();
    }

    QList<RateWindow> &m_list;
};

void readCache(const http::Headers &headers, KongFacts &facts)
{
    facts.cacheStatus = text(headers, "x-cache-status");
    facts.cacheKey = text(headers, "x-cache-key");
    facts.age = whole(http::headerValue(headers, "age"));
}

void readRoute(const http::Headers &headers, KongFacts &facts)
{
    facts.routeId = text(headers, "kong-route-id");
    facts.routeName = text(headers, "kong-route-name");
    facts.serviceId = text(headers, "kong-service-id");
    facts.serviceName = text(headers, "kong-service-name");
    if (auto json = base::Json::parse(http::headerValue(headers, "x-kong-request-debug-output")))
        facts.debugOutput = std::move(*json);
}

void readLatencies(const http::Headers &headers, KongFacts &facts)
{
    facts.proxyLatencyText = text(headers, "x-kong-proxy-latency");
    facts.upstreamLatencyText = text(headers, "x-kong-upstream-latency");
    facts.proxyLatencyMs = number(facts.proxyLatencyText.toLatin1());
    facts.upstreamLatencyMs = number(facts.upstreamLatencyText.toLatin1());
    facts.responseLatencyMs = number(http::headerValue(headers, "x-kong-response-latency"));
}

/// Kong's own errors after it chose an upstream carry the same headers as proxied answers; only these statuses are its
/// own.
bool isGatewayStatus(int status)
{
    return status == 502 || status == 503 || status == 504;
}

} // namespace

KongFacts KongFacts::fromHead(const http::Head &head)
{
    const http::Headers &headers = head.headers;
    KongFacts facts;
    facts.requestId = text(headers, "x-kong-request-id");
    readLatencies(headers, facts);
    facts.model = text(headers, "x-kong-llm-model");
    facts.via = text(headers, "via");
    facts.server = text(headers, "server");
    readCache(headers, facts);
    readRoute(headers, facts);
    Windows windows(facts.rateLimits);
    for (const http::Header &header : headers)
        windows.add(header);
    facts.retryAfter = waitSeconds(headers);
    if (!facts.retryAfter)
        facts.retryAfter = whole(http::headerValue(headers, "x-ai-ratelimit-retry-after"));
    facts.madeByKong = facts.responseLatencyMs.has_value()
        || (isGatewayStatus(head.status) && facts.server.startsWith("kong/"_L1, Qt::CaseInsensitive));
    return facts;
}

const RateWindow *KongFacts::tightest() const
{
    const RateWindow *found = nullptr;
    double smallest = std::numeric_limits<double>::infinity();
    for (const RateWindow &window : rateLimits) {
        if (!window.limit || !window.remaining || *window.limit <= 0)
            continue;
        const double share = *window.remaining / *window.limit;
        // Kong sends the same window twice, once by its name and without the time of its reset.
        if (share < smallest || (share == smallest && window.resetSeconds && !found->resetSeconds)) {
            smallest = share;
            found = &window;
        }
    }
    return found;
}

bool KongFacts::isKong() const
{
    return !requestId.isEmpty() || proxyLatencyMs || responseLatencyMs || via.contains("kong/"_L1)
        || server.startsWith("kong/"_L1, Qt::CaseInsensitive);
}

} // namespace gateway
