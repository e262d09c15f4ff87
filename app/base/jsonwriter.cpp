// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"

#include <QtCore/QChar>

namespace base {

namespace {

void appendEscape(QByteArray &out, char16_t unit)
{
    constexpr char hex[] = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += hex[(unit >> shift) & 0xf];
}

/// True if the unit was one of those that are escaped in every style; the same ones as in Python's json.dumps.
bool appendCommonEscape(QByteArray &out, char16_t unit)
{
    switch (unit) {
    case u'"':
        out += "\\\"";
        return true;
    case u'\\':
        out += "\\\\";
        return true;
    case u'\n':
        out += "\\n";
        return true;
    case u'\r':
        out += "\\r";
        return true;
    case u'\t':
        out += "\\t";
        return true;
    case u'\b':
        out += "\\b";
        return true;
    case u'\f':
        out += "\\f";
        return true;
    default:
        if (unit >= 0x20)
            return false;
        appendEscape(out, unit);
        return true;
    }
}

void appendUtf8(QByteArray &out, char32_t character)
{
    if (character < 0x800) {
        out += char(0xc0 | (character >> 6));
    } else {
        if (character < 0x10000) {
            out += char(0xe0 | (character >> 12));
        } else {
            out += char(0xf0 | (character >> 18));
            out += char(0x80 | ((character >> 12) & 0x3f));
        }
        out += char(0x80 | ((character >> 6) & 0x3f));
    }
    out += char(0x80 | (character & 0x3f));
}

void appendQuoted(QByteArray &out, QStringView text, bool ascii)
{
    out += '"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text.at(i).unicode();
        if (appendCommonEscape(out, unit))
            continue;
        if (unit < 0x7f || (unit == 0x7f && !ascii)) {
            out += char(unit);
        } else if (ascii) {
            appendEscape(out, unit);
        } else if (QChar::isHighSurrogate(unit) && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            ++i;
            appendUtf8(out, QChar::surrogateToUcs4(unit, text.at(i).unicode()));
        } else if (QChar::isSurrogate(unit)) {
            // UTF-8 has no form for half a pair.
            appendEscape(out, unit);
        } else {
            appendUtf8(out, unit);
        }
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
