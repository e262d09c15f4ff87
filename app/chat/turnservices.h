// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace base {
class Clock;
class Redactor;
}
namespace gateway {
class GatewayClient;
class RateWatch;
}
namespace settings {
class SecretStore;
class Settings;
}
namespace store {
class Store;
}

namespace chat {

class JournalWriter;

/// What turns work with. None is owned; all outlive every runner and session. GUI thread.
struct TurnServices
{
    gateway::GatewayClient *gateway = nullptr;
    store::Store *store = nullptr;
    settings::Settings *settings = nullptr;
    settings::SecretStore *secrets = nullptr;
    JournalWriter *journal = nullptr;
    const base::Clock *clock = nullptr;
    gateway::RateWatch *rates = nullptr; ///< hears what every answer says of the limits; may be null
};

} // namespace chat
