// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/taskscope.h"
#include "gateway/adminclient.h"
#include "settings/settings.h"

#include <QtCore/QObject>

namespace services {

/// The Admin API of the current profile as the gateway page sees it. GUI thread.
class GatewayExplorer : public QObject
{
    Q_OBJECT

public:
    enum class State {
        NotSetUp, ///< the profile names no Admin API
        Unread,
        Reading,
        Ready,
        Stale, ///< the gateway did not answer; snapshot() is the last good picture
        Failed
    };

    GatewayExplorer(http::Client *client, settings::Settings *settings, QObject *parent = nullptr);

    void refresh(); ///< reads again; the last good picture stays until the new one is there
    State state() const;
    const gateway::AdminSnapshot &snapshot() const; ///< last good one
    base::Timestamp readAt() const; ///< of snapshot()
    QString problem() const; ///< for people, empty if none
    int running() const;
    void stop();

Q_SIGNALS:
    void changed();

private:
    void adopt();
    QCoro::Task<> run(QString url, QString caFile, std::stop_token stop);

    http::Client *m_client; ///< not owned
    settings::Settings *m_settings; ///< not owned
    State m_state = State::NotSetUp;
    gateway::AdminSnapshot m_snapshot;
    base::Timestamp m_readAt;
    QString m_problem;
    QString m_url; ///< whose picture m_snapshot is
    bool m_hadPicture = false;
    base::TaskScope m_scope;
};

} // namespace services
