// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace ui {

class Theme;

/// A row of the outbox in two lines: the trace and its state; where it goes, why it waits, how often it was tried.
class OutboxDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit OutboxDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintFirst(QPainter *painter, QRect line, const QModelIndex &index) const;
    void paintSecond(QPainter *painter, QRect line, const QModelIndex &index) const;

    const Theme *m_theme; ///< not owned
};

} // namespace ui
