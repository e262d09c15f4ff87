// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/enterprise.h"

#include "demo/exchange.h"

using namespace Qt::StringLiterals;

namespace demo {

Enterprise::Enterprise(const kong::Plugin &plugin)
    : m_plugin(plugin)
{ }

Flow Enterprise::access(Exchange *exchange)
{
    http::Headers headers{{"Content-Type"_ba, "application/json; charset=utf-8"_ba}};
    for (const auto &[name, value] : m_plugin.config[u"headers"].members())
        headers.append({name.toUtf8(), value.isString() ? value.toString().toUtf8() : value.numberText()});
    return exchange->exit(int(m_plugin.config[u"status"].toInt64(400)), headers, m_plugin.config[u"body"].write());
}

} // namespace demo
