// SPDX-License-Identifier: Apache-2.0
#include "ui/text/paragraphbox.h"

#include "ui/text/readingstyle.h"

#include <QtGui/QFontMetricsF>

#include <cmath>

namespace ui {

ParagraphBox::ParagraphBox(const ReadingStyle &style, int index, const text::Block &block)
    : BlockBox(style, index, block.around)
    , m_runs(block.runs)
    , m_level(block.kind == text::Block::Kind::Heading ? block.level : 0)
{
}

double ParagraphBox::lineHeight() const
{
    if (m_level == 0)
        return style().textLine;
    return std::max(style().textLine, std::ceil(QFontMetricsF(style().heading(m_level)).height()));
}

double ParagraphBox::estimateHeight(double width) const
{
    qsizetype characters = 0;
    qsizetype breaks = 0;
    for (const text::Run &run : m_runs) {
        characters += run.text.size();
        breaks += run.text.count(QChar::LineSeparator);
    }
    const double lines = std::ceil(double(characters) * style().textAdvance / contentWidth(width));
    return std::max(1.0, lines + double(breaks) / 2) * style().textLine;
}

double ParagraphBox::layoutLines(double width)
{
    m_lines.emplace(m_runs, style(), m_level > 0 ? style().heading(m_level) : style().text, lineHeight());
    return m_lines->layout(contentWidth(width));
}

void ParagraphBox::dropLines()
{
    m_lines.reset();
}

void ParagraphBox::paintLines(QPainter *painter, const QPointF &at, const Selection &selection) const
{
    m_lines->paint(painter, at + QPointF(indent(), 0), style().primary, selection);
}

int ParagraphBox::offsetAt(const QPointF &point) const
{
    return m_lines->offsetAt(point - QPointF(indent(), 0));
}

QString ParagraphBox::linkAt(const QPointF &point) const
{
    return m_lines->linkAt(point - QPointF(indent(), 0));
}

QRectF ParagraphBox::caret() const
{
    return m_lines->caret().translated(indent(), 0);
}

QString ParagraphBox::text() const
{
    return text::plainText(m_runs);
}

} // namespace ui
