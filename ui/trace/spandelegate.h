// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace ui {

class Theme;
class TimeScale;

/// Paints a span's row: guides, chip, name, time, tokens and bar (look.md).
class SpanDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    SpanDelegate(const Theme *theme, const TimeScale *scale, QObject *parent = nullptr);

    void setNow(qint64 elapsed) { m_now = elapsed; } ///< where running bars end, nanoseconds
    void setLabels(bool labels) { m_labels = labels; } ///< durations beside the bars, where there is no column for them
    /// Where a click folds or unfolds.
    QRect branchRect(const QRect &cell, int depth) const;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintName(QPainter *painter, const QRect &cell, const QModelIndex &index) const;
    void paintTime(QPainter *painter, const QRect &cell, const QModelIndex &index) const;
    void paintTokens(QPainter *painter, const QRect &cell, const QModelIndex &index) const;
    void paintBar(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintLabel(QPainter *painter, const QRectF &bar, const QRect &cell, const QModelIndex &index) const;
    int indentOf(int depth) const;

    const Theme *m_theme; ///< not owned
    const TimeScale *m_scale; ///< not owned
    qint64 m_now = 0;
    bool m_labels = false;
};

} // namespace ui
