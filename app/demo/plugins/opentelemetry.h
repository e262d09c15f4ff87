// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

namespace demo {

/// opentelemetry as far as it shows on the wire: which trace context is taken over and which one goes on. Nothing is
/// exported. Source: kong/observability/tracing/propagation, golden/kong 900 to 918.
class OpenTelemetry : public PluginRun
{
public:
    explicit OpenTelemetry(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;
    bool hasHeaderFilter() const override { return true; }
    void headerFilter(Exchange *exchange, ReplyHead *head) override;

private:
    const kong::Plugin &m_plugin;
    QByteArray m_traceId; ///< 32 hex digits: Kong's own until a context is taken over
};

} // namespace demo
