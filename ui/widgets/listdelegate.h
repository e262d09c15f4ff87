// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QtWidgets/QStyledItemDelegate>

namespace ui {

/// A plain row of a list: icon, one line of text, as high as a table row. The current one carries the accent while it
/// has the focus.
class ListDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ListDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme; ///< not owned
};

} // namespace ui
