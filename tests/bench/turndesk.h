// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/redactor.h"
#include "chat/journalwriter.h"
#include "chat/turnservices.h"
#include "gateway/gatewayclient.h"
#include "http/client.h"
#include "settings/secretstore.h"
#include "settings/settings.h"
#include "store/store.h"

#include <QtCore/QTemporaryDir>

#include <functional>
#include <memory>

namespace bench {

/// Everything a turn works with, real, in a folder of its own; its gateway is a server on a loopback port. GUI thread.
class TurnDesk
{
public:
    explicit TurnDesk(quint16 port);

    const chat::TurnServices &services() const { return m_services; }
    const settings::Profile &profile() const { return m_profile; } ///< with one model; current in the settings
    http::Client *client() { return &m_client; }
    void settle(); ///< waits until the store has written what it was given
    QString url() const { return m_profile.baseUrl + m_profile.models.first().path; }

private:
    QTemporaryDir m_folder;
    base::Clock m_clock;
    base::Redactor m_redactor;
    http::Client m_client;
    gateway::GatewayClient m_gateway;
    settings::Settings m_settings;
    settings::SecretStore m_secrets;
    settings::Profile m_profile;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<chat::JournalWriter> m_journal;
    chat::TurnServices m_services;
};

/// Lets the event loop run until `done` holds, asked every 2 ms.
void waitFor(const std::function<bool()> &done);

/// Value below which `share` (0 to 1) of the values lie; 0 without values.
double percentile(QList<double> values, double share);

} // namespace bench
