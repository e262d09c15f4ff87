// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/chatcall.h"

#include <functional>

/// Remembers everything it hears.
class RecordingSink : public gateway::CallSink
{
public:
    void head(const http::Head &head, const gateway::KongFacts &kong) override;
    void event(const llm::ChatEvent &event, base::MonoTime at) override;
    void plainReply(const llm::ChatReply &reply, base::MonoTime at) override;

    /// Text of choice 0 as it came event by event.
    QString text() const;
    /// All event data and plain bodies, one a line.
    QByteArray everything() const;

    QList<http::Head> heads;
    QList<llm::ChatEvent> events;
    QList<base::MonoTime> times;
    QList<llm::ChatReply> plain;
    std::function<void()> onEvent; ///< after each event
};
