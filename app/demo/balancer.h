// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/upstream.h"
#include "kong/configuration.h"

#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <optional>
#include <unordered_map>
#include <vector>

namespace demo {

/// Where one try of a request goes.
struct Address
{
    QString host;
    int port = 80;
};

/// Kong's ring balancer with its health checks, as far as the demo needs it: weighted round robin over the healthy
/// targets of a pool; connection failures count against a target when passive checks are configured; active checks ask
/// again.
class Balancer : public QObject
{
    Q_OBJECT

public:
    enum class Health { Healthy, Unhealthy, ChecksOff };

    /// Both must outlive the balancer.
    Balancer(const kong::Configuration *configuration, Upstream *upstream);
    ~Balancer() override;

    /// The next target of the pool of that name, not one of `tried` if another is left. Missing: no healthy one.
    std::optional<Address> next(const kong::Upstream &pool, const QSet<QString> &tried);
    /// A connection to that target was refused.
    void reportRefused(const kong::Upstream &pool, const QString &target);
    Health health(const kong::Upstream &pool, const kong::Target &target) const;
    /// Asks every target with active checks once, now. Runs by itself every interval.
    void probe();

private:
    class Probe;

    struct PoolState
    {
        qsizetype turn = 0;
        QSet<QString> unhealthy; ///< "host:port"
        QHash<QString, int> refused;
    };

    void probePool(const kong::Upstream &pool);

    const kong::Configuration *m_configuration;
    Upstream *m_upstream;
    QTimer m_timer;
    QHash<QString, PoolState> m_states; ///< by pool id
    std::vector<std::unique_ptr<Probe>> m_probes;
};

} // namespace demo
