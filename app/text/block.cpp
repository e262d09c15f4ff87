// SPDX-License-Identifier: Apache-2.0
#include "text/block.h"

#include <QtCore/QStringList>

namespace text {

QString plainText(const Runs &runs)
{
    QString whole;
    for (const Run &run : runs)
        whole += run.text;
    return whole.replace(QChar::LineSeparator, u'\n');
}

QString Block::plainText() const
{
    switch (kind) {
    case Kind::Code:
        return code.endsWith(u'\n') ? code.chopped(1) : code;
    case Kind::Table: {
        QStringList lines;
        for (const QList<Runs> &row : rows) {
            QStringList cells;
            for (const Runs &cell : row)
                cells.append(text::plainText(cell));
            lines.append(cells.join(u'\t'));
        }
        return lines.join(u'\n');
    }
    case Kind::Rule:
        return QStringLiteral("---");
    case Kind::Paragraph:
    case Kind::Heading:
        break;
    }
    return text::plainText(runs);
}

} // namespace text
