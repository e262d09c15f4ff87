// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/turn.h"
#include "chat/turnplan.h"
#include "chat/turnrecorder.h"
#include "store/records.h"

namespace chat {

/// A turn as the store keeps it. `details` holds what only chat understands:
/// request, own message, metrics, error, choices of the reply, and while running the recorder's seed, the session, tags and the outbox draft.
store::TurnRecord toRecord(const Turn &turn, const TurnPlan &plan, const TurnRecorder::Seed &seed);
Turn turnFromRecord(const store::TurnRecord &record);

/// What recovery needs of a turn whose Spanway died; empty if the record does not hold it.
struct StoredPlan
{
    TurnPlan plan;
    TurnRecorder::Seed seed;
};
std::optional<StoredPlan> planFromRecord(const store::TurnRecord &record);

/// The message a reply adds to the history sent with the next prompt; empty if nothing usable came.
std::optional<llm::Message> historyMessage(const Turn &turn);

} // namespace chat
