// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace ui {

class Theme;

/// Paints a stored trace: state, name, duration; start, tokens, and where it stands on its way to MLflow.
class TraceListDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TraceListDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintFirst(QPainter *painter, QRect line, const QModelIndex &index) const;
    void paintSecond(QPainter *painter, QRect line, const QModelIndex &index) const;

    const Theme *m_theme; ///< not owned
};

} // namespace ui
