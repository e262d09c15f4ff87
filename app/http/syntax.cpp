// SPDX-License-Identifier: Apache-2.0
#include "http/syntax.h"

#include <algorithm>
#include <charconv>

namespace http {

namespace {

bool isTokenByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isFieldByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7f);
}

} // namespace

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenByte);
}

bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), isFieldByte);
}

std::optional<qint64> parseNumber(QByteArrayView digits, int base)
{
    constexpr qsizetype mostDigits = 15;
    // from_chars takes a minus sign, which no length may have.
    if (digits.isEmpty() || digits.size() > mostDigits || digits.front() == '-')
        return std::nullopt;
    qint64 value = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value, base);
    if (error != std::errc() || end != digits.end())
        return std::nullopt;
    return value;
}

} // namespace http
