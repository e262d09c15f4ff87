// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
QT_END_NAMESPACE

namespace ui {

/// Figures side by side, each with its name above. A missing one is "–"; no number moves its neighbours.
class FigureRow : public QWidget
{
    Q_OBJECT

public:
    explicit FigureRow(const QStringList &names, QWidget *parent = nullptr);

    /// `value` as formats gives it, with its unit; `note` is the tool tip.
    void setFigure(int index, const QString &value, const QString &note = {});
    QString figure(int index) const;
    void setShare(int index, int share); ///< of the width, where the others have 4

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeCell(const QString &name);
    void arrange(int columns);

    QGridLayout *m_grid;
    QList<QWidget *> m_cells;
    QList<QWidget *> m_rules; ///< before each cell, shown between two
    QList<int> m_shares;
    int m_columns = 0;
    QList<QLabel *> m_values;
    QList<QLabel *> m_units;
};

} // namespace ui
