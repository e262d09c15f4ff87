// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/chip.h"

#include "ui/widgets/metrics.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace ui::chip {

namespace {

constexpr double letterShare = 0.68; ///< letter height of the chip's height

QRectF snapped(const QRectF &rect, double ratio)
{
    const auto snap = [ratio](double value) { return std::round(value * ratio) / ratio; };
    return QRectF(QPointF(snap(rect.left()), snap(rect.top())), QPointF(snap(rect.right()), snap(rect.bottom())));
}

void hatch(QPainter *painter, const QRectF &rect, const SpanStyle &style)
{
    QColor line = style.on;
    line.setAlphaF(0.45F);
    painter->setPen(Qt::NoPen);
    painter->setBrush(QBrush(line, Qt::BDiagPattern));
    painter->drawRoundedRect(rect, metrics::barRadius, metrics::barRadius);
}

} // namespace

QSize size(const Theme &theme, const SpanStyle &style)
{
    return style.round ? QSize(theme.scaled(metrics::phaseChip), theme.scaled(metrics::phaseChip))
                       : QSize(theme.scaled(metrics::chipWidth), theme.scaled(metrics::chipHeight));
}

void paint(QPainter *painter, const QRectF &rect, const Theme &theme, const SpanStyle &style)
{
    const QSize wanted = size(theme, style);
    QRectF box({0, 0}, QSizeF(wanted));
    box.moveCenter(rect.center());
    box = snapped(box, painter->device()->devicePixelRatioF());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (style.dashed) {
        painter->setPen(QPen(theme.colour(Colour::TextMuted), 1, Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        box.adjust(0.5, 0.5, -0.5, -0.5);
    } else {
        painter->setPen(Qt::NoPen);
        painter->setBrush(style.fill);
    }
    const double radius = style.round ? box.height() / 2 : metrics::radiusChip;
    painter->drawRoundedRect(box, radius, radius);
    QFont font = theme.font(Theme::Type::Caption);
    font.setPixelSize(static_cast<int>(std::lround(wanted.height() * letterShare)));
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(style.dashed ? theme.colour(Colour::TextMuted) : style.on);
    painter->drawText(box, Qt::AlignCenter, style.code);
    painter->restore();
}

void paintBar(QPainter *painter, const QRectF &rect, const SpanStyle &style, const QColor &edge)
{
    const double ratio = painter->device()->devicePixelRatioF();
    QRectF bar = rect;
    bar.setWidth(std::max<double>(metrics::barMin, bar.width()));
    bar = snapped(bar, ratio);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (edge.isValid()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(edge);
        painter->drawRoundedRect(bar.adjusted(-1, -1, 1, 1), metrics::barRadius + 1, metrics::barRadius + 1);
    }
    if (style.dashed) {
        painter->setPen(QPen(style.fill, 1, Qt::DashLine));
        painter->setBrush(Qt::NoBrush);
        bar.adjust(0.5, 0.5, -0.5, -0.5);
    } else {
        painter->setPen(Qt::NoPen);
        painter->setBrush(style.fill);
    }
    painter->drawRoundedRect(bar, metrics::barRadius, metrics::barRadius);
    if (style.hatched)
        hatch(painter, bar, style);
    painter->restore();
}

} // namespace ui::chip
