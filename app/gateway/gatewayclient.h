// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/chatcall.h"
#include "http/client.h"

#include <QCoroTask>

#include <memory>
#include <stop_token>

namespace base {
class Redactor;
}

namespace gateway {

/// Makes chat calls and judges how they ended by Kong's rules (kong.md 0 to 4). GUI thread. One call = one HTTP
/// request.
class GatewayClient
{
public:
    /// Neither is owned. Reply text and error texts pass the redactor before anyone sees them (null: none).
    GatewayClient(http::Client *client, const base::Redactor *redactor);

    /// Runs the call to its end; never fails by itself, the outcome tells all. On stop the connection is closed at once
    /// and the state is Stopped. The sink is kept alive by the coroutine.
    QCoro::Task<CallOutcome> complete(ChatCall call, std::shared_ptr<CallSink> sink, std::stop_token stop);

    const base::Redactor *redactor() const { return m_redactor; }

private:
    http::Client *m_client;
    const base::Redactor *m_redactor;
};

} // namespace gateway
