// SPDX-License-Identifier: Apache-2.0
#include "demo/debugtimer.h"

#include "kong/entityid.h"

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

double since(base::MonoTime from, base::MonoTime to)
{
    const double ms = std::chrono::duration<double, std::milli>(to - from).count();
    return std::round(std::max(ms, 0.01) * 100) / 100;
}

base::Json milliseconds(double ms)
{
    return base::Json::number(QByteArray::number(ms, 'f', ms == std::floor(ms) ? 0 : 2));
}

base::Json node(double ms, const base::Json &children = {})
{
    base::Json json = base::Json::object({{u"total_time"_s, milliseconds(ms)}});
    if (children.size() > 0)
        json.insert(u"child"_s, children);
    return json;
}

/// A node Kong has not closed yet: its own start stamp leaks.
base::Json openNode(const base::Json &children)
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const QByteArray stamp
        = QByteArray::number(double(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count()), 'e', 13);
    return base::Json::object({{u"____start____"_s, base::Json::number(stamp)}, {u"child"_s, children}});
}

} // namespace

DebugTimer::DebugTimer(base::MonoTime start)
    : m_start(start)
    , m_routed(start)
{ }

void DebugTimer::routed()
{
    m_routed = std::chrono::steady_clock::now();
}

void DebugTimer::plugin(Phase phase, const QString &name, const QString &id, base::MonoTime from)
{
    QList<PluginTime> &list = phase == Phase::Access ? m_access : m_header;
    list.append({name, id, since(from, std::chrono::steady_clock::now()),
                 phase == Phase::Access ? m_external.value(name) : base::Json()});
}

void DebugTimer::external(const QString &plugin, const QString &host, int port)
{
    const auto chain = [](const QString &name, const base::Json &inner) {
        return base::Json::object({{name, node(0.01, inner)}});
    };
    base::Json resolve = node(0.01);
    resolve.insert(u"cache_hit"_s, true);
    const base::Json lookup = chain(u"dns"_s, chain(host, base::Json::object({{u"resolve"_s, resolve}})));
    const base::Json connect = chain(u"tcp://%1:%2"_s.arg(host).arg(port), chain(u"connect"_s, lookup));
    const base::Json call
        = base::Json::object({{u"http_request"_s, node(0.01)}, {u"connections"_s, node(0.01, connect)}});
    m_external.insert(plugin, chain(u"external_http"_s, chain(u"http://%1:%2"_s.arg(host).arg(port), call)));
}

double DebugTimer::total(Phase phase) const
{
    const auto &times = phase == Phase::Access ? m_access : m_header;
    return std::accumulate(times.cbegin(), times.cend(), 0.01,
                           [](double sum, const PluginTime &time) { return sum + time.ms; });
}

base::Json DebugTimer::plugins(Phase phase) const
{
    base::Json children = base::Json::object();
    for (const PluginTime &time : phase == Phase::Access ? m_access : m_header)
        children.insert(time.name, node(time.ms, base::Json::object({{time.id, node(time.ms, time.inside)}})));
    return node(total(phase), children);
}

base::Json DebugTimer::innerAccess(const Shape &shape) const
{
    base::Json children = base::Json::object();
    if (!shape.resolvedName.isEmpty()) {
        base::Json resolve = node(0.01);
        resolve.insert(u"cache_hit"_s, true);
        const base::Json host = node(0.02, base::Json::object({{u"resolve"_s, resolve}}));
        children.insert(u"dns"_s, node(0.02, base::Json::object({{shape.resolvedName, host}})));
    }
    children.insert(u"plugins"_s, plugins(Phase::Access));
    children.insert(u"router"_s, node(since(m_start, m_routed)));
    return node(total(Phase::Access) + since(m_start, m_routed), children);
}

base::Json DebugTimer::headerFilter() const
{
    if (m_header.isEmpty())
        return node(0.01);
    return node(total(Phase::HeaderFilter) + 0.01, base::Json::object({{u"plugins"_s, plugins(Phase::HeaderFilter)}}));
}

base::Json DebugTimer::response(const Shape &shape) const
{
    base::Json children = base::Json::object({{u"balancer"_s, node(0.01)}});
    if (shape.upstreamFailed)
        return node(double(shape.upstreamMs) + 0.1, children);
    children.insert(u"header_filter"_s, headerFilter());
    if (!shape.unbuffered)
        return openNode(children);
    base::Json json = node(double(shape.upstreamMs) + 0.5, children);
    json.insert(u"dangling"_s, true);
    return json;
}

void DebugTimer::addAnswer(base::Json *children, const Shape &shape) const
{
    if (shape.proxied && shape.whole)
        children->insert(u"response"_s, response(shape));
    else if (shape.proxied)
        children->insert(u"balancer"_s, node(0.01));
    if (!shape.proxied || !shape.whole || shape.upstreamFailed)
        children->insert(u"header_filter"_s, headerFilter());
}

base::Json DebugTimer::output(const QByteArray &requestId, const Shape &shape) const
{
    const double rewrite = 0.1;
    base::Json children = base::Json::object();
    if (shape.proxied) {
        const base::Json firstByte = node(double(shape.upstreamMs));
        children.insert(u"upstream"_s,
                        node(double(shape.upstreamMs), base::Json::object({{u"time_to_first_byte"_s, firstByte}})));
    }
    children.insert(u"rewrite"_s, node(rewrite));
    double known = rewrite;
    if (!shape.routed) {
        base::Json outer
            = base::Json::object({{u"header_filter"_s, headerFilter()}, {u"router"_s, node(since(m_start, m_routed))}});
        children.insert(u"access"_s, openNode(outer));
    } else if (shape.unbuffered) {
        base::Json outer
            = base::Json::object({{u"router"_s, node(since(m_start, m_routed))}, {u"access"_s, innerAccess(shape)}});
        addAnswer(&outer, shape);
        children.insert(u"access"_s, openNode(outer));
    } else {
        children.insert(u"access"_s, innerAccess(shape));
        addAnswer(&children, shape);
        known += total(Phase::Access);
    }
    base::Json root
        = base::Json::object({{u"request_id"_s, QString::fromLatin1(requestId)},
                              {u"total_time_without_upstream"_s, milliseconds(std::round(known * 100) / 100)}});
    if (shape.routed)
        root.insert(u"workspace_id"_s, kong::defaultWorkspaceId());
    if (shape.routed && shape.unbuffered && shape.whole && shape.proxied && !shape.upstreamFailed)
        root.insert(u"dangling"_s, true);
    root.insert(u"child"_s, children);
    return root;
}

} // namespace demo
