// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/modelset.h"
#include "demo/upstream.h"

namespace demo {

/// The model server behind the demo gateway: answers POST .../chat/completions as OpenAI would, in this process.
class ModelServer : public Upstream
{
public:
    /// `seed` decides all replies; `speed` multiplies every model's pace.
    ModelServer(quint64 seed, double speed);

    std::unique_ptr<UpstreamJob> start(const UpstreamCall &call, UpstreamSink *sink) override;
    const ModelSet &models() const { return m_models; }
    quint64 seed() const { return m_seed; }
    double speed() const { return m_speed; }

private:
    ModelSet m_models;
    quint64 m_seed;
    double m_speed;
};

} // namespace demo
