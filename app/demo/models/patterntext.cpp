// SPDX-License-Identifier: Apache-2.0
#include "demo/models/patterntext.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

constexpr int openEnded = 3; ///< how often at most an atom with * or + is repeated beyond its minimum
constexpr int maxRepeat = 1000;

/// Reads the pattern once and writes what it allows.
class Writer
{
public:
    Writer(QStringView pattern, Dice *dice)
        : m_rest(pattern)
        , m_dice(dice)
    { }

    QString alternatives()
    {
        QStringList options{sequence()};
        while (take(u'|'))
            options.append(sequence());
        return m_dice->pick(options);
    }

    bool failed() const { return m_failed || !m_rest.isEmpty(); }

private:
    bool take(QChar c)
    {
        if (!m_rest.startsWith(c))
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    /// Nothing stands for what this cannot write.
    QChar fail()
    {
        m_failed = true;
        return {};
    }

    QChar next()
    {
        if (m_rest.isEmpty())
            return fail();
        const QChar c = m_rest.first();
        m_rest = m_rest.sliced(1);
        return c;
    }

    QString sequence()
    {
        QString text;
        while (!m_failed && !m_rest.isEmpty() && m_rest.first() != u'|' && m_rest.first() != u')') {
            if (take(u'^') || take(u'$'))
                continue;
            const QStringView before = m_rest;
            QString piece = atom();
            const int count = repetitions();
            const QStringView behind = m_rest;
            for (int i = 0; i < count && !m_failed; ++i) {
                text += piece;
                // A fresh choice for each repetition.
                m_rest = before;
                piece = atom();
            }
            m_rest = behind;
        }
        return text;
    }

    QString atom()
    {
        const QChar c = next();
        if (c == u'(')
            return group();
        if (c == u'[')
            return QString(oneOf(characterClass()));
        if (c == u'\\')
            return QString(oneOf(escaped(next())));
        if (c == u'.')
            return QString(oneOf(u"abcdefghijklmnopqrstuvwxyz"_s));
        return QString(c);
    }

    QString group()
    {
        if (take(u'?') && !take(u':'))
            m_failed = true;
        const QString text = alternatives();
        if (!take(u')'))
            m_failed = true;
        return text;
    }

    static QString escaped(QChar c)
    {
        if (c == u'd')
            return u"0123456789"_s;
        if (c == u'w')
            return u"abcdefghijklmnopqrstuvwxyz0123456789"_s;
        if (c == u's')
            return u" "_s;
        return QString(c);
    }

    QString characterClass()
    {
        if (take(u'^')) {
            m_failed = true;
            return {};
        }
        QString characters;
        while (!m_failed && !take(u']')) {
            const QChar c = next();
            if (c == u'\\') {
                characters += escaped(next());
            } else if (m_rest.size() > 1 && m_rest.first() == u'-' && m_rest[1] != u']') {
                next();
                for (char16_t code = c.unicode(), last = next().unicode(); code <= last; ++code)
                    characters += QChar(code);
            } else {
                characters += c;
            }
        }
        return characters;
    }

    QChar oneOf(const QString &characters)
    {
        if (characters.isEmpty())
            return fail();
        return characters.at(m_dice->below(int(characters.size())));
    }

    int repetitions()
    {
        if (take(u'?'))
            return m_dice->below(2);
        if (take(u'*'))
            return m_dice->below(openEnded + 1);
        if (take(u'+'))
            return 1 + m_dice->below(openEnded);
        if (!take(u'{'))
            return 1;
        const qsizetype end = m_rest.indexOf(u'}');
        const QList<QStringView> bounds = m_rest.first(std::max<qsizetype>(end, 0)).split(u',');
        m_rest = m_rest.sliced(end + 1);
        const int least = bounds.first().toInt();
        const int most = bounds.size() == 1 ? least : bounds.at(1).isEmpty() ? least + openEnded : bounds.at(1).toInt();
        m_failed = m_failed || end < 0 || most < least || most > maxRepeat;
        return m_failed ? 0 : least + m_dice->below(most - least + 1);
    }

    QStringView m_rest;
    Dice *m_dice;
    bool m_failed = false;
};

} // namespace

std::optional<QString> patternText(const QString &pattern, Dice *dice)
{
    Writer writer(pattern, dice);
    const QString text = writer.alternatives();
    const QRegularExpression check(pattern);
    if (writer.failed() || !check.isValid() || !check.match(text).hasMatch())
        return std::nullopt;
    return text;
}

} // namespace demo
