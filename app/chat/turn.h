// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/clock.h"
#include "chat/turnmetrics.h"
#include "llm/chatreply.h"
#include "llm/chatrequest.h"
#include "llm/turnstate.h"
#include "trace/ids.h"

#include <QtCore/QString>

#include <optional>

namespace chat {

/// One prompt and its reply, as the page shows it. A value; a running one is read from its TurnRunner.
struct Turn
{
    QString id; ///< UUID
    qint64 position = 0;
    trace::TraceId traceId;
    llm::TurnState state = llm::TurnState::Running;
    base::Timestamp created;
    QString profileName;
    llm::ChatRequest request; ///< as sent
    QString prompt; ///< the turn's own message as text
    llm::ChatReply reply; ///< as far as it came
    TurnMetrics metrics;
    std::optional<base::Error> error;
    QString suggestedModel; ///< Kong's `must be: NAME`
    bool saved = false; ///< committed to disk
    bool saveFailed = false; ///< the disk did not take it: only in memory
    QString saveProblem; ///< why, for people; empty if trying again is no use: this run saves nothing
};

} // namespace chat
