// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QTreeView>

namespace ui {

class Theme;

/// The tree of the gateway page: rows over the whole width, chevrons, quiet second and third columns.
class GatewayTree : public QTreeView
{
    Q_OBJECT

public:
    explicit GatewayTree(const Theme *theme, QWidget *parent = nullptr);

    /// Background of an index's row, as it is selected or under the pointer.
    QColor rowColour(const QModelIndex &index) const;

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    const Theme *m_theme; ///< not owned
};

} // namespace ui
