// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QtWidgets/QStyledItemDelegate>

namespace ui {

/// Rows of the palette: icon, words, key at the right.
class ActionDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ActionDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme; ///< not owned
};

} // namespace ui
