// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace ui {

class Theme;

/// Paints a cell of the gateway tree; the row's background is the tree's.
class GatewayDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit GatewayDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme; ///< not owned
};

} // namespace ui
