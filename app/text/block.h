// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace text {

/// Text in one style. A line break inside it is U+2028.
struct Run
{
    enum Style : quint8 { Bold = 1, Italic = 2, Code = 4, Strike = 8 };

    QString text;
    quint8 style = 0;
    QString link; ///< http, https or mailto only; empty: none

    bool operator==(const Run &) const = default;
};
using Runs = QList<Run>;

/// The text without its styles, line breaks as '\n'.
QString plainText(const Runs &runs);

/// What a block stands in: a quotation or an item of a list.
struct Enclosure
{
    enum class Kind { Quote, Item };

    Kind kind = Kind::Quote;
    QString marker; ///< "•" or "3."; empty after the first block of an item
    std::optional<bool> task; ///< a task list's box, with the marker only: done or not

    bool operator==(const Enclosure &) const = default;
};

/// One leaf of a document, top to bottom, as a view lays it out.
struct Block
{
    enum class Kind { Paragraph, Heading, Code, Table, Rule };
    enum class Align { Left, Centre, Right };

    Kind kind = Kind::Paragraph;
    int level = 0; ///< of a heading, 1 to 6
    Runs runs; ///< Paragraph, Heading
    QString code; ///< Code: lines ending in '\n', but for the last while it grows
    QString language; ///< Code: first word behind the fence, may be empty
    QList<QList<Runs>> rows; ///< Table: cells by row, the first row is the head
    QList<Align> columns; ///< Table
    QList<Enclosure> around; ///< outermost first, at most deepest
    bool tight = false; ///< inside a list whose items stand close together

    static constexpr qsizetype deepest = 8; ///< what is nested deeper is shown at this depth

    bool operator==(const Block &) const = default;
    QString plainText() const; ///< for copying; no newline at the end
};

} // namespace text
