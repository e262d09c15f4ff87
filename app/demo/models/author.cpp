// SPDX-License-Identifier: Apache-2.0
#include "demo/models/author.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

QStringList meaningfulWords(const QString &prompt)
{
    static const QSet<QString> common{
        u"a"_s,       u"an"_s,       u"the"_s,   u"is"_s,     u"are"_s,  u"what"_s,   u"how"_s,      u"why"_s,
        u"who"_s,     u"when"_s,     u"where"_s, u"do"_s,     u"does"_s, u"did"_s,    u"can"_s,      u"could"_s,
        u"would"_s,   u"should"_s,   u"you"_s,   u"me"_s,     u"my"_s,   u"your"_s,   u"to"_s,       u"of"_s,
        u"in"_s,      u"on"_s,       u"at"_s,    u"for"_s,    u"with"_s, u"and"_s,    u"or"_s,       u"it"_s,
        u"its"_s,     u"this"_s,     u"that"_s,  u"please"_s, u"tell"_s, u"give"_s,   u"show"_s,     u"write"_s,
        u"explain"_s, u"describe"_s, u"about"_s, u"from"_s,   u"into"_s, u"some"_s,   u"any"_s,      u"be"_s,
        u"was"_s,     u"were"_s,     u"i"_s,     u"we"_s,     u"us"_s,   u"answer"_s, u"sentence"_s, u"one"_s,
        u"two"_s,     u"three"_s,    u"short"_s, u"long"_s,   u"make"_s, u"list"_s};
    static const QRegularExpression notWord(u"[^\\w'-]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    QStringList words;
    for (const QString &word : prompt.left(2000).split(notWord, Qt::SkipEmptyParts)) {
        if (!common.contains(word.toLower()) && !words.contains(word, Qt::CaseInsensitive))
            words.append(word.left(40));
        if (words.size() == 12)
            break;
    }
    return words;
}

QString capitalized(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace

Author::Author(const QString &prompt, Dice *dice)
    : m_prompt(prompt.toLower())
    , m_words(meaningfulWords(prompt))
    , m_dice(dice)
{
    m_topic = m_words.mid(0, 3).join(u' ');
    if (m_words.isEmpty()) {
        m_topic = u"your question"_s;
        m_words = {u"question"_s, u"answer"_s};
    }
}

bool Author::asks(const QStringList &words) const
{
    return std::ranges::any_of(words, [this](const QString &word) { return m_prompt.contains(word); });
}

QString Author::word()
{
    return m_dice->pick(m_words);
}

QString Author::sentence()
{
    static const QStringList patterns{
        u"At its core, **%1** is about keeping %2 in one place."_s,
        u"The part people notice first is %2, but %1 decides how well it holds."_s,
        u"Think of %1 as a small contract: it says what happens to %2 and when."_s,
        u"In practice %1 and %2 are looked at together, because each one limits the other."_s,
        u"Most trouble with %1 comes from changing %2 without measuring it."_s,
        u"A good rule of thumb: start with the simplest %1 that still covers %2."_s,
        u"There is a trade-off here – more %1 usually means less freedom for %2."_s,
        u"It helps to write down what %2 should look like *before* touching %1."_s,
        u"For `%2` the defaults are usually fine; for %1 they rarely are."_s,
        u"Nothing about %1 is magic: it is the sum of a few plain decisions about %2."_s,
    };
    return m_dice->pick(patterns).arg(m_topic, word());
}

QString Author::paragraph(int sentences)
{
    QStringList list;
    for (int i = 0; i < sentences; ++i)
        list.append(sentence());
    return list.join(u' ') + "\n\n"_L1;
}

QString Author::bullets(int count)
{
    static const QStringList patterns{
        u"- **%1**: decides what %2 may do"_s,
        u"- **%1** – keep it close to %2, never behind it"_s,
        u"- *%1* for the first try, %2 once it has proved itself"_s,
        u"- `%1` before `%2`, not the other way round"_s,
        u"- %1 → %2 → done 🙂"_s,
        u"- [ ] check %1 against %2"_s,
    };
    QString list;
    for (int i = 0; i < count; ++i)
        list += m_dice->pick(patterns).arg(capitalized(word()), word()) + u'\n';
    return list + u'\n';
}

QString Author::steps(int count)
{
    static const QStringList patterns{
        u"Write down what %1 has to do."_s,
        u"Measure %1 as it is today; without a number nothing can get better."_s,
        u"Change one thing about %1 and look again."_s,
        u"Keep what helped, undo the rest."_s,
        u"Tell the others what you learned about %1."_s,
        u"Repeat with the next part of %1."_s,
    };
    QString list;
    for (int i = 0; i < count; ++i)
        list += u"%1. %2\n"_s.arg(i + 1).arg(QString(patterns.at(i % int(patterns.size()))).replace("%1"_L1, word()));
    return list + u'\n';
}

QString Author::table()
{
    QString rows = u"| Aspect | Today | Better |\n|:--|--:|:-:|\n"_s;
    for (int i = 0; i < 3 + m_dice->below(3); ++i)
        rows += u"| %1 | %2 ms | %3 % |\n"_s.arg(capitalized(word()))
                    .arg(10 + m_dice->below(900))
                    .arg(50 + m_dice->below(50));
    return rows + u'\n';
}

QString Author::code()
{
    if (asks({u"c++"_s, u"cpp"_s, u"qt"_s}))
        return u"```cpp\n#include <string>\n\n// %1, reduced to what matters.\nstd::string %2(int limit)\n{\n"
               "    std::string out;\n    for (int i = 0; i < limit; ++i)\n        out += \"%3 \";\n    return out;\n}\n```\n\n"_s
                   .arg(m_topic, u"describe"_s, word());
    if (asks({u"sql"_s, u"database"_s, u"query"_s}))
        return u"```sql\nSELECT name, count(*) AS n\nFROM items -- %1\nWHERE topic = '%2'\nGROUP BY name\n"
               "ORDER BY n DESC\nLIMIT %3;\n```\n\n"_s.arg(m_topic, word())
                   .arg(5 + m_dice->below(20));
    if (asks({u"shell"_s, u"bash"_s, u"curl"_s, u"terminal"_s}))
        return u"```bash\n# %1\ncurl -sS http://localhost:8000/v1/models \\\n  -H 'apikey: demo-key' | head -n %2\n```\n\n"_s
            .arg(m_topic)
            .arg(3 + m_dice->below(9));
    return u"```python\ndef describe(limit: int = %1) -> list[str]:\n    \"\"\"%2, reduced to what matters.\"\"\"\n"
           "    words = [\"%3\", \"%4\"]\n    return [w.upper() for w in words][:limit]\n\n\n"
           "print(describe())\n```\n\n"_s.arg(QString::number(2 + m_dice->below(8)), m_topic, word(), word());
}

QString Author::section(int number)
{
    static const QStringList titles{u"How %1 works"_s, u"What to watch"_s,   u"A small example"_s,    u"Numbers"_s,
                                    u"Step by step"_s, u"Common mistakes"_s, u"When not to use %1"_s, u"Further"_s};
    QString title = m_dice->pick(titles);
    if (title.contains(u'%'))
        title = title.arg(m_topic);
    QString text = number > 0 ? u"## %1. %2\n\n"_s.arg(number).arg(title) : u"## %1\n\n"_s.arg(title);
    text += paragraph(2 + m_dice->below(2));
    switch (m_dice->below(4)) {
    case 0:
        return text + bullets(3 + m_dice->below(3));
    case 1:
        return text + steps(3 + m_dice->below(3));
    case 2:
        return text + table();
    default:
        return text + code();
    }
}

QString Author::thoughts()
{
    return u"The question is about %1. The words that matter are %2. "_s.arg(m_topic, m_words.mid(0, 4).join(u", "_s))
        + u"First I should say what it is, then give an example.\n\n"_s + sentence() + u' ' + sentence()
        + u"\n\nSo: a short beginning, %1, and a caveat at the end."_s.arg(
            asks({u"code"_s, u"example"_s}) ? u"some code"_s : u"a list"_s);
}

QString Author::answer()
{
    static const QRegularExpression greeting(u"^\\s*(hi|hello|hey|hallo|guten tag|ping|test)\\b.{0,20}$"_s);
    if (greeting.match(m_prompt).hasMatch())
        return u"Hello! I am a demo model: I answer in real Markdown, but I only know the words you give me. Ask me anything."_s;
    if (asks({u"one sentence"_s, u"one line"_s, u"in short"_s, u"briefly"_s}))
        return sentence();
    QString text = paragraph(2);
    text += u"## %1 in short\n\n"_s.arg(capitalized(m_topic)) + bullets(3 + m_dice->below(2));
    if (asks({u"code"_s, u"python"_s, u"c++"_s, u"sql"_s, u"bash"_s, u"function"_s, u"script"_s, u"example"_s})
        || m_dice->below(2) == 0)
        text += u"### Example\n\n"_s + code();
    if (asks({u"table"_s, u"compare"_s, u"versus"_s, u" vs "_s}) || m_dice->below(3) == 0)
        text += u"### Compared\n\n"_s + table();
    if (asks({u"how"_s, u"step"_s, u"plan"_s}) || m_dice->below(3) == 0)
        text += u"### Step by step\n\n"_s + steps(3 + m_dice->below(3));
    text += u"> %1\n\n"_s.arg(sentence()) + u"That is the short version; ask for more about *%1*."_s.arg(word());
    return text;
}

} // namespace demo
