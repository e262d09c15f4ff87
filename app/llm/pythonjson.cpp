// SPDX-License-Identifier: Apache-2.0
#include "llm/pythonjson.h"

#include <QtCore/QList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace llm {

namespace {

constexpr int maximumDepth = 512;

/// Follows CPython's Modules/_json.c step by step; positions count code points.
class Scanner
{
public:
    explicit Scanner(const QString &text)
        : m_text(text.toUcs4())
    { }

    QString fault()
    {
        skipBlanks();
        if (value(0)) {
            skipBlanks();
            if (m_at < m_text.size())
                fail("Extra data"_L1, m_at);
        }
        if (m_fault.isEmpty())
            fail("Expecting value"_L1, 0);
        return m_fault;
    }

private:
    uint current() const { return m_at < m_text.size() ? m_text.at(m_at) : 0; }
    bool isAt(char32_t c) const { return m_at < m_text.size() && m_text.at(m_at) == c; }

    bool fail(QLatin1StringView what, qsizetype at)
    {
        const auto begin = m_text.cbegin();
        const qsizetype line = std::count(begin, begin + at, uint('\n')) + 1;
        qsizetype column = at + 1;
        if (const qsizetype lineBreak = at > 0 ? m_text.lastIndexOf(uint('\n'), at - 1) : -1; lineBreak >= 0)
            column = at - lineBreak;
        m_fault = u"%1: line %2 column %3 (char %4)"_s.arg(what).arg(line).arg(column).arg(at);
        return false;
    }

    void skipBlanks()
    {
        while (isAt(' ') || isAt('\t') || isAt('\n') || isAt('\r'))
            ++m_at;
    }

    bool value(int depth)
    {
        if (depth > maximumDepth)
            return fail("Expecting value"_L1, m_at);
        switch (current()) {
        case '"':
            return string();
        case '{':
            return object(depth);
        case '[':
            return array(depth);
        case 'n':
            return word("null"_L1);
        case 't':
            return word("true"_L1);
        case 'f':
            return word("false"_L1);
        default:
            return number();
        }
    }

    bool word(QLatin1StringView expected)
    {
        for (qsizetype i = 0; i < expected.size(); ++i) {
            if (m_at + i >= m_text.size() || m_text.at(m_at + i) != uint(expected.at(i).unicode()))
                return fail("Expecting value"_L1, m_at);
        }
        m_at += expected.size();
        return true;
    }

    bool digits()
    {
        const qsizetype begin = m_at;
        while (current() >= '0' && current() <= '9')
            ++m_at;
        return m_at > begin;
    }

    bool number()
    {
        const qsizetype begin = m_at;
        if (isAt('-'))
            ++m_at;
        if (isAt('0'))
            ++m_at;
        else if (!digits())
            return fail("Expecting value"_L1, begin);
        fraction();
        return true;
    }

    /// Takes what belongs to the number and leaves the rest, as Python does.
    void fraction()
    {
        qsizetype good = m_at;
        if (isAt('.')) {
            ++m_at;
            if (digits())
                good = m_at;
        }
        m_at = good;
        if (isAt('e') || isAt('E')) {
            ++m_at;
            if (isAt('+') || isAt('-'))
                ++m_at;
            if (digits())
                good = m_at;
        }
        m_at = good;
    }

    bool object(int depth)
    {
        ++m_at;
        skipBlanks();
        while (!isAt('}')) {
            if (!isAt('"'))
                return fail("Expecting property name enclosed in double quotes"_L1, m_at);
            if (!string())
                return false;
            skipBlanks();
            if (!isAt(':'))
                return fail("Expecting ':' delimiter"_L1, m_at);
            ++m_at;
            skipBlanks();
            if (!value(depth + 1))
                return false;
            skipBlanks();
            if (isAt('}'))
                break;
            if (!comma())
                return false;
            if (isAt('}'))
                return fail("Expecting property name enclosed in double quotes"_L1, m_at);
        }
        ++m_at;
        return true;
    }

    bool array(int depth)
    {
        ++m_at;
        skipBlanks();
        while (!isAt(']')) {
            if (!value(depth + 1))
                return false;
            skipBlanks();
            if (isAt(']'))
                break;
            if (!comma())
                return false;
            if (isAt(']'))
                return fail("Expecting value"_L1, m_at);
        }
        ++m_at;
        return true;
    }

    bool comma()
    {
        if (!isAt(','))
            return fail("Expecting ',' delimiter"_L1, m_at);
        ++m_at;
        skipBlanks();
        return true;
    }

    bool string()
    {
        const qsizetype begin = m_at++;
        for (; m_at < m_text.size(); ++m_at) {
            const uint c = current();
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (c <= 0x1f)
                return fail("Invalid control character at"_L1, m_at);
            if (c == '\\' && !escape(begin))
                return false;
        }
        return fail("Unterminated string starting at"_L1, begin);
    }

    /// Stands on the backslash; ends on the escape's last character.
    bool escape(qsizetype stringBegin)
    {
        const qsizetype slash = m_at++;
        if (m_at >= m_text.size())
            return fail("Unterminated string starting at"_L1, stringBegin);
        if (current() != 'u') {
            constexpr QLatin1StringView known = "\"\\/bfnrt"_L1;
            const bool valid = current() < 128 && known.contains(QLatin1Char(char(current())));
            return valid || fail("Invalid \\escape"_L1, slash);
        }
        for (int i = 0; i < 4; ++i) {
            ++m_at;
            if (m_at + 1 >= m_text.size() || !isHexDigit(current()))
                return fail("Invalid \\uXXXX escape"_L1, slash + 1);
        }
        return true;
    }

    static bool isHexDigit(uint c)
    {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    QList<uint> m_text;
    qsizetype m_at = 0;
    QString m_fault;
};

} // namespace

QString jsonDecodeError(const QString &text)
{
    return Scanner(text).fault();
}

} // namespace llm
