// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/acl.h"

#include "demo/exchange.h"
#include "demo/headers.h"

using namespace Qt::StringLiterals;

namespace demo {

Acl::Acl(const kong::Plugin &plugin, const kong::Configuration *configuration)
    : m_plugin(plugin)
    , m_configuration(configuration)
{ }

Flow Acl::access(Exchange *exchange)
{
    if (!exchange->consumer())
        return exchange->error(401, "Unauthorized"_ba);
    QStringList groups;
    for (const kong::Credential &group : m_configuration->groups) {
        if (group.consumerId == exchange->consumer()->id)
            groups.append(group.data[u"group"].toString());
    }
    const auto names = [&groups](const base::Json &list) {
        return std::any_of(list.items().begin(), list.items().end(),
                           [&groups](const base::Json &name) { return groups.contains(name.toString()); });
    };
    const base::Json &allow = m_plugin.config[u"allow"];
    const base::Json &deny = m_plugin.config[u"deny"];
    if ((!allow.isNull() && !names(allow)) || (!deny.isNull() && names(deny)))
        return exchange->error(403, "You cannot consume this service"_ba);
    if (!m_plugin.config[u"hide_groups_header"].toBool())
        setHeader(&exchange->forwarding().headers, "X-Consumer-Groups"_ba, groups.join(u", "_s).toUtf8());
    return Flow::Next;
}

} // namespace demo
