// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/markdownstream.h"
#include "ui/text/boxlist.h"

#include <QtCore/QStringList>

namespace ui {

/// One text as it is read: parsed when it first comes near the view, laid out where it can be seen. Copying gives plain text. GUI thread.
class TextColumn
{
public:
    enum class Kind { Markdown, Plain, Code };

    /// A place in the text: a box and an offset in its text.
    struct Position
    {
        int box = 0;
        int offset = 0;
        auto operator<=>(const Position &) const = default;
    };
    struct Selection
    {
        Position from;
        Position to; ///< not before from
        bool isEmpty() const { return from == to; }
    };
    /// A place to hold on to while heights change.
    struct Anchor
    {
        int box = -1; ///< -1: above all boxes
        double offset = 0;
    };

    explicit TextColumn(const ReadingStyle &style);

    /// The text so far; `growing`: more may come at its end.
    void setText(const QString &text, Kind kind, bool growing, const QString &language = {});
    const QString &source() const { return m_source; }
    void restyle(); ///< fonts or colours changed
    void setWidth(double width);
    double height() const;
    bool layoutRange(double top, double bottom); ///< true if heights changed
    void releaseOutside(double top, double bottom);
    /// All that lies above this place looks as it did at the last call.
    double takeChanged();

    void paint(QPainter *painter, const QPointF &at, double top, double bottom, const Selection &selection) const;

    Position positionAt(const QPointF &point) const; ///< nearest; what is not laid out counts as its box's start
    Position end() const;
    Selection wordAt(const Position &position) const;
    QString linkAt(const QPointF &point) const;
    int copyButtonAt(const QPointF &point) const; ///< index of the code block, -1: none
    QRectF caret() const; ///< empty while nothing is laid out at the end
    QString selectedText(const Selection &selection) const;
    Anchor anchorAt(double y) const;
    double yOf(const Anchor &anchor) const;

    QList<int> codeBlocks() const; ///< their indices
    QString codeOf(int block) const;
    QString languageOf(int block) const;
    QStringList links() const;
    QString plainText() const;

private:
    void parse();
    const QList<text::Block> &blocks() const;

    BoxList m_boxes;
    const ReadingStyle *m_style; ///< not owned
    QString m_source;
    QString m_language;
    Kind m_kind = Kind::Markdown;
    bool m_growing = false;
    bool m_isParsed = false;
    bool m_wasNear = false; ///< came near the view once; until then only its size is guessed
    double m_width = 0;
    double m_caretTop = 0; ///< at the last takeChanged()
    text::MarkdownStream m_stream;
    QList<text::Block> m_plain; ///< Plain and Code
};

} // namespace ui
