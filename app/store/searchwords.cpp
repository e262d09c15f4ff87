// SPDX-License-Identifier: Apache-2.0
#include "store/searchwords.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace store {

QString searchExpression(const QString &typed)
{
    // The same borders as FTS5's unicode61 tokenizer: whatever is neither letter, digit nor mark separates.
    QStringList words;
    QString word;
    const auto endWord = [&words, &word](bool goesOn) {
        if (!word.isEmpty())
            words.append(u'"' + word + (goesOn ? u"\"*"_s : u"\""_s));
        word.clear();
    };
    for (const QChar c : typed) {
        if (c.isLetterOrNumber() || c.isMark() || c.isSurrogate())
            word += c;
        else
            endWord(c == u'*');
    }
    endWord(true);
    return words.join(u' ');
}

} // namespace store
