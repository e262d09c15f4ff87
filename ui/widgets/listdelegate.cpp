// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/listdelegate.h"

#include "ui/widgets/metrics.h"

#include <QtGui/QIcon>
#include <QtGui/QPainter>

namespace ui {

ListDelegate::ListDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void ListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = selected && (option.state & QStyle::State_HasFocus);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        const Colour fill = focused ? Colour::SurfaceSelected
            : selected              ? Colour::SurfaceSelectedIdle
                                    : Colour::SurfaceHover;
        painter->setPen(focused ? QPen(m_theme->colour(Colour::AccentBase), 1) : QPen(Qt::NoPen));
        painter->setBrush(m_theme->colour(fill));
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusControl,
                                 metrics::radiusControl);
    }
    QRect row = option.rect.adjusted(metrics::spaceS, 0, -metrics::spaceS, 0);
    const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
    if (!icon.isNull()) {
        const QRect box(row.left(), row.center().y() - metrics::icon / 2 + 1, metrics::icon, metrics::icon);
        icon.paint(painter, box);
        row.setLeft(box.right() + metrics::spaceS);
    }
    QFont font = m_theme->font(Theme::Type::Body);
    if (selected)
        font.setWeight(QFont::Medium);
    painter->setFont(font);
    painter->setPen(m_theme->colour(Colour::TextPrimary));
    painter->drawText(row, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, row.width()));
    painter->restore();
}

QSize ListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), m_theme->rowHeight(metrics::rowTable)};
}

} // namespace ui
