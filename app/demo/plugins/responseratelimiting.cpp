// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/responseratelimiting.h"

#include "demo/exchange.h"
#include "demo/headers.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

class ResponseRateLimitingRun : public PluginRun
{
public:
    ResponseRateLimitingRun(const kong::Plugin &plugin, RateLimiting *counters)
        : m_plugin(plugin)
        , m_counters(counters)
    { }

    Flow access(Exchange *exchange) override
    {
        m_who = exchange->consumer() ? exchange->consumer()->id : exchange->clientAddress();
        const qint64 now = exchange->core()->secondsNow();
        for (const auto &[name, limits] : m_plugin.config[u"limits"].members())
            tellUpstream(exchange, name, RateLimiting::windows(limits), now);
        return Flow::Next;
    }

    bool hasHeaderFilter() const override { return true; }

    void headerFilter(Exchange *exchange, ReplyHead *head) override
    {
        if (!exchange->fromUpstream())
            return;
        const QByteArray costHeader = m_plugin.config[u"header_name"].toString().toUtf8();
        const QByteArray costs = http::headerValue(exchange->upstreamReplyHeaders(), costHeader);
        removeHeader(&head->headers, costHeader);
        bool exceeded = false;
        for (const auto &[name, limits] : m_plugin.config[u"limits"].members()) {
            const qint64 cost = costOf(costs, name.toUtf8());
            for (const RateLimiting::Window &window : RateLimiting::windows(limits))
                exceeded = spend({name, window, cost, exchange->core()->secondsNow()}, head) || exceeded;
        }
        if (!exceeded)
            return;
        // Kong empties the answer's length but not its body (golden/kong 533).
        head->status = 429;
        head->reason = "Too Many Requests"_ba;
        setHeader(&head->headers, "Content-Length"_ba, "0"_ba);
    }

private:
    /// The upstream learns what is left in the tightest window; less than nothing once it is overdrawn.
    void tellUpstream(Exchange *exchange, const QString &name, const QList<RateLimiting::Window> &windows,
                      qint64 now) const
    {
        std::optional<qint64> least;
        for (const RateLimiting::Window &window : windows) {
            const qint64 left = window.limit - m_counters->used(m_plugin.id + u':' + name, m_who, window, now);
            least = std::min(least.value_or(left), left);
        }
        if (least)
            setHeader(&exchange->forwarding().headers, "X-RateLimit-Remaining-" + name.toUtf8(),
                      QByteArray::number(*least));
    }

    /// "tokens=3" among several, separated by commas; without a number it is 1.
    static qint64 costOf(const QByteArray &costs, const QByteArray &name)
    {
        for (const QByteArray &item : costs.split(',')) {
            const qsizetype equals = item.indexOf('=');
            if (item.left(equals < 0 ? item.size() : equals).trimmed() == name)
                return equals < 0 ? 1 : item.mid(equals + 1).trimmed().toLongLong();
        }
        return 0;
    }

    struct Spending
    {
        QString name;
        RateLimiting::Window window;
        qint64 cost;
        qint64 now;
    };

    bool spend(const Spending &spending, ReplyHead *head)
    {
        const auto &[name, window, cost, now] = spending;
        const QString counter = m_plugin.id + u':' + name;
        const qint64 before = m_counters->used(counter, m_who, window, now);
        for (qint64 i = 0; i < cost; ++i)
            m_counters->count(counter, m_who, window, now);
        const qint64 left = std::max<qint64>(0, window.limit - before - cost);
        const QByteArray suffix = name.toUtf8() + '-' + window.name.toLatin1();
        setHeader(&head->headers, "X-RateLimit-Limit-" + suffix, QByteArray::number(window.limit));
        setHeader(&head->headers, "X-RateLimit-Remaining-" + suffix, QByteArray::number(left));
        return before >= window.limit;
    }

    const kong::Plugin &m_plugin;
    RateLimiting *m_counters;
    QString m_who;
};

} // namespace

std::unique_ptr<PluginRun> ResponseRateLimiting::start(const kong::Plugin &plugin)
{
    return std::make_unique<ResponseRateLimitingRun>(plugin, &m_counters);
}

} // namespace demo
