// SPDX-License-Identifier: Apache-2.0
#include "demo/models/schemainstance.h"

#include "demo/models/patterntext.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

/// Deeper than this only what is required is written, so that recursive schemas end.
constexpr int generousDepth = 4;
constexpr int deepest = 24;

bool names(const base::Json &list, const QString &text)
{
    return list.items().contains(base::Json(text));
}

/// Members of both, the second's winning; "required" and "properties" are joined.
base::Json merged(const base::Json &a, const base::Json &b)
{
    base::Json result = a;
    for (const auto &[name, value] : b.members()) {
        base::Json joined = value;
        if (name == "properties"_L1 && a[name].isObject()) {
            joined = a[name];
            for (const auto &[property, schema] : value.members())
                joined.insert(property, schema);
        } else if (name == "required"_L1 && a[name].isArray()) {
            joined = base::Json::array(a[name].items() + value.items());
        }
        result.insert(name, joined);
    }
    return result;
}

} // namespace

SchemaInstance::SchemaInstance(const base::Json &root, const QStringList &words, Dice *dice)
    : m_root(root)
    , m_words(words.isEmpty() ? QStringList{u"demo"_s} : words)
    , m_dice(dice)
{ }

base::Json SchemaInstance::make()
{
    return make(m_root, {}, 0);
}

base::Json SchemaInstance::resolved(const base::Json &schema) const
{
    base::Json found = schema;
    for (int hops = 0; found[u"$ref"].isString() && hops < deepest; ++hops) {
        base::Json target = m_root;
        for (const QString &step : found[u"$ref"].toString().mid(1).split(u'/', Qt::SkipEmptyParts))
            target = target[step];
        found = target;
    }
    base::Json whole = found;
    whole.remove(u"allOf");
    for (const base::Json &part : found[u"allOf"].items())
        whole = merged(whole, resolved(part));
    return whole;
}

QString SchemaInstance::typeOf(const base::Json &schema) const
{
    const base::Json &type = schema[u"type"];
    if (type.isString())
        return type.toString();
    for (const base::Json &item : type.items()) {
        if (item.toString() != "null"_L1)
            return item.toString();
    }
    if (type.isArray())
        return u"null"_s;
    if (schema[u"properties"].isObject())
        return u"object"_s;
    return schema[u"items"].isNull() ? u"string"_s : u"array"_s;
}

base::Json SchemaInstance::make(const base::Json &given, const QString &name, int depth)
{
    const base::Json schema = resolved(given);
    if (depth > deepest)
        return {};
    if (schema.contains(u"const"))
        return schema[u"const"];
    if (schema[u"enum"].size() > 0)
        return schema[u"enum"].at(m_dice->below(int(schema[u"enum"].size())));
    for (const QString &choice : {u"anyOf"_s, u"oneOf"_s}) {
        // Once it gets deep the last option is taken: by custom the one that ends a recursion.
        const int count = int(schema[choice].size());
        if (count > 0)
            return make(schema[choice].at(depth > generousDepth ? count - 1 : m_dice->below(count)), name, depth + 1);
    }
    const QString type = typeOf(schema);
    if (type == "object"_L1)
        return object(schema, depth);
    if (type == "array"_L1)
        return array(schema, name, depth);
    if (type == "integer"_L1 || type == "number"_L1)
        return number(schema, type == "integer"_L1);
    if (type == "boolean"_L1)
        return m_dice->below(2) == 1;
    return type == "null"_L1 ? base::Json() : text(schema, name);
}

base::Json SchemaInstance::object(const base::Json &schema, int depth)
{
    base::Json result = base::Json::object();
    for (const auto &[name, property] : schema[u"properties"].members()) {
        if (depth < generousDepth || names(schema[u"required"], name))
            result.insert(name, make(property, name, depth + 1));
    }
    for (const base::Json &name : schema[u"required"].items()) {
        if (!result.contains(name.toString()))
            result.insert(name.toString(), m_dice->pick(m_words));
    }
    return result;
}

base::Json SchemaInstance::array(const base::Json &schema, const QString &name, int depth)
{
    base::Json result = base::Json::array();
    for (const base::Json &item : schema[u"prefixItems"].items())
        result.append(make(item, name, depth + 1));
    const qint64 least = schema[u"minItems"].toInt64(depth < generousDepth ? 2 : 0);
    const qint64 most = schema[u"maxItems"].toInt64(std::max<qint64>(least, 3));
    const qint64 count = std::clamp<qint64>(2 + m_dice->below(2), std::min(least, most), most);
    while (result.size() < count && result.size() < 1000)
        result.append(make(schema[u"items"], name, depth + 1));
    return result;
}

QString SchemaInstance::formatted(const QString &format)
{
    const auto two = [this](int from, int count) { return u"%1"_s.arg(from + m_dice->below(count), 2, 10, '0'_L1); };
    const QString date = u"2026-%1-%2"_s.arg(two(1, 12), two(1, 28));
    if (format == "date"_L1)
        return date;
    const QString time = u"%1:%2:00Z"_s.arg(two(0, 24), two(0, 60));
    if (format == "time"_L1)
        return time;
    if (format == "date-time"_L1)
        return date + u'T' + time;
    if (format == "duration"_L1)
        return u"PT%1M"_s.arg(1 + m_dice->below(59));
    if (format == "email"_L1)
        return u"demo%1@example.com"_s.arg(m_dice->below(100));
    if (format == "uri"_L1 || format == "url"_L1)
        return u"https://example.com/%1"_s.arg(m_dice->below(1000));
    if (format == "hostname"_L1)
        return u"demo%1.example.com"_s.arg(m_dice->below(100));
    if (format == "ipv4"_L1)
        return u"192.0.2.%1"_s.arg(1 + m_dice->below(254));
    if (format == "ipv6"_L1)
        return u"2001:db8::%1"_s.arg(1 + m_dice->below(9999));
    if (format == "uuid"_L1)
        return u"%1-0000-4000-8000-%2"_s.arg(m_dice->next() & 0xffffffff, 8, 16, '0'_L1)
            .arg(m_dice->next() & 0xffffffffffff, 12, 16, '0'_L1);
    return {};
}

base::Json SchemaInstance::text(const base::Json &schema, const QString &name)
{
    if (schema[u"pattern"].isString()) {
        if (const auto matching = patternText(schema[u"pattern"].toString(), m_dice))
            return *matching;
    }
    QString value = formatted(schema[u"format"].toString());
    if (!value.isEmpty())
        return value;
    value = m_words.mid(m_dice->below(int(m_words.size())), 3).join(u' ');
    if (name.contains("summary"_L1) || name.contains("description"_L1))
        value = u"All about %1."_s.arg(m_words.join(u", "_s));
    const qint64 least = schema[u"minLength"].toInt64(0);
    while (value.size() < least && value.size() < 10000)
        value += u" "_s + m_dice->pick(m_words);
    return schema[u"maxLength"].isNumber() ? value.left(std::max(least, schema[u"maxLength"].toInt64())) : value;
}

base::Json SchemaInstance::number(const base::Json &schema, bool whole)
{
    const double step = schema[u"multipleOf"].toDouble(whole ? 1 : 0.5);
    double least = schema[u"minimum"].toDouble(0);
    double most = schema[u"maximum"].toDouble(least + 100 * step);
    if (schema[u"exclusiveMinimum"].isNumber()) {
        least = schema[u"exclusiveMinimum"].toDouble() + step;
        most = schema[u"maximum"].toDouble(least + 100 * step);
    }
    if (schema[u"exclusiveMaximum"].isNumber())
        most = schema[u"exclusiveMaximum"].toDouble() - step;
    if (!schema[u"minimum"].isNumber() && !schema[u"exclusiveMinimum"].isNumber() && most < least)
        least = most - 100 * step;
    const double first = std::ceil(least / step) * step;
    const int steps = int(std::clamp(std::floor((most - first) / step), 0.0, 1e6));
    const double value = first > most ? least : first + m_dice->below(steps + 1) * step;
    return whole ? base::Json(qint64(value)) : base::Json(value);
}

} // namespace demo
