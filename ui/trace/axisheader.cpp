// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/axisheader.h"

#include "ui/trace/tracetreemodel.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace ui {

AxisHeader::AxisHeader(const Theme *theme, const TimeScale *scale, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_theme(theme)
    , m_scale(scale)
{
    setSectionsClickable(false);
    setHighlightSections(false);
    setMinimumSectionSize(48);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void AxisHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    painter->save();
    painter->fillRect(rect, m_theme->colour(Colour::SurfaceSunken));
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme->colour(Colour::LineSubtle));
    painter->setFont(m_theme->font(Theme::Type::Small));
    painter->setPen(m_theme->colour(Colour::TextMuted));
    if (logicalIndex != TraceTreeModel::Timeline) {
        const bool number = logicalIndex != TraceTreeModel::Name;
        const QString text = model()->headerData(logicalIndex, Qt::Horizontal).toString();
        painter->drawText(rect.adjusted(12, 0, number ? -8 : 0, 0), (number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
        painter->restore();
        return;
    }
    const double width = rect.width() - 2.0 * side;
    for (const qint64 tick : m_scale->ticks(width, tickDistance)) {
        const QString text = tick == 0 ? u"0"_s : formats::duration(std::chrono::nanoseconds(tick));
        const double x = rect.left() + side + m_scale->x(tick, width);
        const double textWidth = painter->fontMetrics().horizontalAdvance(text);
        if (x + textWidth < rect.right())
            painter->drawText(QRectF(x - (tick == 0 ? 0 : textWidth / 2), rect.top(), textWidth + 2, rect.height()), Qt::AlignVCenter, text);
    }
    painter->restore();
}

} // namespace ui
