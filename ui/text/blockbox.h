// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/block.h"
#include "ui/text/runlayout.h"

#include <QtCore/QPointF>

namespace ui {

struct ReadingStyle;

/// A piece of a text as it is laid out: one paragraph, some lines of code, one row of a table. Its height is estimated until it is laid out, and
/// kept when its lines are dropped again. GUI thread.
class BlockBox
{
public:
    using Selection = RunLayout::Selection;

    BlockBox(const ReadingStyle &style, int block, const QList<text::Enclosure> &around);
    virtual ~BlockBox();
    BlockBox(const BlockBox &) = delete;
    BlockBox &operator=(const BlockBox &) = delete;

    int block() const { return m_block; } ///< index in the text's blocks
    void setBlock(int block) { m_block = block; }
    double height() const { return m_height; } ///< without the space above
    double spaceAbove() const { return m_spaceAbove; }
    void setSpaceAbove(double space) { m_spaceAbove = space; }
    void setContinuesQuote(bool continues) { m_continuesQuote = continues; } ///< the bar beside it comes from above
    bool isExact() const { return m_isExact; } ///< the height is not estimated
    bool hasLines() const { return m_hasLines; }

    void estimate(double width); ///< forgets what was laid out
    void layout(double width);
    void release(); ///< drops the lines, keeps the height

    /// `at`: the top left corner of the box. Needs lines.
    void paint(QPainter *painter, const QPointF &at, const Selection &selection) const;

    // Points are relative to the box. Need lines.
    virtual int offsetAt(const QPointF &point) const = 0;
    virtual QString linkAt(const QPointF &point) const;
    virtual bool isCopyButton(const QPointF &point) const;
    virtual QRectF caret() const; ///< where the next character would come; empty: nowhere
    virtual QString text() const = 0; ///< what offsets count in
    /// What stands between the text of the box before and this one when both are copied.
    virtual QString separator() const { return QStringLiteral("\n"); }

protected:
    virtual double estimateHeight(double width) const = 0;
    virtual double layoutLines(double width) = 0;
    virtual void dropLines() = 0;
    virtual void paintLines(QPainter *painter, const QPointF &at, const Selection &selection) const = 0;

    const ReadingStyle &style() const { return *m_style; }
    double indent() const; ///< left of the content
    double contentWidth(double width) const;
    void changed() { m_isExact = false; }

private:
    void paintSurroundings(QPainter *painter, const QPointF &at) const;
    void paintMarker(QPainter *painter, const QPointF &at, const text::Enclosure &item) const;

    const ReadingStyle *m_style; ///< not owned, outlives the box
    int m_block;
    QList<text::Enclosure> m_around;
    double m_height = 0;
    double m_spaceAbove = 0;
    bool m_continuesQuote = false;
    bool m_isExact = false;
    bool m_hasLines = false;
};

} // namespace ui
