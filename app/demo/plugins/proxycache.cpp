// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/proxycache.h"

#include "demo/exchange.h"
#include "demo/headers.h"

#include <QtCore/QCryptographicHash>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

/// More are not kept: a demo needs no bigger memory.
constexpr qsizetype maxEntries = 1000;

using Directives = QHash<QByteArray, QByteArray>;

Directives directives(const QByteArray &cacheControl)
{
    Directives result;
    for (const QByteArray &item : cacheControl.split(',')) {
        const qsizetype equals = item.indexOf('=');
        const QByteArray name = item.left(equals < 0 ? item.size() : equals).trimmed().toLower();
        if (!name.isEmpty())
            result.insert(name, equals < 0 ? QByteArray() : item.mid(equals + 1).trimmed());
    }
    return result;
}

bool listed(const base::Json &list, const QString &text)
{
    return list.items().contains(base::Json(text));
}

class ProxyCacheRun : public PluginRun
{
public:
    ProxyCacheRun(const kong::Plugin &plugin, ProxyCache *cache)
        : m_config(plugin.config)
        , m_cache(cache)
    { }

    Flow access(Exchange *exchange) override
    {
        const Directives wishes
            = m_config[u"cache_control"].toBool() ? directives(exchange->clientHeader("Cache-Control")) : Directives();
        const bool cacheable = listed(m_config[u"request_method"], QString::fromLatin1(exchange->client().method));
        if (!cacheable || wishes.contains("no-store") || wishes.contains("no-cache")) {
            exchange->addHeader("X-Cache-Status"_ba, "Bypass"_ba);
            return Flow::Next;
        }
        const qint64 now = exchange->core()->secondsNow();
        m_now = now;
        m_key = makeKey(exchange);
        exchange->addHeader("X-Cache-Key"_ba, m_key);
        const ProxyCache::Entry *entry = m_cache->find(m_key, now);
        if (!entry) {
            if (wishes.contains("only-if-cached"))
                return exchange->error(504, "The upstream server is timing out"_ba);
            return miss(exchange, "Miss"_ba);
        }
        if (!isFresh(*entry, wishes, now))
            return miss(exchange, "Refresh"_ba);
        return hit(exchange, *entry, now);
    }

    bool hasHeaderFilter() const override { return true; }

    void headerFilter(Exchange *exchange, ReplyHead *head) override
    {
        if (!m_wanted || !exchange->fromUpstream())
            return;
        const Directives said = directives(http::headerValue(head->headers, "Cache-Control"));
        m_wanted = isStorable(*head, said);
        if (!m_wanted) {
            setHeader(&head->headers, "X-Cache-Status"_ba, "Bypass"_ba);
            return;
        }
        const qint64 maxAge = said.value("s-maxage", said.value("max-age")).toLongLong();
        m_entry.ttl = m_config[u"cache_control"].toBool() ? maxAge : m_config[u"cache_ttl"].toInt64();
        m_entry.keep = m_config[u"storage_ttl"].toInt64(m_entry.ttl);
        m_entry.status = head->status;
        m_entry.headers = head->headers;
        if (exchange->isWhole())
            store();
        else
            exchange->withholdBody();
    }

    QByteArray bodyFilter(Exchange *, const QByteArray &read, bool last) override
    {
        m_entry.body += read;
        if (last && m_wanted)
            store();
        return read;
    }

    bool wholeFilter(Exchange *, ReplyHead *, QByteArray *body) override
    {
        m_entry.body = *body;
        return true;
    }

private:
    QByteArray makeKey(Exchange *exchange) const
    {
        const kong::RouteMatch &match = exchange->match();
        QByteArrayList parts{match.route->id.toUtf8(),
                             exchange->consumer() ? exchange->consumer()->id.toUtf8() : QByteArray(),
                             exchange->client().method, exchange->client().path(), exchange->client().query()};
        for (const base::Json &name : m_config[u"vary_headers"].items())
            parts.append(name.toString().toLower().toUtf8() + '=' + exchange->clientHeader(name.toString().toUtf8()));
        return QCryptographicHash::hash(parts.join('\0'), QCryptographicHash::Sha256).toHex();
    }

    Flow miss(Exchange *exchange, const QByteArray &status)
    {
        m_wanted = true;
        exchange->addHeader("X-Cache-Status"_ba, status);
        return Flow::Next;
    }

    Flow hit(Exchange *exchange, const ProxyCache::Entry &entry, qint64 now)
    {
        http::Headers headers = entry.headers;
        // An old count of what is left must not overwrite today's.
        headers.removeIf([](const http::Header &h) { return h.name.toLower().contains("ratelimit-remaining"); });
        setHeader(&headers, "age"_ba, QByteArray::number(now - entry.storedAt));
        setHeader(&headers, "X-Cache-Status"_ba, "Hit"_ba);
        // nginx drops the charset of a type it sets itself for other than text.
        const QByteArray type = http::headerValue(headers, "Content-Type");
        if (type.startsWith("text/event-stream"))
            setHeader(&headers, "Content-Type"_ba, "text/event-stream"_ba);
        return exchange->exitAsProxied(entry.status, headers, entry.body);
    }

    bool isFresh(const ProxyCache::Entry &entry, const Directives &wishes, qint64 now) const
    {
        const qint64 age = now - entry.storedAt;
        if (!m_config[u"cache_control"].toBool())
            return age <= m_config[u"cache_ttl"].toInt64();
        if (wishes.contains("max-age") && age > wishes.value("max-age").toLongLong())
            return false;
        if (wishes.contains("max-stale") && age - entry.ttl > wishes.value("max-stale").toLongLong())
            return false;
        return !wishes.contains("min-fresh") || entry.ttl - age >= wishes.value("min-fresh").toLongLong();
    }

    bool isStorable(const ReplyHead &head, const Directives &said) const
    {
        if (!m_config[u"response_code"].items().contains(base::Json(head.status)))
            return false;
        if (!listed(m_config[u"content_type"], QString::fromLatin1(http::headerValue(head.headers, "Content-Type"))))
            return false;
        if (!m_config[u"cache_control"].toBool())
            return true;
        if (said.contains("private") || said.contains("no-store") || said.contains("no-cache"))
            return false;
        return said.contains("public") && said.value("s-maxage", said.value("max-age")).toLongLong() > 0;
    }

    void store()
    {
        static const QByteArrayList perHop{"connection"_ba,    "keep-alive"_ba,        "te"_ba,
                                           "trailers"_ba,      "transfer-encoding"_ba, "upgrade"_ba,
                                           "content-length"_ba};
        m_entry.headers.removeIf([](const http::Header &h) { return perHop.contains(h.name.toLower()); });
        m_entry.storedAt = m_now;
        m_cache->store(m_key, m_entry);
    }

    const base::Json &m_config;
    ProxyCache *m_cache;
    QByteArray m_key;
    ProxyCache::Entry m_entry;
    qint64 m_now = 0; ///< when the request came
    bool m_wanted = false; ///< the answer is to be stored
};

} // namespace

std::unique_ptr<PluginRun> ProxyCache::start(const kong::Plugin &plugin)
{
    return std::make_unique<ProxyCacheRun>(plugin, this);
}

const ProxyCache::Entry *ProxyCache::find(const QByteArray &key, qint64 now)
{
    const auto found = m_entries.constFind(key);
    const bool isFresh = found != m_entries.cend() && now - found->storedAt <= found->keep;
    return isFresh ? &*found : nullptr;
}

void ProxyCache::store(const QByteArray &key, const Entry &entry)
{
    if (m_entries.size() >= maxEntries)
        m_entries.clear();
    m_entries.insert(key, entry);
}

} // namespace demo
