// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/block.h"

#include <QtGui/QTextLayout>

QT_BEGIN_NAMESPACE
class QPainter;
QT_END_NAMESPACE

namespace ui {

struct ReadingStyle;

/// A stretch of styled text, broken into lines of one height. GUI thread.
class RunLayout
{
public:
    /// Characters [from, to) are selected; empty: none.
    struct Selection
    {
        int from = 0;
        int to = 0;
    };

    RunLayout(const text::Runs &runs, const ReadingStyle &style, const QFont &font, double lineHeight);

    void setAlignment(Qt::Alignment alignment);
    /// Breaks anywhere and keeps every space: for code.
    void setVerbatim();
    double layout(double width); ///< gives the height
    double naturalWidth(); ///< of the longest line if nothing had to break; lays out anew

    void paint(QPainter *painter, const QPointF &at, const QColor &colour, const Selection &selection) const;
    int offsetAt(const QPointF &point) const;
    QString linkAt(const QPointF &point) const;
    QRectF caret() const; ///< behind the last character
    QString text() const; ///< line breaks as '\n'
    int length() const;

private:
    void addFormats(const text::Runs &runs);
    void paintCode(QPainter *painter, const QPointF &at) const;
    void paintSelection(QPainter *painter, const QPointF &at, const Selection &selection) const;
    QList<QRectF> rects(int from, int to) const;
    int lineAt(double y) const;

    struct Link
    {
        int from = 0;
        int to = 0;
        QString address;
    };

    const ReadingStyle *m_style; ///< not owned, outlives the layout
    QTextLayout m_layout;
    double m_lineHeight;
    QList<Selection> m_code;
    QList<Link> m_links;
};

} // namespace ui
