// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/turnrecorder.h"

namespace testsupport {

/// A recorded exchange run through the gateway's reader and the recorder, without a network.
struct ReplayedCall
{
    gateway::CallOutcome outcome;
    trace::TraceRecord record;

    const trace::Span &model() const; ///< the CHAT_MODEL span
};

/// What differs from a lone call that ends as it was recorded.
struct ReplayOptions
{
    std::optional<base::Error> cut; ///< the transport breaks after the last byte
    int stopAfter = -1; ///< the person stops after so many events; -1: never
    QString session;
    base::Clock clock;
    std::optional<chat::TurnRecorder::Seed> seed; ///< empty: a trace of its own
};

/// `scenario`: a folder of tests/data/autolog; `exchange` counts from 1.
ReplayedCall replay(const QString &scenario, int exchange, const ReplayOptions &options = {});

/// Body of a recorded request.
base::Json recordedRequest(const QString &scenario, int exchange);
/// "trace.json", "trace.2.json": name of a scenario's file of that number.
QString numbered(const QString &stem, int number, const QString &suffix);

} // namespace testsupport
