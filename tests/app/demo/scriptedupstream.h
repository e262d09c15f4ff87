// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/upstream.h"

#include <QtCore/QList>
#include <QtCore/QTimer>

/// The fake model server behind the recordings (tests/data/kong/upstream.py), inside this process: the header
/// x-scenario says how it answers. Its waits are a tenth of the original's.
class ScriptedUpstream : public demo::Upstream
{
public:
    std::unique_ptr<demo::UpstreamJob> start(const demo::UpstreamCall &call, demo::UpstreamSink *sink) override;

    /// Everything that was asked since the last take, health checks and the port where nobody listens left out.
    QList<demo::UpstreamCall> takeCalls();

private:
    QList<demo::UpstreamCall> m_calls;
};
