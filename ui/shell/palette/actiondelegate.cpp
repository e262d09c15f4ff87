// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/palette/actiondelegate.h"

#include "ui/shell/palette/actionlist.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QIcon>
#include <QtGui/QKeySequence>
#include <QtGui/QPainter>

namespace ui {

ActionDelegate::ActionDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{ }

void ActionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        const bool selected = option.state & QStyle::State_Selected;
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme->colour(selected ? Colour::SurfaceSelected : Colour::SurfaceHover));
        painter->drawRoundedRect(option.rect.adjusted(metrics::spaceXs, 0, -metrics::spaceXs, 0),
                                 metrics::radiusControl, metrics::radiusControl);
    }
    QRect row = option.rect.adjusted(metrics::spaceM, 0, -metrics::spaceM, 0);
    const auto icon = index.data(Qt::DecorationRole).value<QIcon>();
    const QRect iconBox(row.left(), row.center().y() - metrics::icon / 2, metrics::icon, metrics::icon);
    icon.paint(painter, iconBox);
    row.setLeft(iconBox.right() + metrics::spaceS + 2);
    const QString key = index.data(ActionList::KeyRole).value<QKeySequence>().toString(QKeySequence::NativeText);
    painter->setFont(m_theme->font(Theme::Type::Small));
    painter->setPen(m_theme->colour(Colour::TextMuted));
    painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight, key);
    row.setRight(row.right() - painter->fontMetrics().horizontalAdvance(key) - metrics::spaceM);
    painter->setFont(m_theme->font(Theme::Type::Body));
    const bool runs = index.flags() & Qt::ItemIsEnabled;
    painter->setPen(m_theme->colour(runs ? Colour::TextPrimary : Colour::TextMuted));
    const QString text = index.data(Qt::DisplayRole).toString();
    painter->drawText(row, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, row.width()));
    painter->restore();
}

QSize ActionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {metrics::palette - 2, m_theme->rowHeight(metrics::paletteRow)};
}

} // namespace ui
