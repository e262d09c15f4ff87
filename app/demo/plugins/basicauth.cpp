// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/basicauth.h"

#include "demo/exchange.h"
#include "demo/headers.h"

using namespace Qt::StringLiterals;

namespace demo {

BasicAuth::BasicAuth(const kong::Plugin &plugin, const kong::Configuration *configuration)
    : m_plugin(plugin)
    , m_configuration(configuration)
{ }

Flow BasicAuth::access(Exchange *exchange)
{
    QByteArray name = "Proxy-Authorization"_ba;
    if (exchange->clientHeader(name).isEmpty())
        name = "Authorization"_ba;
    const QByteArray value = exchange->clientHeader(name);
    const QByteArray login = value.toLower().startsWith("basic ") ? QByteArray::fromBase64(value.mid(6)) : QByteArray();
    const qsizetype colon = login.indexOf(':');
    for (const kong::Credential &credential : m_configuration->logins) {
        const QByteArray user = credential.data[u"username"].toString().toUtf8();
        const QByteArray password = credential.data[u"password"].toString().toUtf8();
        if (colon < 0 || login.first(colon) != user || login.mid(colon + 1) != password)
            continue;
        if (m_plugin.config[u"hide_credentials"].toBool())
            removeHeader(&exchange->forwarding().headers, name);
        exchange->authenticate(m_configuration->consumer(credential.consumerId), user);
        return Flow::Next;
    }
    const QByteArray realm = m_plugin.config[u"realm"].toString().toUtf8();
    return exchange->error(401, "Unauthorized"_ba, {{"WWW-Authenticate"_ba, "Basic realm=\"" + realm + '"'}});
}

} // namespace demo
