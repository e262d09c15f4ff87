// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/ratelimiting.h"

#include "demo/exchange.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

class RateLimitingRun : public PluginRun
{
public:
    RateLimitingRun(const kong::Plugin &plugin, RateLimiting *counters)
        : m_plugin(plugin)
        , m_counters(counters)
    { }

    Flow access(Exchange *exchange) override
    {
        const base::Json &config = m_plugin.config;
        const QString who = identifier(exchange);
        const qint64 now = exchange->core()->secondsNow();
        const QList<RateLimiting::Window> windows = RateLimiting::windows(config);
        const RateLimiting::Window *exceeded = nullptr;
        for (const RateLimiting::Window &window : windows) {
            if (!exceeded && m_counters->used(m_plugin.id, who, window, now) >= window.limit)
                exceeded = &window;
        }
        const qint64 reset = addHeaders(exchange, windows, exceeded, who, now);
        if (exceeded) {
            http::Headers headers;
            if (!config[u"hide_client_headers"].toBool())
                headers.append({"Retry-After"_ba, QByteArray::number(reset)});
            return exchange->error(int(config[u"error_code"].toInt64()), config[u"error_message"].toString().toUtf8(),
                                   headers);
        }
        for (const RateLimiting::Window &window : windows)
            m_counters->count(m_plugin.id, who, window, now);
        return Flow::Next;
    }

private:
    QString identifier(Exchange *exchange) const
    {
        const QString by = m_plugin.config[u"limit_by"].toString();
        if (by == "consumer"_L1 && exchange->consumer())
            return exchange->consumer()->id;
        if (by == "service"_L1 && exchange->match().service)
            return exchange->match().service->id;
        if (by == "header"_L1)
            return QString::fromUtf8(exchange->clientHeader(m_plugin.config[u"header_name"].toString().toUtf8()));
        return exchange->clientAddress();
    }

    /// Returns the seconds until the tightest window ends.
    qint64 addHeaders(Exchange *exchange, const QList<RateLimiting::Window> &windows,
                      const RateLimiting::Window *exceeded, const QString &who, qint64 now) const
    {
        const bool hidden = m_plugin.config[u"hide_client_headers"].toBool();
        qint64 tightest = -1;
        qint64 limit = 0;
        qint64 reset = 1;
        for (const RateLimiting::Window &window : windows) {
            qint64 left = window.limit - m_counters->used(m_plugin.id, who, window, now);
            if (!exceeded || exceeded == &window)
                --left;
            left = std::max<qint64>(left, 0);
            if (tightest < 0 || left < tightest) {
                tightest = left;
                limit = window.limit;
                reset = std::max<qint64>(1, window.seconds - now % window.seconds);
            }
            QByteArray name = window.name.toLatin1();
            name[0] = char(name[0] - 'a' + 'A');
            if (!hidden) {
                exchange->addHeader("X-RateLimit-Limit-" + name, QByteArray::number(window.limit));
                exchange->addHeader("X-RateLimit-Remaining-" + name, QByteArray::number(left));
            }
        }
        if (!hidden && tightest >= 0) {
            exchange->addHeader("RateLimit-Limit"_ba, QByteArray::number(limit));
            exchange->addHeader("RateLimit-Remaining"_ba, QByteArray::number(tightest));
            exchange->addHeader("RateLimit-Reset"_ba, QByteArray::number(reset));
        }
        return reset;
    }

    const kong::Plugin &m_plugin;
    RateLimiting *m_counters;
};

QString counterKey(const QString &plugin, const QString &who, const RateLimiting::Window &window)
{
    return plugin + u'|' + window.name + u'|' + who;
}

} // namespace

std::unique_ptr<PluginRun> RateLimiting::start(const kong::Plugin &plugin)
{
    return std::make_unique<RateLimitingRun>(plugin, this);
}

QList<RateLimiting::Window> RateLimiting::windows(const base::Json &limits)
{
    static const QList<std::pair<QString, qint64>> lengths{{u"second"_s, 1},         {u"minute"_s, 60},
                                                           {u"hour"_s, 3600},        {u"day"_s, 86400},
                                                           {u"month"_s, 30 * 86400}, {u"year"_s, 365 * 86400}};
    QList<Window> result;
    for (const auto &[name, seconds] : lengths) {
        if (limits[name].isNumber())
            result.append({name, seconds, limits[name].toInt64()});
    }
    return result;
}

qint64 RateLimiting::used(const QString &plugin, const QString &who, const Window &window, qint64 now) const
{
    const auto found = m_counters.constFind(counterKey(plugin, who, window));
    return found != m_counters.cend() && found->window == now / window.seconds ? found->calls : 0;
}

void RateLimiting::count(const QString &plugin, const QString &who, const Window &window, qint64 now)
{
    Counter &counter = m_counters[counterKey(plugin, who, window)];
    if (counter.window != now / window.seconds)
        counter = {now / window.seconds, 0};
    ++counter.calls;
}

} // namespace demo
