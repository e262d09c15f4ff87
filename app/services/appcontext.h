// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "base/redactor.h"
#include "base/result.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace chat {
class ConversationBook;
class CompareSession;
class JournalWriter;
class Recovery;
struct TurnServices;
}
namespace gateway {
class GatewayClient;
}
namespace http {
class Client;
}
namespace mlflow {
class Exporter;
class LocalServer;
}
namespace settings {
class SecretStore;
class Settings;
}
namespace store {
class Store;
}

namespace services {

class ConnectionTester;
class DemoEnvironment;
class GatewayExplorer;
class TraceFiles;

struct AppOptions
{
    QString dataFolder; ///< empty: the person's (XDG data), or its demo folder with `demo`
    bool demo = false; ///< own data folder, demo gateway, own MLflow
    bool exporter = true; ///< drain the outbox in this process
    std::function<void()> meanwhile = {}; ///< done while open() waits for the disk
};

/// Creates everything in order and stops it in reverse. No widgets. Lives on the GUI thread, made once by each main().
class AppContext : public QObject
{
    Q_OBJECT

public:
    explicit AppContext(const AppOptions &options, QObject *parent = nullptr);
    ~AppContext() override;

    /// Opens store and settings; then the window may show. Error: the data folder cannot be used at all.
    base::Result<void> open();
    /// Background parts: recovery, exporter, demo processes. Call after the first paint.
    void start();
    /// Asks everything to end; stopped() follows within 2 s while the event loop runs.
    void stop();

    bool isDemo() const;
    QString dataFolder() const;
    QString startNote() const; ///< what the person must know about settings or database at start; usually empty

    base::Redactor *redactor();
    settings::Settings *settings();
    settings::SecretStore *secrets();
    store::Store *store();
    const chat::TurnServices &turnServices() const;
    chat::ConversationBook *conversations();
    chat::CompareSession *compare();
    mlflow::Exporter *exporter();
    mlflow::LocalServer *localMlflow(); ///< our own server, started by the demo or by the person
    DemoEnvironment *demo();
    GatewayExplorer *explorer();
    ConnectionTester *tester();
    TraceFiles *traceFiles();

    void startLocalMlflow();

Q_SIGNALS:
    void recovered(); ///< after start(): turns of dead processes are finished and in the outbox
    void stopped();

private:
    void createParts();
    void startDemo(); ///< ends in DemoEnvironment::State::Ready or with its problem()
    void warmUp();
    void onDemoState();
    void addDemoContent();
    void waitForEnd();

    class Private;
    std::unique_ptr<Private> d;
};

} // namespace services
