// SPDX-License-Identifier: Apache-2.0
#include "demo/plugins/jwt.h"

#include "demo/exchange.h"

#include <QtCore/QDateTime>
#include <QtCore/QMessageAuthenticationCode>
#include <QtCore/QUrlQuery>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

QByteArray decoded(const QByteArray &part)
{
    return QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding);
}

base::Json message(const QString &text)
{
    return base::Json::object({{u"message"_s, text}});
}

} // namespace

Jwt::Jwt(const kong::Plugin &plugin, const kong::Configuration *configuration)
    : m_plugin(plugin)
    , m_configuration(configuration)
{ }

QByteArray Jwt::token(Exchange *exchange) const
{
    const QUrlQuery query(QString::fromUtf8(exchange->client().query()));
    for (const base::Json &name : m_plugin.config[u"uri_param_names"].items()) {
        if (query.hasQueryItem(name.toString()))
            return query.queryItemValue(name.toString()).toUtf8();
    }
    for (const base::Json &name : m_plugin.config[u"header_names"].items()) {
        const QByteArray value = exchange->clientHeader(name.toString().toUtf8());
        if (value.toLower().startsWith("bearer "))
            return value.mid(7).trimmed();
    }
    return {};
}

Flow Jwt::refuse(Exchange *exchange, const base::Json &body, bool invalidToken) const
{
    const QByteArray challenge = invalidToken ? "Bearer error=\"invalid_token\""_ba : "Bearer"_ba;
    return exchange->exit(
        401, {{"Content-Type"_ba, "application/json; charset=utf-8"_ba}, {"WWW-Authenticate"_ba, challenge}},
        body.write());
}

base::Json Jwt::claimFaults(const base::Json &claims) const
{
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    base::Json faults;
    for (const base::Json &claim : m_plugin.config[u"claims_to_verify"].items()) {
        const QString name = claim.toString();
        if (!claims[name].isNumber())
            faults.insert(name, u"must be a number"_s);
        else if (name == "exp"_L1 && claims[name].toInt64() <= now)
            faults.insert(name, u"token expired"_s);
        else if (name == "nbf"_L1 && claims[name].toInt64() > now)
            faults.insert(name, u"token not valid yet"_s);
    }
    return faults;
}

Flow Jwt::access(Exchange *exchange)
{
    const QByteArray token = this->token(exchange);
    if (token.isEmpty())
        return refuse(exchange, message(u"Unauthorized"_s), false);
    const QByteArrayList parts = token.split('.');
    const auto header = base::Json::parse(decoded(parts.value(0)));
    const auto claims = base::Json::parse(decoded(parts.value(1)));
    if (parts.size() != 3 || !header || !claims)
        return refuse(exchange, message(u"Bad token; invalid JSON"_s), true);
    const QString issuer = (*claims)[m_plugin.config[u"key_claim_name"].toString()].toString();
    if (issuer.isEmpty())
        return refuse(exchange, message(u"No mandatory 'iss' in claims"_s), true);
    for (const kong::Credential &credential : m_configuration->tokenSecrets) {
        if (credential.data[u"key"].toString() != issuer)
            continue;
        if ((*header)[u"alg"].toString() != credential.data[u"algorithm"].toString(u"HS256"_s))
            return refuse(exchange, message(u"Invalid algorithm"_s), true);
        const QByteArray mac = QMessageAuthenticationCode::hash(parts.at(0) + '.' + parts.at(1),
                                                                credential.data[u"secret"].toString().toUtf8(),
                                                                QCryptographicHash::Sha256);
        if (mac != decoded(parts.at(2)))
            return refuse(exchange, message(u"Invalid signature"_s), true);
        const base::Json faults = claimFaults(*claims);
        if (!faults.isNull())
            return refuse(exchange, faults, true);
        exchange->authenticate(m_configuration->consumer(credential.consumerId), issuer.toUtf8());
        return Flow::Next;
    }
    return refuse(exchange, message(u"No credentials found for given 'iss'"_s), true);
}

} // namespace demo
