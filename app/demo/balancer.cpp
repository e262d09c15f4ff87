// SPDX-License-Identifier: Apache-2.0
#include "demo/balancer.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace demo {

namespace {

/// Kong's own order depends on the ids of its ring; the heaviest comes first here, then the last configured.
QList<const kong::Target *> inOrder(const kong::Upstream &pool)
{
    QList<const kong::Target *> targets;
    for (const kong::Target &target : pool.targets)
        targets.prepend(&target);
    std::stable_sort(targets.begin(), targets.end(),
                     [](const auto *a, const auto *b) { return a->weight > b->weight; });
    return targets;
}

} // namespace

/// One active health check.
class Balancer::Probe : public UpstreamSink
{
public:
    Probe(Balancer *owner, QString poolId, const kong::Target &target, const QByteArray &path)
        : m_owner(owner)
        , m_poolId(std::move(poolId))
        , m_target(target.name)
    {
        m_job = owner->m_upstream->start({"GET"_ba, path, target.host, target.port, {}, {}}, this);
    }

    void onUpstreamHead(int status, const QByteArray &, const http::Headers &) override { decide(status < 400); }
    void onUpstreamData(const QByteArray &) override { }
    void onUpstreamEnd() override { }
    void onUpstreamFailure(UpstreamFailure) override { decide(false); }

private:
    void decide(bool healthy)
    {
        if (healthy)
            m_owner->m_states[m_poolId].unhealthy.remove(m_target);
        else
            m_owner->m_states[m_poolId].unhealthy.insert(m_target);
    }

    Balancer *m_owner;
    QString m_poolId;
    QString m_target;
    std::unique_ptr<UpstreamJob> m_job;
};

Balancer::Balancer(const kong::Configuration *configuration, Upstream *upstream)
    : m_configuration(configuration)
    , m_upstream(upstream)
{
    connect(&m_timer, &QTimer::timeout, this, &Balancer::probe);
    probe();
    if (!m_probes.empty())
        m_timer.start(1s);
}

Balancer::~Balancer() = default;

void Balancer::probe()
{
    m_probes.clear();
    for (const kong::Upstream &pool : m_configuration->upstreams)
        probePool(pool);
}

void Balancer::probePool(const kong::Upstream &pool)
{
    const base::Json &active = pool.healthchecks[u"active"];
    if (active[u"healthy"][u"interval"].toDouble() <= 0 && active[u"unhealthy"][u"interval"].toDouble() <= 0)
        return;
    for (const kong::Target &target : pool.targets)
        m_probes.push_back(
            std::make_unique<Probe>(this, pool.id, target, active[u"http_path"].toString(u"/"_s).toUtf8()));
}

std::optional<Address> Balancer::next(const kong::Upstream &pool, const QSet<QString> &tried)
{
    PoolState &state = m_states[pool.id];
    QList<const kong::Target *> healthy;
    QList<const kong::Target *> fresh;
    for (const kong::Target *target : inOrder(pool)) {
        if (target->weight == 0 || state.unhealthy.contains(target->name))
            continue;
        healthy.append(target);
        if (!tried.contains(target->name))
            fresh.append(target);
    }
    const QList<const kong::Target *> &choice = fresh.isEmpty() ? healthy : fresh;
    if (choice.isEmpty())
        return std::nullopt;
    const kong::Target *target = choice.at(state.turn++ % choice.size());
    return Address{target->host, target->port};
}

void Balancer::reportRefused(const kong::Upstream &pool, const QString &target)
{
    const int limit = int(pool.healthchecks[u"passive"][u"unhealthy"][u"tcp_failures"].toInt64());
    if (limit > 0 && ++m_states[pool.id].refused[target] >= limit)
        m_states[pool.id].unhealthy.insert(target);
}

Balancer::Health Balancer::health(const kong::Upstream &pool, const kong::Target &target) const
{
    const base::Json &checks = pool.healthchecks;
    const bool active = checks[u"active"][u"healthy"][u"interval"].toDouble() > 0
        || checks[u"active"][u"unhealthy"][u"interval"].toDouble() > 0;
    if (!active && checks[u"passive"][u"unhealthy"][u"tcp_failures"].toInt64() == 0
        && checks[u"passive"][u"unhealthy"][u"http_failures"].toInt64() == 0)
        return Health::ChecksOff;
    return m_states.value(pool.id).unhealthy.contains(target.name) ? Health::Unhealthy : Health::Healthy;
}

} // namespace demo
