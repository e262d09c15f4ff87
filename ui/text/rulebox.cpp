// SPDX-License-Identifier: Apache-2.0
#include "ui/text/rulebox.h"

#include "ui/text/readingstyle.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr double ruleHeight = 9;

} // namespace

RuleBox::RuleBox(const ReadingStyle &style, int index, const text::Block &block)
    : BlockBox(style, index, block.around)
{
}

double RuleBox::estimateHeight(double) const
{
    return ruleHeight;
}

double RuleBox::layoutLines(double width)
{
    m_width = width;
    return ruleHeight;
}

void RuleBox::paintLines(QPainter *painter, const QPointF &at, const Selection &) const
{
    painter->fillRect(QRectF(at.x() + indent(), at.y() + ruleHeight / 2, contentWidth(m_width), 1), style().lineStrong);
}

int RuleBox::offsetAt(const QPointF &) const
{
    return 0;
}

QString RuleBox::text() const
{
    return {};
}

} // namespace ui
