// SPDX-License-Identifier: Apache-2.0
#include "demo/models/modelserver.h"

#include "demo/models/faultscript.h"
#include "demo/models/modeljob.h"

namespace demo {

ModelServer::ModelServer(quint64 seed, double speed)
    : m_seed(seed)
    , m_speed(speed)
{ }

std::unique_ptr<UpstreamJob> ModelServer::start(const UpstreamCall &call, UpstreamSink *sink)
{
    const QByteArray fault = http::headerValue(call.headers, "x-demo-fault");
    if (!fault.isEmpty()) {
        QList<UpstreamStep> steps = faultScript(fault, call, *this);
        if (!steps.isEmpty())
            return std::make_unique<ScriptedJob>(std::move(steps), sink);
    }
    return std::make_unique<ModelJob>(this, call, sink);
}

} // namespace demo
