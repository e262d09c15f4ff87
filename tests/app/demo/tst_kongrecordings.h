// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/scriptedupstream.h"
#include "demo/gateway.h"
#include "support/testmain.h"

/// The demo gateway's own code, run with the configuration behind the recordings and a model that follows their script,
/// must answer every recorded request as Kong did.
class KongRecordingsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void replay_data();
    void replay();
    void everyCaptureIsPlayedOrExcused();

private:
    void startGateway(const QString &configuration);
    void prepareFor(const QString &name);
    QByteArray captured(const QString &file) const;

    ScriptedUpstream m_upstream;
    std::unique_ptr<demo::Gateway> m_gateway;
    quint16 m_port = 0;
    quint16 m_adminPort = 0;
    qint64 m_now = 0;
    int m_played = 0;
};
