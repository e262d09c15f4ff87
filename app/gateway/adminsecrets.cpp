// SPDX-License-Identifier: Apache-2.0
#include "gateway/adminsecrets.h"

#include "base/redactor.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

/// Ends of member names whose text is a secret. Not "key_names", "tokens_count_strategy" and the like: they do not end
/// so.
constexpr std::array secretEndings = {"password"_L1,   "secret"_L1,        "token"_L1,       "_key"_L1,
                                      "apikey"_L1,     "header_value"_L1,  "param_value"_L1, "service_account_json"_L1,
                                      "passphrase"_L1, "access_key_id"_L1, "credential"_L1};

bool isSecretName(const QString &name)
{
    return name == "key"_L1
        || std::any_of(secretEndings.begin(), secretEndings.end(),
                       [&name](QLatin1StringView ending) { return name.endsWith(ending, Qt::CaseInsensitive); });
}

/// Keys and passwords inside an address.
QString withoutUrlSecrets(const QString &text)
{
    static const QRegularExpression query(u"([?&](?:key|api[-_]?key|token|access_token)=)[^&#\\s]+"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression login(u"(://[^/@:\\s]*:)[^/@\\s]+@"_s);
    if (!text.contains("://"_L1))
        return text;
    QString result = text;
    result.replace(query, u"\\1"_s + base::Redactor::mask());
    result.replace(login, u"\\1"_s + base::Redactor::mask() + u'@');
    return result;
}

base::Json cleaned(const base::Json &value, bool secret)
{
    if (value.isString()) {
        const QString text = value.toString();
        return secret && !text.isEmpty() ? base::Redactor::mask() : withoutUrlSecrets(text);
    }
    if (value.isArray()) {
        QList<base::Json> items;
        for (const base::Json &item : value.items())
            items.append(cleaned(item, secret));
        return base::Json::array(items);
    }
    if (!value.isObject())
        return value;
    QList<base::Json::Member> members;
    for (const auto &[name, member] : value.members()) {
        const bool header = base::isSecretHeaderName(name.toLatin1()) && name.contains(u'-');
        const bool authorization = name.compare("authorization"_L1, Qt::CaseInsensitive) == 0;
        members.append({name, cleaned(member, secret || header || authorization || isSecretName(name))});
    }
    return base::Json::object(members);
}

} // namespace

base::Json withoutSecrets(const base::Json &entity)
{
    return cleaned(entity, false);
}

} // namespace gateway
