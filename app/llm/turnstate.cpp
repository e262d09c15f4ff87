// SPDX-License-Identifier: Apache-2.0
#include "llm/turnstate.h"

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
    for (const NamedState &named : namedStates) {
        if (named.state == state)
            return named.name;
    }
    return {};
}

std::optional<TurnState> turnStateFromName(QStringView name)
{
    for (const NamedState &named : namedStates) {
        if (named.name == name)
            return named.state;
    }
    return std::nullopt;
}

} // namespace llm
