// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <QtCore/QSharedData>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace base {

struct Json::ArrayData : QSharedData
{
    QList<Json> items;
};

struct Json::ObjectData : QSharedData
{
    QList<Member> members;
};

namespace {

const Json nullValue;
const QList<Json> noItems;
const QList<Json::Member> noMembers;

/// Python's repr of a float: the shortest digits that read back the same, exponent below 1e-04 and from 1e+16 on.
QByteArray pythonFloat(double value)
{
    std::array<char, 32> buffer;
    const auto end
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
    const QByteArrayView shortest(buffer.data(), end);
    const qsizetype mark = shortest.indexOf('e');
    const int exponent = shortest.sliced(mark + 1).toInt();
    QByteArray digits = shortest.first(mark).toByteArray();
    const QByteArray sign = digits.startsWith('-') ? QByteArray("-") : QByteArray();
    digits = digits.sliced(sign.size()).replace('.', QByteArrayView());

    if (exponent < -4 || exponent >= 16) {
        if (digits.size() > 1)
            digits.insert(1, '.');
        const QByteArray power = QByteArray::number(std::abs(exponent)).rightJustified(2, '0');
        return sign + digits + (exponent < 0 ? "e-" : "e+") + power;
    }
    if (exponent < 0)
        return sign + "0." + QByteArray(-exponent - 1, '0') + digits;
    digits = digits.leftJustified(exponent + 2, '0');
    return sign + digits.insert(exponent + 1, '.');
}

/// For numbers beyond the range of double: true if too large, false if too small.
bool isBeyondRange(QByteArrayView spelling)
{
    const qsizetype mark = std::max(spelling.indexOf('e'), spelling.indexOf('E'));
    const QByteArrayView mantissa = mark < 0 ? spelling : spelling.first(mark);
    const qsizetype point = mantissa.indexOf('.');
    qsizetype first = 0;
    while (first < mantissa.size() && (mantissa.at(first) < '1' || mantissa.at(first) > '9'))
        ++first;
    const qsizetype whole = point < 0 ? mantissa.size() : point;
    bool fits = true;
    const qint64 exponent = mark < 0 ? 0 : spelling.sliced(mark + 1).toLongLong(&fits);
    return fits ? whole - first + exponent > 0 : spelling.at(mark + 1) != '-';
}

double doubleOf(QByteArrayView spelling)
{
    double value = 0;
    const auto read = std::from_chars(spelling.data(), spelling.data() + spelling.size(), value);
    if (read.ec != std::errc::result_out_of_range)
        return value;
    const double magnitude = isBeyondRange(spelling) ? std::numeric_limits<double>::infinity() : 0.0;
    return spelling.startsWith('-') ? -magnitude : magnitude;
}

} // namespace

Json::Json() = default;
Json::~Json() = default;
Json::Json(const Json &) = default;

Json &Json::operator=(const Json &other)
{
    return *this = Json(other);
}

Json::Json(Json &&other) noexcept
    : m_value(std::exchange(other.m_value, std::monostate()))
{ }

Json &Json::operator=(Json &&other) noexcept
{
    // Through a copy of its own, because `other` may be a part of what is being replaced.
    auto value = std::exchange(other.m_value, std::monostate());
    m_value = std::move(value);
    return *this;
}

Json::Json(std::nullptr_t) { }

Json::Json(bool value)
    : m_value(value)
{ }

Json::Json(int value)
    : Json(qint64(value))
{ }

Json::Json(qint64 value)
    : m_value(Number{QByteArray::number(value)})
{ }

Json::Json(double value)
{
    if (std::isfinite(value))
        m_value = Number{pythonFloat(value)};
}

Json::Json(const QString &text)
    : m_value(text)
{ }

Json Json::number(QByteArray spelling)
{
    Json result;
    result.m_value = Number{std::move(spelling)};
    return result;
}

Json Json::array(QList<Json> items)
{
    Json result;
    auto *data = new ArrayData;
    data->items = std::move(items);
    result.m_value = Array(data);
    return result;
}

Json Json::object(QList<Member> members)
{
    Json result;
    auto *data = new ObjectData;
    data->members = std::move(members);
    result.m_value = Object(data);
    return result;
}

Json::Type Json::type() const
{
    constexpr std::array types{Type::Null, Type::Bool, Type::Number, Type::String, Type::Array, Type::Object};
    return types[m_value.index()];
}

bool Json::isNull() const
{
    return type() == Type::Null;
}

bool Json::isBool() const
{
    return type() == Type::Bool;
}

bool Json::isNumber() const
{
    return type() == Type::Number;
}

bool Json::isString() const
{
    return type() == Type::String;
}

bool Json::isArray() const
{
    return type() == Type::Array;
}

bool Json::isObject() const
{
    return type() == Type::Object;
}

bool Json::isInteger() const
{
    const auto *number = std::get_if<Number>(&m_value);
    return number && !number->text.contains('.') && !number->text.contains('e') && !number->text.contains('E');
}

bool Json::toBool(bool fallback) const
{
    const auto *value = std::get_if<bool>(&m_value);
    return value ? *value : fallback;
}

qint64 Json::toInt64(qint64 fallback) const
{
    if (!isNumber())
        return fallback;
    if (isInteger()) {
        bool fits = false;
        const qint64 value = numberText().toLongLong(&fits);
        return fits ? value : fallback;
    }
    const double value = std::trunc(toDouble());
    // 2^63 is the first double that does not fit.
    constexpr double limit = 9223372036854775808.0;
    return value >= -limit && value < limit ? qint64(value) : fallback;
}

double Json::toDouble(double fallback) const
{
    const auto *number = std::get_if<Number>(&m_value);
    return number ? doubleOf(number->text) : fallback;
}

QString Json::toString(const QString &fallback) const
{
    const auto *text = std::get_if<QString>(&m_value);
    return text ? *text : fallback;
}

QByteArray Json::numberText() const
{
    const auto *number = std::get_if<Number>(&m_value);
    return number ? number->text : QByteArray();
}

qsizetype Json::size() const
{
    return isArray() ? items().size() : members().size();
}

const Json &Json::at(qsizetype index) const
{
    if (index < 0 || index >= size())
        return nullValue;
    return isArray() ? items().at(index) : members().at(index).second;
}

const Json &Json::operator[](QStringView key) const
{
    for (const Member &member : members()) {
        if (member.first == key)
            return member.second;
    }
    return nullValue;
}

bool Json::contains(QStringView key) const
{
    return std::any_of(members().cbegin(), members().cend(),
                       [key](const Member &member) { return member.first == key; });
}

const QList<Json> &Json::items() const
{
    const auto *array = std::get_if<Array>(&m_value);
    return array ? array->constData()->items : noItems;
}

const QList<Json::Member> &Json::members() const
{
    const auto *object = std::get_if<Object>(&m_value);
    return object ? object->constData()->members : noMembers;
}

void Json::append(Json value)
{
    if (isNull())
        *this = array();
    if (auto *array = std::get_if<Array>(&m_value))
        (*array)->items.append(std::move(value));
}

void Json::insert(const QString &key, Json value)
{
    if (isNull())
        *this = object();
    auto *object = std::get_if<Object>(&m_value);
    if (!object)
        return;
    QList<Member> &members = (*object)->members;
    const auto known
        = std::find_if(members.begin(), members.end(), [&key](const Member &member) { return member.first == key; });
    if (known != members.end())
        known->second = std::move(value);
    else
        members.append({key, std::move(value)});
}

void Json::remove(QStringView key)
{
    if (!contains(key))
        return;
    auto &object = std::get<Object>(m_value);
    object->members.removeIf([key](const Member &member) { return member.first == key; });
}

bool operator==(const Json &a, const Json &b)
{
    if (a.type() != b.type())
        return false;
    if (a.isArray())
        return a.items() == b.items();
    if (a.isObject())
        return a.members() == b.members();
    if (const auto *text = std::get_if<QString>(&a.m_value))
        return *text == std::get<QString>(b.m_value);
    return a.numberText() == b.numberText() && a.toBool() == b.toBool();
}

} // namespace base
