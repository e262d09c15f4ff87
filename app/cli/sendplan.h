// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/turnplan.h"
#include "cli/arguments.h"

namespace settings {
class SecretStore;
class Settings;
}

namespace cli {

/// Everything `send` is going to do, and what the person should hear first.
struct SendPlan
{
    chat::TurnPlan turn;
    QStringList warnings;
};

/// Makes the plan from arguments, saved profiles and MLflow's environment variables. A profile that the command line changed is put into `settings`
/// in memory only. Error: InvalidInput (usage) with a text for people.
base::Result<SendPlan> planSend(const SendArguments &arguments, settings::Settings *settings, settings::SecretStore *secrets);

} // namespace cli
