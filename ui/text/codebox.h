// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/blockbox.h"

#include <optional>

namespace ui {

/// Some lines of a code block. A long block is several boxes that look like one, so that only what is near the view is laid out.
class CodeBox : public BlockBox
{
public:
    /// Lines [from, to) of the block's code; the first box has the head with language and Copy.
    struct Part
    {
        qsizetype from = 0;
        qsizetype to = 0;
        bool first = true;
        bool last = true;
        bool head = true; ///< a head at all
    };

    static constexpr qsizetype longestPart = 4096; ///< characters
    static constexpr int mostLines = 48;

    CodeBox(const ReadingStyle &style, int index, const text::Block &block, const Part &part);

    /// Where the part that begins at `from` ends.
    static qsizetype partEnd(const QString &code, qsizetype from);

    const Part &part() const { return m_part; }
    void setLast(bool last);

    int offsetAt(const QPointF &point) const override;
    bool isCopyButton(const QPointF &point) const override;
    QRectF caret() const override;
    QString text() const override;
    QString separator() const override;

protected:
    double estimateHeight(double width) const override;
    double layoutLines(double width) override;
    void dropLines() override;
    void paintLines(QPainter *painter, const QPointF &at, const Selection &selection) const override;

private:
    double top() const; ///< height of what is above the lines
    double bottom() const;
    QPointF corner() const;
    void paintHead(QPainter *painter, const QRectF &frame) const;
    QRectF copyRect() const;

    QString m_code;
    QString m_language;
    Part m_part;
    bool m_afterNewline;
    double m_width = 0;
    std::optional<RunLayout> m_lines;
};

} // namespace ui
