// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/blockbox.h"

#include <optional>

namespace ui {

/// A paragraph or a heading.
class ParagraphBox : public BlockBox
{
public:
    ParagraphBox(const ReadingStyle &style, int index, const text::Block &block);

    int offsetAt(const QPointF &point) const override;
    QString linkAt(const QPointF &point) const override;
    QRectF caret() const override;
    QString text() const override;

protected:
    double estimateHeight(double width) const override;
    double layoutLines(double width) override;
    void dropLines() override;
    void paintLines(QPainter *painter, const QPointF &at, const Selection &selection) const override;

private:
    double lineHeight() const;

    text::Runs m_runs;
    int m_level; ///< of a heading, 0: paragraph
    std::optional<RunLayout> m_lines;
};

} // namespace ui
