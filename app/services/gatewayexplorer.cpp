// SPDX-License-Identifier: Apache-2.0
#include "services/gatewayexplorer.h"

#include "base/clock.h"

namespace services {

GatewayExplorer::GatewayExplorer(http::Client *client, settings::Settings *settings, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_settings(settings)
{
    connect(settings, &settings::Settings::profilesChanged, this, &GatewayExplorer::adopt);
    connect(settings, &settings::Settings::preferencesChanged, this, &GatewayExplorer::adopt);
    adopt();
}

/// Another gateway: its picture has nothing to do with the old one.
void GatewayExplorer::adopt()
{
    const settings::Profile *profile = m_settings->currentProfile();
    const QString url = profile ? profile->adminUrl : QString();
    if (url == m_url)
        return;
    m_url = url;
    m_snapshot = {};
    m_problem.clear();
    m_state = url.isEmpty() ? State::NotSetUp : State::Unread;
    Q_EMIT changed();
}

void GatewayExplorer::refresh()
{
    if (m_url.isEmpty() || m_state == State::Reading)
        return;
    m_hadPicture = m_state == State::Ready || m_state == State::Stale;
    m_state = State::Reading;
    Q_EMIT changed();
    m_scope.start(run(m_url, m_settings->currentProfile()->caFile, m_scope.token()));
}

QCoro::Task<> GatewayExplorer::run(QString url, QString caFile, std::stop_token stop)
{
    const http::Headers none;
    gateway::AdminClient admin(m_client, url, none, caFile);
    const auto snapshot = co_await admin.read(stop);
    if (stop.stop_requested() || url != m_url)
        co_return;
    if (snapshot) {
        m_snapshot = *snapshot;
        m_readAt = base::Clock().now();
        m_problem.clear();
        m_state = State::Ready;
    } else {
        m_problem = snapshot.error().message;
        m_state = m_hadPicture ? State::Stale : State::Failed;
    }
    Q_EMIT changed();
}

GatewayExplorer::State GatewayExplorer::state() const
{
    return m_state;
}

const gateway::AdminSnapshot &GatewayExplorer::snapshot() const
{
    return m_snapshot;
}

base::Timestamp GatewayExplorer::readAt() const
{
    return m_readAt;
}

QString GatewayExplorer::problem() const
{
    return m_problem;
}

int GatewayExplorer::running() const
{
    return m_scope.running();
}

void GatewayExplorer::stop()
{
    m_scope.requestStop();
}

} // namespace services
