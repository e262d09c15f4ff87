// SPDX-License-Identifier: Apache-2.0
#include "ui/gateway/gatewaytree.h"

#include "ui/gateway/gatewaydelegate.h"
#include "ui/gateway/gatewaymodel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double nameShare = 0.36;
constexpr double detailShare = 0.36;
constexpr int chevron = 14;
constexpr int selectionBar = 2;

} // namespace

GatewayTree::GatewayTree(const Theme *theme, QWidget *parent)
    : QTreeView(parent)
    , m_theme(theme)
{
    setItemDelegate(new GatewayDelegate(theme, this));
    setIndentation(metrics::indent + metrics::spaceXs);
    setUniformRowHeights(true);
    setMouseTracking(true);
    setSelectionBehavior(SelectRows);
    setExpandsOnDoubleClick(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setSectionsMovable(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setHighlightSections(false);
    connect(theme, &Theme::changed, this, [this] { doItemsLayout(); });
}

void GatewayTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTreeView::drawRow(painter, option, index);
    if (selectionModel() && selectionModel()->isSelected(index))
        painter->fillRect(QRect(option.rect.topLeft(), QSize(selectionBar, option.rect.height())), m_theme->colour(Colour::AccentBase));
    if (hasFocus() && index.siblingAtColumn(0) == currentIndex().siblingAtColumn(0)) {
        painter->setPen(QPen(m_theme->colour(Colour::AccentBase), metrics::focusRing));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
}

QColor GatewayTree::rowColour(const QModelIndex &index) const
{
    if (selectionModel() && selectionModel()->isSelected(index))
        return m_theme->colour(hasFocus() ? Colour::SurfaceSelected : Colour::SurfaceSelectedIdle);
    const QModelIndex hovered = indexAt(viewport()->mapFromGlobal(QCursor::pos()));
    const bool isHovered = viewport()->underMouse() && hovered.isValid() && hovered.siblingAtColumn(0) == index.siblingAtColumn(0);
    return m_theme->colour(isHovered ? Colour::SurfaceHover : Colour::SurfaceBase);
}

void GatewayTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    painter->fillRect(rect, rowColour(index));
    if (!model()->hasChildren(index))
        return;
    const QRectF box(rect.right() - chevron - 1, rect.top(), chevron, rect.height());
    icons::paint(painter, box, isExpanded(index) ? u"chevronDown"_s : u"chevronRight"_s, m_theme->colour(Colour::TextMuted));
}

void GatewayTree::resizeEvent(QResizeEvent *event)
{
    const int width = viewport()->width();
    setColumnWidth(GatewayModel::Name, int(width * nameShare));
    setColumnWidth(GatewayModel::Detail, int(width * detailShare));
    QTreeView::resizeEvent(event);
}

} // namespace ui
