// SPDX-License-Identifier: Apache-2.0
#include "ui/compare/resultsdelegate.h"

#include "ui/compare/resultsmodel.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int badge = 18;
constexpr int gap = 6;

} // namespace

ResultsDelegate::ResultsDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

int ResultsDelegate::paintLetter(QPainter *painter, const QRect &rect, const Theme &theme, const QString &letter)
{
    painter->save();
    const int size = theme.scaled(badge);
    QRectF box(rect.left() + 0.5, rect.center().y() - size / 2 + 0.5, size, size);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(theme.colour(Colour::LineControl));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(box, metrics::radiusChip, metrics::radiusChip);
    QFont font = theme.font(Theme::Type::Caption);
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(theme.colour(Colour::TextPrimary));
    painter->drawText(box, Qt::AlignCenter, letter);
    painter->restore();
    return size + 1;
}

void ResultsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme->colour(option.state & QStyle::State_Active ? Colour::SurfaceSelected : Colour::SurfaceSelectedIdle));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme->colour(Colour::LineSubtle));
    QRect rect = option.rect.adjusted(metrics::spaceS, 0, -metrics::spaceS, -1);
    if (index.column() == ResultsModel::Target) {
        rect.setLeft(rect.left() + paintLetter(painter, rect, *m_theme, index.data(ResultsModel::Letter).toString()) + gap);
    }
    if (const QString icon = index.data(ResultsModel::Icon).toString(); !icon.isEmpty()) {
        const auto colour = static_cast<Colour>(index.data(ResultsModel::IconColour).toInt());
        icons::paint(painter, QRectF(rect.left(), rect.top(), metrics::icon, rect.height()), icon, m_theme->colour(colour));
        rect.setLeft(rect.left() + metrics::icon + gap);
    }
    const QString text = index.data().toString();
    painter->setFont(m_theme->font(Theme::Type::Body));
    painter->setPen(m_theme->colour(text == formats::missing ? Colour::TextMuted : Colour::TextPrimary));
    painter->drawText(rect, index.data(Qt::TextAlignmentRole).value<Qt::Alignment>(),
                      painter->fontMetrics().elidedText(text, Qt::ElideMiddle, rect.width()));
    painter->restore();
}

} // namespace ui
