// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/pluginhandlers.h"

#include "demo/plugins/acl.h"
#include "demo/plugins/aiproxy.h"
#include "demo/plugins/basicauth.h"
#include "demo/plugins/clientchecks.h"
#include "demo/plugins/correlationid.h"
#include "demo/plugins/cors.h"
#include "demo/plugins/enterprise.h"
#include "demo/plugins/jwt.h"
#include "demo/plugins/keyauth.h"
#include "demo/plugins/opentelemetry.h"
#include "demo/plugins/promptplugins.h"
#include "demo/plugins/proxycache.h"
#include "demo/plugins/ratelimiting.h"
#include "demo/plugins/requestsize.h"
#include "demo/plugins/requesttermination.h"
#include "demo/plugins/responseratelimiting.h"
#include "demo/plugins/transformers.h"

#include <algorithm>

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
    { }

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
    {"acl"_L1, withCredentials<Acl>},
    {"ai-prompt-decorator"_L1, stateless<PromptDecorator>},
    {"ai-prompt-guard"_L1, stateless<PromptGuard>},
    {"ai-prompt-template"_L1, stateless<PromptTemplate>},
    {"ai-proxy"_L1, stateless<AiProxy>},
    {"ai-request-transformer"_L1, stateless<RequestTransformer>},
    {"ai-response-transformer"_L1, stateless<ResponseTransformer>},
    {"ai-azure-content-safety"_L1, stateless<Enterprise>},
    {"ai-rate-limiting-advanced"_L1, stateless<Enterprise>},
    {"ai-semantic-prompt-guard"_L1, stateless<Enterprise>},
    {"basic-auth"_L1, withCredentials<BasicAuth>},
    {"bot-detection"_L1, stateless<BotDetection>},
    {"correlation-id"_L1, withMemory<CorrelationId>},
    {"cors"_L1, stateless<Cors>},
    {"ip-restriction"_L1, stateless<IpRestriction>},
    {"jwt"_L1, withCredentials<Jwt>},
    {"key-auth"_L1, withCredentials<KeyAuth>},
    {"opentelemetry"_L1, stateless<OpenTelemetry>},
    {"proxy-cache"_L1, withMemory<ProxyCache>},
    {"rate-limiting"_L1, withMemory<RateLimiting>},
    {"request-size-limiting"_L1, stateless<RequestSize>},
    {"request-termination"_L1, stateless<RequestTermination>},
    {"response-ratelimiting"_L1, withMemory<ResponseRateLimiting>},
};

} // namespace

std::unique_ptr<PluginHandler> makePluginHandler(const QString &name, const kong::Configuration *configuration)
{
    const auto *found = std::ranges::find_if(entries, [&name](const Entry &entry) { return entry.name == name; });
    return found == std::end(entries) ? nullptr : found->make(configuration);
}

} // namespace demo
