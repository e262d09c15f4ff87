// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <functional>

namespace chat {
class CompareSession;
class ConversationBook;
} // namespace chat
namespace gateway {
class RateWatch;
}
namespace mlflow {
class Exporter;
class LocalServer;
} // namespace mlflow
namespace services {
class ConnectionTester;
class DemoEnvironment;
class GatewayExplorer;
class TraceFiles;
} // namespace services
namespace settings {
class SecretStore;
class Settings;
} // namespace settings
namespace store {
class Store;
}

namespace ui {

/// What the window works with: filled by main(), read by the shell and its page factory, which hand each page what that
/// page needs. None is owned; all outlive the window.
struct WindowServices
{
    settings::Settings *settings = nullptr;
    settings::SecretStore *secrets = nullptr;
    store::Store *store = nullptr;
    chat::ConversationBook *conversations = nullptr;
    chat::CompareSession *compare = nullptr;
    gateway::RateWatch *rates = nullptr;
    mlflow::Exporter *exporter = nullptr;
    mlflow::LocalServer *localMlflow = nullptr;
    services::DemoEnvironment *demo = nullptr;
    services::GatewayExplorer *explorer = nullptr;
    services::ConnectionTester *tester = nullptr;
    services::TraceFiles *traceFiles = nullptr;
    std::function<void()> startDemo; ///< leaves this window for one with the demo's own data folder
    std::function<void()> useOwnKong; ///< leaves the demo for the person's own data folder
    std::function<void()> startLocalMlflow;
    QString dataFolder;
    QString startNote; ///< what the person must know about settings or database; usually empty
    bool demoMode = false; ///< started with --demo
};

} // namespace ui
