// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/clientchecks.h"

#include "demo/exchange.h"

#include <QtCore/QRegularExpression>
#include <QtNetwork/QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

bool isIn(const QHostAddress &address, const base::Json &networks)
{
    return std::any_of(networks.items().begin(), networks.items().end(), [&address](const base::Json &network) {
        return address.isInSubnet(QHostAddress::parseSubnet(network.toString()));
    });
}

bool matchesAny(const QString &text, const base::Json &patterns)
{
    return std::any_of(patterns.items().begin(), patterns.items().end(), [&text](const base::Json &pattern) {
        return QRegularExpression(pattern.toString()).match(text).hasMatch();
    });
}

} // namespace

IpRestriction::IpRestriction(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

Flow IpRestriction::access(Exchange *exchange)
{
    const base::Json &config = m_plugin.config;
    const QHostAddress address(exchange->clientAddress());
    const bool denied = isIn(address, config[u"deny"]);
    const bool allowed = config[u"allow"].size() == 0 || isIn(address, config[u"allow"]);
    if (!denied && allowed)
        return Flow::Next;
    const QString message = config[u"message"].toString(u"IP address not allowed: "_s + exchange->clientAddress());
    return exchange->error(int(config[u"status"].toInt64(403)), message.toUtf8());
}

BotDetection::BotDetection(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

Flow BotDetection::access(Exchange *exchange)
{
    const QString agent = QString::fromUtf8(exchange->clientHeader("User-Agent"));
    if (agent.isEmpty())
        return exchange->error(400, "Bad Request"_ba);
    if (matchesAny(agent, m_plugin.config[u"allow"]) || !matchesAny(agent, m_plugin.config[u"deny"]))
        return Flow::Next;
    return exchange->error(403, "Forbidden"_ba);
}

} // namespace demo
