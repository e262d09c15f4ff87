// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace mlflow {
class LocalServer;
}
namespace services {
class ConnectionTester;
}
namespace settings {
class SecretStore;
class Settings;
} // namespace settings
namespace store {
class Store;
}

namespace ui {

/// What the settings page works with. None is owned; all outlive the page.
struct SettingsServices
{
    settings::Settings *settings = nullptr;
    settings::SecretStore *secrets = nullptr;
    services::ConnectionTester *tester = nullptr;
    mlflow::LocalServer *localMlflow = nullptr;
    store::Store *store = nullptr;
    std::function<void()> startLocalMlflow;
    std::function<void()> useOwnKong; ///< leaves the demo
    bool demo = false; ///< then no gateway can be added: the demo sends only to its own
};

} // namespace ui
