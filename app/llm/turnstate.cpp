// SPDX-License-Identifier: Apache-2.0
#include "llm/turnstate.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace llm {

namespace {

struct NamedState
{
    TurnState state;
    QLatin1StringView name;
};

constexpr std::array namedStates = {
    NamedState{TurnState::Running, "running"_L1},         NamedState{TurnState::Done, "done"_L1},
    NamedState{TurnState::Stopped, "stopped"_L1},         NamedState{TurnState::Incomplete, "incomplete"_L1},
    NamedState{TurnState::TimedOut, "timedOut"_L1},       NamedState{TurnState::Failed, "failed"_L1},
    NamedState{TurnState::Interrupted, "interrupted"_L1},
};

} // namespace

QString turnStateName(TurnState state)
{
    const auto *found = std::ranges::find(namedStates, state, &NamedState::state);
    return found == namedStates.end() ? QString() : QString(found->name);
}

std::optional<TurnState> turnStateFromName(QStringView name)
{
    const auto *found = std::ranges::find_if(namedStates, [name](const NamedState &n) { return n.name == name; });
    return found == namedStates.end() ? std::nullopt : std::optional(found->state);
}

} // namespace llm
