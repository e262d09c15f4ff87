// SPDX-License-Identifier: Apache-2.0
#include "ui/text/messagesection.h"

#include "ui/text/readingstyle.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double headSize = 28;
constexpr double cardPadding = 12;
constexpr double outlinePadding = 10;
constexpr double iconSize = 14;
constexpr double gap = 6;

} // namespace

MessageSection::MessageSection(const Theme &theme, const ReadingStyle &style, Frame frame)
    : m_theme(&theme)
    , m_style(&style)
    , m_frame(frame)
    , m_column(style)
{
}

void MessageSection::setBody(const QString &text, TextColumn::Kind kind, bool growing)
{
    m_column.setText(text, kind, growing);
}

void MessageSection::setExtra(const MessageContent::Extra &extra, bool growing)
{
    m_icon = extra.icon;
    m_title = extra.title;
    m_note = extra.note;
    if (!m_chosen)
        m_folded = extra.folded;
    m_column.setText(extra.text, extra.code ? TextColumn::Kind::Code : TextColumn::Kind::Markdown, growing);
}

double MessageSection::padding() const
{
    if (m_frame == Frame::None)
        return 0;
    return m_frame == Frame::Card ? cardPadding : outlinePadding;
}

double MessageSection::headHeight() const
{
    return hasHead() ? headSize : 0;
}

void MessageSection::setWidth(double width)
{
    m_width = width;
    m_column.setWidth(width - 2 * padding());
}

QPointF MessageSection::textCorner() const
{
    // Under a head the text stands closer.
    const double above = hasHead() ? headHeight() + gap / 2 : padding() * 0.75;
    return {padding(), m_frame == Frame::None && !hasHead() ? 0 : above};
}

double MessageSection::height() const
{
    if (m_folded)
        return headHeight();
    return textCorner().y() + m_column.height() + padding() * 0.75;
}

bool MessageSection::layoutRange(double top, double bottom)
{
    const double corner = textCorner().y();
    return !m_folded && m_column.layoutRange(top - corner, bottom - corner);
}

void MessageSection::releaseOutside(double top, double bottom)
{
    const double corner = textCorner().y();
    m_column.releaseOutside(top - corner, bottom - corner);
}

bool MessageSection::isHead(const QPointF &point) const
{
    return hasHead() && QRectF(0, 0, m_width, headHeight()).contains(point);
}

void MessageSection::paint(QPainter *painter, const QPointF &at, double top, double bottom,
                           const TextColumn::Selection &selection) const
{
    const QRectF frame(at, QSizeF(m_width, height()));
    if (m_frame != Frame::None)
        paintFrame(painter, frame);
    if (hasHead())
        paintHead(painter, QRectF(at.x(), at.y(), m_width, headHeight()));
    if (m_folded)
        return;
    const QPointF corner = textCorner();
    m_column.paint(painter, at + corner, top - corner.y(), bottom - corner.y(), selection);
}

void MessageSection::paintFrame(QPainter *painter, const QRectF &frame) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_frame == Frame::Card) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme->colour(Colour::SurfaceUser));
    } else {
        painter->setPen(QPen(m_style->line, 1));
        painter->setBrush(Qt::NoBrush);
    }
    painter->drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusCard, metrics::radiusCard);
    painter->restore();
}

void MessageSection::paintHead(QPainter *painter, const QRectF &head) const
{
    QRectF icon(head.left() + padding(), head.center().y() - iconSize / 2, iconSize, iconSize);
    icons::paint(painter, icon, m_folded ? u"chevronRight"_s : u"chevronDown"_s, m_style->muted);
    icon.translate(iconSize + gap, 0);
    if (!m_icon.isEmpty()) {
        icons::paint(painter, icon, m_icon, m_style->secondary);
        icon.translate(iconSize + gap, 0);
    }
    QFont font = m_style->small;
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(m_style->secondary);
    QRectF text(icon.left(), head.top(), head.right() - icon.left() - padding(), head.height());
    const QFontMetricsF metrics(font);
    const QString title = metrics.elidedText(m_title, Qt::ElideRight, text.width());
    painter->drawText(text, Qt::AlignVCenter, title);
    text.setLeft(text.left() + metrics.horizontalAdvance(title) + gap);
    painter->setFont(m_style->small);
    painter->setPen(m_style->muted);
    painter->drawText(text, Qt::AlignVCenter, QFontMetricsF(m_style->small).elidedText(m_note, Qt::ElideRight, text.width()));
}

} // namespace ui
