// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QSharedDataPointer>
#include <QtCore/QString>
#include <QtCore/QStringView>

#include <utility>
#include <variant>

namespace base {

/// How Json is written.
enum class JsonStyle {
    Compact, ///< `{"a":1}`, non-ASCII as it is
    Python, ///< json.dumps(ensure_ascii=False): `{"a": 1}`
    PythonAscii, ///< json.dumps(): the same, non-ASCII as \uXXXX
    Indented ///< two spaces a level, for people
};

/// An ordered JSON value that keeps the order of keys and the spelling of numbers (`1.0`, 19 digits). Implicitly shared:
/// copies are cheap and may cross threads. A missing key or index reads as null.
class Json
{
public:
    enum class Type { Null, Bool, Number, String, Array, Object };
    using Member = std::pair<QString, Json>;

    Json();
    Json(std::nullptr_t);
    Json(bool value);
    Json(int value);
    Json(qint64 value);
    Json(double value); ///< written as Python's repr: shortest form that reads back the same, `1.0` keeps its point
    Json(const QString &text);
    Json(const char *) = delete;
    Json(const char16_t *) = delete;
    ~Json();
    Json(const Json &);
    Json(Json &&) noexcept;
    Json &operator=(const Json &);
    Json &operator=(Json &&) noexcept;

    /// A number with exactly this spelling; the caller vouches for its syntax.
    static Json number(QByteArray spelling);
    static Json array(QList<Json> items = {});
    static Json object(QList<Member> members = {});

    /// Reads one whole document with full validation (simdjson, lone surrogates kept). Doubled keys: the last one wins, at the place of
    /// the first, as in Python. Depth is limited to 512. Error: InvalidInput with the position.
    static Result<Json> parse(QByteArrayView utf8);

    Type type() const;
    bool isNull() const;
    bool isBool() const;
    bool isNumber() const;
    bool isString() const;
    bool isArray() const;
    bool isObject() const;
    /// A number whose spelling has neither point nor exponent.
    bool isInteger() const;

    bool toBool(bool fallback = false) const;
    qint64 toInt64(qint64 fallback = 0) const; ///< numbers only; fraction cut
    double toDouble(double fallback = 0) const;
    QString toString(const QString &fallback = {}) const; ///< strings only
    QByteArray numberText() const; ///< the spelling; empty if not a number

    /// Items of an array or members of an object; else 0.
    qsizetype size() const;
    const Json &at(qsizetype index) const;
    const Json &operator[](QStringView key) const;
    bool contains(QStringView key) const;
    const QList<Json> &items() const; ///< empty if not an array
    const QList<Member> &members() const; ///< empty if not an object

    void append(Json value); ///< a null becomes an array first
    void insert(const QString &key, Json value); ///< replaces in place or appends; a null becomes an object first
    void remove(QStringView key);

    QByteArray write(JsonStyle style = JsonStyle::Compact) const;

    /// Same type, same content; numbers by spelling; objects also by order.
    friend bool operator==(const Json &a, const Json &b);

private:
    struct Number
    {
        QByteArray text;
        bool operator==(const Number &) const = default;
    };
    struct ArrayData;
    struct ObjectData;
    using Array = QSharedDataPointer<ArrayData>;
    using Object = QSharedDataPointer<ObjectData>;

    std::variant<std::monostate, bool, Number, QString, Array, Object> m_value;
};

/// Text of a JSON string literal with its quotes. `ascii`: every non-ASCII UTF-16 unit as \uXXXX.
QByteArray jsonQuoted(QStringView text, bool ascii = false);

} // namespace base
