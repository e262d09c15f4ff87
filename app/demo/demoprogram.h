// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/gateway.h"
#include "demo/models/modelserver.h"

#include <QtCore/QSocketNotifier>

#include <optional>

namespace demo {

/// spanway-demo-gateway: reads the command line, starts the gateway, prints one JSON line when it is ready and ends the
/// event loop on SIGTERM or SIGINT, or when its parent process has died if that was asked for.
class DemoProgram : public QObject
{
    Q_OBJECT

public:
    DemoProgram();
    ~DemoProgram() override;

    /// Missing: the event loop is to be run. Else the exit code: 0 help or list printed, 2 usage, 1 no port.
    std::optional<int> start(const QStringList &arguments);

private:
    struct Settings
    {
        quint16 port = 0;
        quint16 adminPort = 0;
        quint64 seed = 1;
        double speed = 1;
        bool exitWithParent = false;
    };

    std::optional<int> parse(const QStringList &arguments, Settings *settings);
    std::optional<int> serve(const Settings &settings);
    void watchSignals(bool exitWithParent);

    std::unique_ptr<ModelServer> m_models;
    std::unique_ptr<Gateway> m_gateway;
    std::unique_ptr<QSocketNotifier> m_signals;
    int m_signalSocket = -1;
};

} // namespace demo
