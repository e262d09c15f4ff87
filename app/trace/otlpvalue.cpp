// SPDX-License-Identifier: Apache-2.0
#include "trace/otlpvalue.h"

#include "trace/span.h"

#include <algorithm>
#include <charconv>

using namespace Qt::StringLiterals;
using base::Json;

namespace trace {

namespace {

QString camelCase(QStringView snake)
{
    QString camel;
    for (qsizetype i = 0; i < snake.size(); ++i) {
        if (snake.at(i) == u'_' && i + 1 < snake.size())
            camel += snake.at(++i).toUpper();
        else
            camel += snake.at(i);
    }
    return camel;
}

/// A double stays one: protobuf's JSON may write 1.0 as 1, and NaN as text.
Json real(const Json &value)
{
    if (value.isInteger())
        return value.toDouble();
    return value;
}

Json list(const Json &arrayValue)
{
    QList<Json> items(arrayValue[u"values"].items().size());
    std::ranges::transform(arrayValue[u"values"].items(), items.begin(), otlpValue);
    return Json::array(std::move(items));
}

template <typename Id> std::optional<Id> identifier(const Json &value)
{
    const QString text = value.toString();
    QStringView hex = text;
    for (const QStringView prefix : {QStringView(u"0x"), QStringView(u"tr-")}) {
        if (hex.startsWith(prefix))
            hex = hex.sliced(prefix.size());
    }
    if (const auto id = Id::fromHex(hex))
        return id;
    const auto decoded = QByteArray::fromBase64Encoding(
        text.toLatin1(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? Id::fromBytes(*decoded) : std::nullopt;
}

} // namespace

const Json &otlpMember(const Json &object, QStringView snake)
{
    const Json &member = object[snake];
    return member.isNull() && object.isObject() ? object[camelCase(snake)] : member;
}

Json otlpValue(const Json &anyValue)
{
    if (!anyValue.isObject() || anyValue.size() == 0)
        return {};
    const auto &[kind, value] = anyValue.members().first();
    if (kind == u"string_value" || kind == u"stringValue" || kind == u"bytes_value" || kind == u"bytesValue"
        || kind == u"bool_value" || kind == u"boolValue")
        return value;
    if (kind == u"int_value" || kind == u"intValue") {
        const auto integer = otlpInteger(value);
        return integer ? Json(*integer) : value;
    }
    if (kind == u"double_value" || kind == u"doubleValue")
        return real(value);
    if (kind == u"array_value" || kind == u"arrayValue")
        return list(value);
    if (kind == u"kvlist_value" || kind == u"kvlistValue")
        return Json::object(otlpMembers(value[u"values"]));
    return {};
}

QList<Json::Member> otlpMembers(const Json &keyValues)
{
    QList<Json::Member> members;
    for (const Json &pair : keyValues.items()) {
        if (pair[u"key"].isString())
            members.append({pair[u"key"].toString(), otlpValue(pair[u"value"])});
    }
    return Attributes::fromMembers(std::move(members)).members();
}

std::optional<qint64> otlpInteger(const Json &value)
{
    const QByteArray text = value.isString() ? value.toString().toLatin1() : value.numberText();
    qint64 number = 0;
    const auto [end, error] = std::from_chars(text.cbegin(), text.cend(), number);
    return !text.isEmpty() && error == std::errc() && end == text.cend() ? std::optional(number) : std::nullopt;
}

std::optional<TraceId> otlpTraceId(const Json &value)
{
    return identifier<TraceId>(value);
}

std::optional<SpanId> otlpSpanId(const Json &value)
{
    return identifier<SpanId>(value);
}

} // namespace trace
