// SPDX-License-Identifier: Apache-2.0
#include "ui/text/codebox.h"

#include "ui/text/readingstyle.h"
#include "ui/widgets/icons.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double headHeight = 28;
constexpr double padding = 10;
constexpr double side = 12;
constexpr double radius = 6;
constexpr double iconSize = 14;
constexpr double iconGap = 6;

QString copyText()
{
    return QCoreApplication::translate("ui::CodeBox", "Copy");
}

} // namespace

CodeBox::CodeBox(const ReadingStyle &style, int index, const text::Block &block, const Part &part)
    : BlockBox(style, index, block.around)
    , m_code(block.code.mid(part.from, part.to - part.from))
    , m_language(block.language)
    , m_part(part)
    , m_afterNewline(part.from > 0 && block.code[part.from - 1] == u'\n')
{
}

qsizetype CodeBox::partEnd(const QString &code, qsizetype from)
{
    qsizetype at = from;
    for (int lines = 0; lines < mostLines && at < code.size(); ++lines) {
        const qsizetype newline = code.indexOf(u'\n', at);
        const qsizetype end = newline < 0 ? code.size() : newline + 1;
        if (end - from > longestPart) {
            if (at > from)
                return at;
            qsizetype cut = from + longestPart;
            return code[cut].isLowSurrogate() ? cut + 1 : cut;
        }
        at = end;
    }
    return at;
}

void CodeBox::setLast(bool last)
{
    if (std::exchange(m_part.last, last) != last)
        changed();
}

double CodeBox::top() const
{
    if (!m_part.first)
        return 0;
    return m_part.head ? headHeight + padding : padding;
}

double CodeBox::bottom() const
{
    return m_part.last ? padding : 0;
}

QPointF CodeBox::corner() const
{
    return {indent() + side, top()};
}

double CodeBox::estimateHeight(double width) const
{
    const double lines = double(std::max<qsizetype>(1, m_code.count(u'\n')));
    const double wrapped = double(m_code.size()) * style().codeAdvance / contentWidth(width);
    return top() + bottom() + std::ceil(std::max(lines, wrapped)) * style().codeLine;
}

double CodeBox::layoutLines(double width)
{
    m_width = width;
    QString text = m_code;
    if (text.endsWith(u'\n'))
        text.chop(1);
    text.replace(u'\n', QChar::LineSeparator);
    m_lines.emplace(text::Runs{{text, 0, {}}}, style(), style().code, style().codeLine);
    m_lines->setVerbatim();
    return top() + bottom() + m_lines->layout(contentWidth(width) - 2 * side);
}

void CodeBox::dropLines()
{
    m_lines.reset();
}

void CodeBox::paintLines(QPainter *painter, const QPointF &at, const Selection &selection) const
{
    QRectF frame(at.x() + indent(), at.y(), contentWidth(m_width), height());
    painter->save();
    painter->setClipRect(frame, Qt::IntersectClip);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(style().line, 1));
    painter->setBrush(style().sunken);
    // A box in the middle of a block shows only the sides of the frame.
    const double above = m_part.first ? 0.5 : -2 * radius;
    const double below = m_part.last ? -0.5 : 2 * radius;
    painter->drawRoundedRect(frame.adjusted(0.5, above, -0.5, below), radius, radius);
    painter->restore();
    if (m_part.first && m_part.head)
        paintHead(painter, frame);
    m_lines->paint(painter, at + corner(), style().primary, selection);
}

void CodeBox::paintHead(QPainter *painter, const QRectF &frame) const
{
    painter->setFont(style().small);
    painter->setPen(style().muted);
    const QRectF head(frame.left() + side, frame.top(), frame.width() - 2 * side, headHeight);
    painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter, m_language);
    painter->setPen(style().secondary);
    painter->drawText(head, Qt::AlignRight | Qt::AlignVCenter, copyText());
    const double width = QFontMetricsF(style().small).horizontalAdvance(copyText());
    const QRectF icon(head.right() - width - iconGap - iconSize, head.center().y() - iconSize / 2, iconSize, iconSize);
    icons::paint(painter, icon, u"copy"_s, style().secondary);
    painter->fillRect(QRectF(frame.left() + 1, frame.top() + headHeight, frame.width() - 2, 1), style().line);
}

QRectF CodeBox::copyRect() const
{
    const double width = QFontMetricsF(style().small).horizontalAdvance(copyText()) + iconGap + iconSize + 2 * side;
    return QRectF(indent() + contentWidth(m_width) - width, 0, width, headHeight);
}

bool CodeBox::isCopyButton(const QPointF &point) const
{
    return m_part.first && m_part.head && copyRect().contains(point);
}

int CodeBox::offsetAt(const QPointF &point) const
{
    return m_lines->offsetAt(point - corner());
}

QRectF CodeBox::caret() const
{
    if (m_code.endsWith(u'\n'))
        return QRectF(corner().x(), height() - bottom() - style().codeLine, 1, style().codeLine);
    return m_lines->caret().translated(corner());
}

QString CodeBox::text() const
{
    return m_code.endsWith(u'\n') ? m_code.chopped(1) : m_code;
}

QString CodeBox::separator() const
{
    return m_part.first || m_afterNewline ? u"\n"_s : QString();
}

} // namespace ui
