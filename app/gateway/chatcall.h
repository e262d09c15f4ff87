// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/endpoint.h"
#include "gateway/kongfacts.h"
#include "llm/chatevent.h"
#include "llm/chatrequest.h"
#include "llm/turnstate.h"

namespace gateway {

/// One chat call, complete.
struct ChatCall
{
    Endpoint endpoint;
    llm::ChatRequest request;
    QByteArray traceparent; ///< "00-<trace>-<span>-01"; never tracestate
    bool keepWire = true; ///< at most 4 MiB of the exchange are kept
};

/// When tokens arrived, monotonic (design 3).
struct TokenTimes
{
    std::optional<base::MonoTime> firstToken; ///< first non-empty text, reasoning, refusal or tool-call fragment
    std::optional<base::MonoTime> firstText; ///< first visible text
    std::optional<base::MonoTime> lastToken;
    qint64 contentEvents = 0; ///< events with content

    /// Notes an event; whether it had content.
    bool add(const llm::ChatEvent &event, base::MonoTime at);
};

/// How a call ended, with everything that came, however far it got.
struct CallOutcome
{
    llm::TurnState state = llm::TurnState::Failed;
    std::optional<base::Error> error; ///< set unless the state is Done
    llm::ChatReply reply;
    bool streamed = false; ///< the reply came as an event stream
    http::Head head; ///< status 0 if none came
    KongFacts kong;
    http::Outcome transport;
    TokenTimes tokens;
    QString apiMessage; ///< error body's text as OpenAI's client would show it, empty if none
    QString suggestedModel; ///< Kong's `must be: NAME`
    std::optional<llm::ChatEvent> streamError; ///< the Error or Malformed event that ended the stream
};

/// Hears about a running call, on the GUI thread, in order, each stamped when its bytes were read.
class CallSink
{
public:
    virtual ~CallSink() = default;
    virtual void head(const http::Head &head, const KongFacts &kong) = 0;
    virtual void event(const llm::ChatEvent &event, base::MonoTime at) = 0;
    /// A reply that is not a stream, whole.
    virtual void plainReply(const llm::ChatReply &reply, base::MonoTime at) = 0;
};

} // namespace gateway
