// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/keyauth.h"

#include "demo/exchange.h"
#include "demo/headers.h"

#include <QtCore/QUrlQuery>

using namespace Qt::StringLiterals;

namespace demo {

KeyAuth::KeyAuth(const kong::Plugin &plugin, const kong::Configuration *configuration)
    : m_plugin(plugin)
    , m_configuration(configuration)
{ }

std::optional<KeyAuth::Found> KeyAuth::findNamed(Exchange *exchange, const QString &name) const
{
    const base::Json &config = m_plugin.config;
    if (config[u"key_in_header"].toBool()) {
        const QByteArrayList values = headerValues(exchange->client().headers, name.toUtf8());
        if (!values.isEmpty())
            return Found{QString::fromUtf8(values.first()), values.size() > 1};
    }
    if (config[u"key_in_query"].toBool()) {
        const QUrlQuery query(QString::fromUtf8(exchange->client().query()));
        const QStringList values = query.allQueryItemValues(name, QUrl::FullyDecoded);
        if (!values.isEmpty())
            return Found{values.first(), values.size() > 1};
    }
    return std::nullopt;
}

std::optional<KeyAuth::Found> KeyAuth::find(Exchange *exchange) const
{
    for (const base::Json &name : m_plugin.config[u"key_names"].items()) {
        if (auto found = findNamed(exchange, name.toString()))
            return found;
    }
    return std::nullopt;
}

void KeyAuth::hide(Exchange *exchange) const
{
    QUrlQuery query(QString::fromUtf8(exchange->forwarding().query));
    for (const base::Json &name : m_plugin.config[u"key_names"].items()) {
        removeHeader(&exchange->forwarding().headers, name.toString().toUtf8());
        query.removeAllQueryItems(name.toString());
    }
    exchange->forwarding().query = query.toString(QUrl::FullyEncoded).toUtf8();
}

Flow KeyAuth::refuse(Exchange *exchange, const QByteArray &message) const
{
    const QString realm = m_plugin.config[u"realm"].toString();
    const QByteArray challenge = realm.isEmpty() ? "Key"_ba : "Key realm=\"" + realm.toUtf8() + '"';
    return exchange->error(401, message, {{"WWW-Authenticate"_ba, challenge}});
}

Flow KeyAuth::access(Exchange *exchange)
{
    const auto found = find(exchange);
    if (found && found->twice)
        return refuse(exchange, "Duplicate API key found"_ba);
    if (!found || found->key.isEmpty())
        return refuse(exchange, "No API key found in request"_ba);
    for (const kong::Credential &credential : m_configuration->keys) {
        if (credential.data[u"key"].toString() != found->key)
            continue;
        if (m_plugin.config[u"hide_credentials"].toBool())
            hide(exchange);
        exchange->authenticate(m_configuration->consumer(credential.consumerId), credential.id.toUtf8());
        return Flow::Next;
    }
    return refuse(exchange, "Unauthorized"_ba);
}

} // namespace demo
