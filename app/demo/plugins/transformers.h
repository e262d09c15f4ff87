// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/pluginrun.h"

namespace demo {

/// ai-request-transformer: a model rewrites the request's body before it goes on.
class RequestTransformer : public PluginRun
{
public:
    explicit RequestTransformer(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    const kong::Plugin &m_plugin;
};

/// ai-response-transformer: Kong asks the service itself and lets a model rewrite its answer.
class ResponseTransformer : public PluginRun
{
public:
    explicit ResponseTransformer(const kong::Plugin &plugin);
    Flow access(Exchange *exchange) override;

private:
    void rewrite(Exchange *exchange, int status, const http::Headers &headers, const QByteArray &body);

    const kong::Plugin &m_plugin;
};

} // namespace demo
