// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/models/dice.h"

#include <QtCore/QStringList>

namespace demo {

/// Writes Markdown about what a prompt asks: headings, lists, code, tables. What it writes depends on the prompt's
/// words and the dice; it knows nothing and says so in passing.
class Author
{
public:
    Author(const QString &prompt, Dice *dice);

    /// A whole answer of some 150 to 400 tokens; a single line for greetings and for prompts that ask for one sentence.
    QString answer();
    /// One section with its heading, for answers of any length.
    QString section(int number);
    /// What a model might mutter before it answers.
    QString thoughts();
    /// What the prompt is about, in a few words.
    const QString &topic() const { return m_topic; }
    /// The prompt's words that carry meaning; never empty.
    const QStringList &words() const { return m_words; }
    /// Two closing sentences.
    QString summary() { return paragraph(2).trimmed(); }

private:
    bool asks(const QStringList &words) const;
    QString word();
    QString sentence();
    QString paragraph(int sentences);
    QString bullets(int count);
    QString steps(int count);
    QString table();
    QString code();

    QString m_prompt;
    QString m_topic;
    QStringList m_words;
    Dice *m_dice;
};

} // namespace demo
