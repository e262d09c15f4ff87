// SPDX-License-Identifier: Apache-2.0
#include "kong/pluginorder.h"

using namespace Qt::StringLiterals;

namespace kong {

const QList<PluginKind> &pluginKinds()
{
    static const QList<PluginKind> kinds{{"jwt"_L1, 1450},
                                         {"acl"_L1, 950},
                                         {"correlation-id"_L1, 100001},
                                         {"cors"_L1, 2000},
                                         {"oauth2"_L1, 1400},
                                         {"tcp-log"_L1, 7},
                                         {"udp-log"_L1, 8},
                                         {"file-log"_L1, 9},
                                         {"http-log"_L1, 12},
                                         {"key-auth"_L1, 1250},
                                         {"hmac-auth"_L1, 1030},
                                         {"basic-auth"_L1, 1100},
                                         {"ip-restriction"_L1, 990},
                                         {"request-transformer"_L1, 801},
                                         {"response-transformer"_L1, 800},
                                         {"request-size-limiting"_L1, 951},
                                         {"rate-limiting"_L1, 910},
                                         {"response-ratelimiting"_L1, 900},
                                         {"syslog"_L1, 4},
                                         {"loggly"_L1, 6},
                                         {"datadog"_L1, 10},
                                         {"ldap-auth"_L1, 1200},
                                         {"statsd"_L1, 11},
                                         {"bot-detection"_L1, 2500},
                                         {"aws-lambda"_L1, 750},
                                         {"request-termination"_L1, 2},
                                         {"prometheus"_L1, 13},
                                         {"proxy-cache"_L1, 100},
                                         {"session"_L1, 1900},
                                         {"acme"_L1, 1705},
                                         {"grpc-gateway"_L1, 998},
                                         {"grpc-web"_L1, 3},
                                         {"pre-function"_L1, 1000000},
                                         {"post-function"_L1, -1000},
                                         {"azure-functions"_L1, 749},
                                         {"zipkin"_L1, 100000},
                                         {"opentelemetry"_L1, 14},
                                         {"ai-proxy"_L1, 770},
                                         {"ai-prompt-decorator"_L1, 772},
                                         {"ai-prompt-template"_L1, 773},
                                         {"ai-prompt-guard"_L1, 771},
                                         {"ai-request-transformer"_L1, 777},
                                         {"ai-response-transformer"_L1, 768},
                                         {"standard-webhooks"_L1, 760},
                                         {"redirect"_L1, 779}};
    return kinds;
}

std::optional<int> pluginPriority(const QString &name)
{
    // Enterprise plugins the demo gateway imitates; places from the plugin hub (docs:app/_kong_plugins).
    static const QList<PluginKind> enterprise{{"ai-rate-limiting-advanced"_L1, 905},
                                              {"ai-azure-content-safety"_L1, 774},
                                              {"ai-semantic-prompt-guard"_L1, 769}};
    for (const QList<PluginKind> &kinds : {pluginKinds(), enterprise}) {
        for (const PluginKind &kind : kinds) {
            if (name == kind.name)
                return kind.priority;
        }
    }
    return std::nullopt;
}

} // namespace kong
