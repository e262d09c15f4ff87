// SPDX-License-Identifier: Apache-2.0
#include "ui/gateway/gatewaydelegate.h"

#include "ui/gateway/gatewaymodel.h"
#include "ui/gateway/gatewaytree.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

namespace ui {

namespace {

constexpr int gap = 6;

Colour colourOf(const QModelIndex &index)
{
    if (index.data(GatewayModel::IsOff).toBool())
        return Colour::TextMuted;
    switch (index.column()) {
    case GatewayModel::Name:
        return Colour::TextPrimary;
    case GatewayModel::Detail:
        return Colour::TextSecondary;
    default:
        return Colour::TextMuted;
    }
}

bool isHead(const QModelIndex &index)
{
    const auto kind = static_cast<GatewayNode::Kind>(index.data(GatewayModel::Kind).toInt());
    return kind == GatewayNode::Kind::Group || kind == GatewayNode::Kind::Service;
}

} // namespace

GatewayDelegate::GatewayDelegate(const Theme *theme, GatewayTree *tree)
    : QStyledItemDelegate(tree)
    , m_theme(theme)
    , m_tree(tree)
{
}

void GatewayDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->fillRect(option.rect, m_tree->rowColour(index));
    QRect rect = option.rect.adjusted(metrics::spaceXs, 0, -metrics::spaceS, 0);
    if (index.column() == GatewayModel::Name) {
        icons::paint(painter, QRectF(rect.left(), rect.top(), metrics::icon, rect.height()),
                     index.data(GatewayModel::Icon).toString(), m_theme->colour(Colour::TextSecondary));
        rect.setLeft(rect.left() + metrics::icon + gap);
    }
    QFont font = m_theme->font(Theme::Type::Body);
    if (index.column() == GatewayModel::Name && isHead(index))
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(m_theme->colour(colourOf(index)));
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width());
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, text);
    painter->restore();
}

} // namespace ui
