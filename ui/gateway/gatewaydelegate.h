// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace ui {

class GatewayTree;
class Theme;

/// Paints a cell of the gateway tree; the tree tells the row's background.
class GatewayDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    GatewayDelegate(const Theme *theme, GatewayTree *tree); ///< owned by the tree

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme; ///< not owned
    const GatewayTree *m_tree; ///< not owned
};

} // namespace ui
