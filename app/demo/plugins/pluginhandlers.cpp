// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/pluginhandlers.h"

#include "demo/plugins/aiproxy.h"
#include "demo/plugins/correlationid.h"
#include "demo/plugins/keyauth.h"
#include "demo/plugins/ratelimiting.h"
#include "demo/plugins/requestsize.h"
#include "demo/plugins/requesttermination.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

using Maker = std::unique_ptr<PluginHandler> (*)(const kong::Configuration *);

/// A handler whose runs look up credentials.
template <typename Run> class CredentialHandler : public PluginHandler
{
public:
    explicit CredentialHandler(const kong::Configuration *configuration)
        : m_configuration(configuration)
    {
    }

    std::unique_ptr<PluginRun> start(const kong::Plugin &plugin) override
    {
        return std::make_unique<Run>(plugin, m_configuration);
    }

private:
    const kong::Configuration *m_configuration;
};

template <typename Handler> std::unique_ptr<PluginHandler> withMemory(const kong::Configuration *)
{
    return std::make_unique<Handler>();
}

template <typename Run> std::unique_ptr<PluginHandler> stateless(const kong::Configuration *)
{
    return std::make_unique<StatelessHandler<Run>>();
}

template <typename Run> std::unique_ptr<PluginHandler> withCredentials(const kong::Configuration *configuration)
{
    return std::make_unique<CredentialHandler<Run>>(configuration);
}

struct Entry
{
    QLatin1StringView name;
    Maker make;
};

constexpr Entry entries[] = {
    {"ai-proxy"_L1, stateless<AiProxy>},
    {"correlation-id"_L1, withMemory<CorrelationId>},
    {"key-auth"_L1, withCredentials<KeyAuth>},
    {"rate-limiting"_L1, withMemory<RateLimiting>},
    {"request-size-limiting"_L1, stateless<RequestSize>},
    {"request-termination"_L1, stateless<RequestTermination>},
};

} // namespace

std::unique_ptr<PluginHandler> makePluginHandler(const QString &name, const kong::Configuration *configuration)
{
    for (const Entry &entry : entries) {
        if (name == entry.name)
            return entry.make(configuration);
    }
    return nullptr;
}

} // namespace demo
