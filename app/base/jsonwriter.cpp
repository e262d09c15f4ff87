// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <QtCore/QChar>

#include <algorithm>
#include <array>

namespace base {

namespace {

/// The put functions write at `to`, where there is room for six bytes, and return the place behind.
char *putEscape(char *to, char16_t unit)
{
    constexpr char hex[] = "0123456789abcdef";
    *to++ = '\\';
    *to++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4)
        *to++ = hex[(unit >> shift) & 0xf];
    return to;
}

/// The letter behind the backslash of units with a short escape, the same ones as in Python's json.dumps; 0 for others.
constexpr char shortEscape(char16_t unit)
{
    switch (unit) {
    case u'"':
    case u'\\':
        return char(unit);
    case u'\n':
        return 'n';
    case u'\r':
        return 'r';
    case u'\t':
        return 't';
    case u'\b':
        return 'b';
    case u'\f':
        return 'f';
    default:
        return 0;
    }
}

char *putUtf8(char *to, char32_t character)
{
    if (character < 0x800) {
        *to++ = char(0xc0 | (character >> 6));
    } else {
        if (character < 0x10000) {
            *to++ = char(0xe0 | (character >> 12));
        } else {
            *to++ = char(0xf0 | (character >> 18));
            *to++ = char(0x80 | ((character >> 12) & 0x3f));
        }
        *to++ = char(0x80 | ((character >> 6) & 0x3f));
    }
    *to++ = char(0x80 | (character & 0x3f));
    return to;
}

constexpr bool isPlain(char16_t unit)
{
    return unit >= 0x20 && unit < 0x7f && unit != u'"' && unit != u'\\';
}

/// The unit at `i`, or the pair that begins there: then `i` moves on to its second half.
char *putUnit(char *to, QStringView text, qsizetype &i, bool ascii)
{
    const char16_t unit = text.at(i).unicode();
    if (isPlain(unit) || (unit == 0x7f && !ascii)) {
        *to++ = char(unit);
        return to;
    }
    if (const char letter = shortEscape(unit)) {
        *to++ = '\\';
        *to++ = letter;
        return to;
    }
    if (unit < 0x20 || ascii)
        return putEscape(to, unit);
    if (QChar::isHighSurrogate(unit) && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
        ++i;
        return putUtf8(to, QChar::surrogateToUcs4(unit, text.at(i).unicode()));
    }
    // UTF-8 has no form for half a pair.
    return QChar::isSurrogate(unit) ? putEscape(to, unit) : putUtf8(to, unit);
}

void appendQuoted(QByteArray &out, QStringView text, bool ascii)
{
    // By way of a buffer, because growing the array byte by byte takes ten times as long.
    constexpr qsizetype piece = 1024;
    std::array<char, 6 * piece> buffer;
    out += '"';
    for (qsizetype i = 0; i < text.size();) {
        char *to = buffer.data();
        for (const qsizetype end = std::min(i + piece, text.size()); i < end; ++i)
            to = putUnit(to, text, i, ascii);
        out.append(buffer.data(), to - buffer.data());
    }
    out += '"';
}

class Writer
{
public:
    explicit Writer(JsonStyle style)
        : m_ascii(style == JsonStyle::PythonAscii)
        , m_indented(style == JsonStyle::Indented)
        , m_comma(style == JsonStyle::Compact || m_indented ? "," : ", ")
        , m_colon(style == JsonStyle::Compact ? ":" : ": ")
    { }

    QByteArray write(const Json &json)
    {
        value(json);
        return std::move(m_out);
    }

private:
    void value(const Json &json)
    {
        switch (json.type()) {
        case Json::Type::Null:
            m_out += "null";
            break;
        case Json::Type::Bool:
            m_out += json.toBool() ? "true" : "false";
            break;
        case Json::Type::Number:
            m_out += json.numberText();
            break;
        case Json::Type::String:
            appendQuoted(m_out, json.toString(), m_ascii);
            break;
        case Json::Type::Array:
            list(json.items(), '[', ']', [this](const Json &item) { value(item); });
            break;
        case Json::Type::Object:
            list(json.members(), '{', '}', [this](const Json::Member &member) {
                appendQuoted(m_out, member.first, m_ascii);
                m_out += m_colon;
                value(member.second);
            });
            break;
        }
    }

    template <typename Items, typename Write> void list(const Items &items, char open, char close, Write write)
    {
        m_out += open;
        ++m_level;
        bool first = true;
        for (const auto &item : items) {
            if (!first)
                m_out += m_comma;
            first = false;
            newLine();
            write(item);
        }
        --m_level;
        if (!items.isEmpty())
            newLine();
        m_out += close;
    }

    void newLine()
    {
        if (!m_indented)
            return;
        m_out += '\n';
        m_out.append(m_level * 2, ' ');
    }

    const bool m_ascii;
    const bool m_indented;
    const QByteArrayView m_comma;
    const QByteArrayView m_colon;
    int m_level = 0;
    QByteArray m_out;
};

} // namespace

QByteArray Json::write(JsonStyle style) const
{
    return Writer(style).write(*this);
}

QByteArray jsonQuoted(QStringView text, bool ascii)
{
    QByteArray out;
    out.reserve(text.size() + 2);
    appendQuoted(out, text, ascii);
    return out;
}

} // namespace base
