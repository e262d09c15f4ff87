// SPDX-License-Identifier: Apache-2.0
#include "ui/text/blockbox.h"

#include "ui/text/readingstyle.h"
#include "ui/widgets/icons.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <functional>
#include <numeric>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double quoteIndent = 16;
constexpr double itemIndent = 24;
constexpr double quoteBar = 3;
constexpr double narrowest = 60;
constexpr double taskBox = 13;

double indentOf(const text::Enclosure &enclosure)
{
    return enclosure.kind == text::Enclosure::Kind::Quote ? quoteIndent : itemIndent;
}

} // namespace

BlockBox::BlockBox(const ReadingStyle &style, int block, const QList<text::Enclosure> &around)
    : m_style(&style)
    , m_block(block)
    , m_around(around)
{
}

BlockBox::~BlockBox() = default;

double BlockBox::indent() const
{
    return std::transform_reduce(m_around.cbegin(), m_around.cend(), 0.0, std::plus(), indentOf);
}

double BlockBox::contentWidth(double width) const
{
    return std::max(narrowest, width - indent());
}

void BlockBox::estimate(double width)
{
    release();
    m_isExact = false;
    m_height = estimateHeight(width);
}

void BlockBox::layout(double width)
{
    m_height = layoutLines(width);
    m_isExact = true;
    m_hasLines = true;
}

void BlockBox::release()
{
    if (std::exchange(m_hasLines, false))
        dropLines();
}

void BlockBox::paint(QPainter *painter, const QPointF &at, const Selection &selection) const
{
    if (!m_hasLines)
        return;
    if (!m_around.isEmpty())
        paintSurroundings(painter, at);
    paintLines(painter, at, selection);
}

void BlockBox::paintSurroundings(QPainter *painter, const QPointF &at) const
{
    double x = at.x();
    const double above = m_continuesQuote ? m_spaceAbove : 0;
    for (const text::Enclosure &enclosure : m_around) {
        if (enclosure.kind == text::Enclosure::Kind::Quote)
            painter->fillRect(QRectF(x + 2, at.y() - above, quoteBar, m_height + above), m_style->lineStrong);
        else if (!enclosure.marker.isEmpty())
            paintMarker(painter, {x, at.y()}, enclosure);
        x += indentOf(enclosure);
    }
}

void BlockBox::paintMarker(QPainter *painter, const QPointF &at, const text::Enclosure &item) const
{
    const QRectF gutter(at.x() - itemIndent, at.y(), 2 * itemIndent - 7, m_style->textLine);
    if (!item.task) {
        painter->setFont(m_style->text);
        painter->setPen(m_style->secondary);
        painter->drawText(gutter, Qt::AlignRight | Qt::AlignVCenter, item.marker);
        return;
    }
    QRectF box(0, 0, taskBox, taskBox);
    box.moveCenter({at.x() + itemIndent / 2, at.y() + m_style->textLine / 2});
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(*item.task ? m_style->accent : m_style->muted, 1));
    painter->setBrush(*item.task ? QBrush(m_style->accent) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(box, 2, 2);
    painter->restore();
    if (*item.task)
        icons::paint(painter, box.adjusted(1, 1, -1, -1), u"check"_s, m_style->selectionText);
}

QString BlockBox::linkAt(const QPointF &) const
{
    return {};
}

bool BlockBox::isCopyButton(const QPointF &) const
{
    return false;
}

QRectF BlockBox::caret() const
{
    return {};
}

} // namespace ui
