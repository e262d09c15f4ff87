// SPDX-License-Identifier: Apache-2.0
#include "settings/designtokens.h"

#include "base/json.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace settings {

namespace {

QHash<QString, QString> texts(const Json &object)
{
    QHash<QString, QString> out;
    for (const auto &[name, value] : object.members())
        out.insert(name, value.toString());
    return out;
}

QHash<QString, int> numbers(const Json &object)
{
    QHash<QString, int> out;
    for (const auto &[name, value] : object.members()) {
        if (value.isNumber())
            out.insert(name, static_cast<int>(value.toDouble()));
    }
    return out;
}

DesignTokens::SpanMark spanMark(const QString &type, const Json &json)
{
    DesignTokens::SpanMark mark;
    mark.type = type;
    mark.code = json[u"code"].toString();
    mark.round = json[u"shape"].toString() == "round"_L1;
    mark.texture = json[u"texture"].toString();
    mark.light = {json[u"light"][u"fill"].toString(), json[u"light"][u"on"].toString()};
    mark.dark = {json[u"dark"][u"fill"].toString(), json[u"dark"][u"on"].toString()};
    return mark;
}

DesignTokens::TypeRole typeRole(const Json &json)
{
    return {json[u"size"].toDouble(1), static_cast<int>(json[u"weight"].toInt64(400)), json[u"line"].toDouble(1.5)};
}

} // namespace

base::Result<DesignTokens> DesignTokens::parse(const QByteArray &utf8)
{
    const auto read = Json::parse(utf8);
    if (!read)
        return tl::unexpected(read.error());
    DesignTokens tokens;
    tokens.light = texts((*read)[u"colour"][u"light"]);
    tokens.dark = texts((*read)[u"colour"][u"dark"]);
    for (const auto &[type, mark] : (*read)[u"span"].members())
        tokens.spans.append(spanMark(type, mark));
    tokens.sizes = numbers((*read)[u"size"]);
    for (const auto &[name, role] : (*read)[u"type"][u"roles"].members())
        tokens.type.insert(name, typeRole(role));
    tokens.motion = numbers((*read)[u"motion"]);
    if (tokens.light.isEmpty() || tokens.dark.isEmpty() || tokens.spans.isEmpty())
        return tl::unexpected(base::Error(base::ErrorKind::InvalidInput, u"The design tokens name no colours."_s));
    return tokens;
}

} // namespace settings
