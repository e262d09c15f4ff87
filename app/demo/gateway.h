// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "demo/adminapi.h"
#include "demo/gatewaycore.h"
#include "http/server.h"

#include <QtCore/QObject>

namespace demo {

/// A process-internal Kong 3.10 with ai-proxy: data plane and read-only Admin API on two ports of 127.0.0.1, both from
/// one declarative configuration. Thread of its event loop only.
class Gateway : public QObject
{
    Q_OBJECT

public:
    /// How it differs from a plain Kong.
    struct Options
    {
        bool routeByModel = false; ///< see GatewayCore::routeByModel
        quint16 announcedPort = 0; ///< what upstreams are told in X-Forwarded-Port; 0: the real one
        std::function<qint64()> secondsNow; ///< clock of rate limits and caches; empty: the system's
    };

    /// `yaml`: declarative configuration. `upstream` must outlive the gateway. Error: InvalidInput.
    static base::Result<std::unique_ptr<Gateway>> create(const QByteArray &yaml, Upstream *upstream,
                                                         const Options &options);
    ~Gateway() override;

    /// Port 0 takes a free one; the value is the port. Error: Connect.
    base::Result<quint16> listen(quint16 port);
    base::Result<quint16> listenAdmin(quint16 port);
    /// Exchanges that have not ended.
    int running() const;

private:
    Gateway(kong::Configuration configuration, Upstream *upstream, const Options &options);
    void handle(http::ServerRequest request, const std::shared_ptr<http::ServerResponse> &response);
    void refuse(int status, const std::shared_ptr<http::ServerResponse> &response);

    GatewayCore m_core;
    AdminApi m_admin;
    std::unique_ptr<http::Server> m_server;
    std::unique_ptr<http::Server> m_adminServer;
};

} // namespace demo
