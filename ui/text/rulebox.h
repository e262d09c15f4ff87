// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/blockbox.h"

namespace ui {

/// A line across the text.
class RuleBox : public BlockBox
{
public:
    RuleBox(const ReadingStyle &style, int index, const text::Block &block);

    int offsetAt(const QPointF &point) const override;
    QString text() const override;

protected:
    double estimateHeight(double width) const override;
    double layoutLines(double width) override;
    void dropLines() override { }
    void paintLines(QPainter *painter, const QPointF &at, const Selection &selection) const override;

private:
    double m_width = 0;
};

} // namespace ui
