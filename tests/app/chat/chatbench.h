// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/redactor.h"
#include "chat/journalwriter.h"
#include "chat/turnplan.h"
#include "chat/turnservices.h"
#include "gateway/gatewayclient.h"
#include "http/client.h"
#include "http/server.h"
#include "settings/secretstore.h"
#include "settings/settings.h"
#include "store/store.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <functional>
#include <memory>

namespace testsupport {

/// Everything a turn works with, real: a store in a folder of its own, and a scripted gateway on a loopback port.
class ChatBench
{
public:
    /// What the gateway does with the next calls: it has the request and must answer.
    using Script = std::function<void(const http::ServerRequest &, const std::shared_ptr<http::ServerResponse> &)>;

    ChatBench();
    ~ChatBench();

    void setScript(Script script) { m_script = std::move(script); }
    const chat::TurnServices &services() const { return m_services; }
    store::Store *store() { return m_store.get(); }
    settings::Settings *settings() { return &m_settings; }
    settings::Profile profile() const; ///< of the scripted gateway, also the current one in settings()
    chat::TurnPlan plan(const QString &prompt) const;
    QList<QByteArray> bodies() const { return m_bodies; } ///< of all calls so far
    QString folder() const { return m_folder.path(); }
    void reopenStore(); ///< as after the end of the process that wrote

    // Scripts
    static Script streaming(const QStringList &words); ///< a whole streamed reply
    static Script hanging(const QStringList &words); ///< the same without an end
    static Script refusing(int status, const QByteArray &body);
    static QByteArray event(const QString &text); ///< one SSE event

private:
    QTemporaryDir m_folder;
    base::Clock m_clock;
    base::Redactor m_redactor;
    Script m_script;
    QList<QByteArray> m_bodies;
    QList<std::shared_ptr<http::ServerResponse>> m_open; ///< answers that never end stay open
    http::Server m_server;
    http::Client m_client;
    gateway::GatewayClient m_gateway;
    settings::Settings m_settings;
    settings::SecretStore m_secrets;
    std::unique_ptr<store::Store> m_store;
    std::unique_ptr<chat::JournalWriter> m_journal;
    chat::TurnServices m_services;
};

/// Waits for a future while the event loop runs; a time-out fails the test.
template <typename T> T waitFor(QFuture<T> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 30000))
        qFatal("a future did not finish");
    return future.result();
}

} // namespace testsupport
