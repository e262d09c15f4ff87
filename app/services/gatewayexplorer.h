// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/taskscope.h"
#include "gateway/adminclient.h"
#include "settings/secretstore.h"
#include "settings/settings.h"

#include <QtCore/QObject>

namespace services {

/// The Admin API of the current profile as the gateway page sees it. GUI thread.
class GatewayExplorer : public QObject
{
    Q_OBJECT

public:
    enum class State { NotSetUp, Reading, Ready, Stale, Failed };

    GatewayExplorer(http::Client *client, settings::Settings *settings, settings::SecretStore *secrets,
                    QObject *parent = nullptr);

    void refresh(); ///< reads again; the last good picture stays until the new one is there
    State state() const;
    const gateway::AdminSnapshot &snapshot() const; ///< last good one
    base::Timestamp readAt() const;
    QString problem() const; ///< for people, empty if none
    int running() const;
    void stop();

Q_SIGNALS:
    void changed();

private:
    QCoro::Task<> run(QString url, QString caFile, std::stop_token stop);

    http::Client *m_client;
    settings::Settings *m_settings;
    settings::SecretStore *m_secrets;
    State m_state = State::NotSetUp;
    gateway::AdminSnapshot m_snapshot;
    base::Timestamp m_readAt;
    QString m_problem;
    QString m_snapshotUrl; ///< whose picture m_snapshot is
    base::TaskScope m_scope;
};

} // namespace services
