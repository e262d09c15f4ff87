// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QAbstractItemModel;
class QHBoxLayout;
class QPushButton;
class QTableView;
QT_END_NAMESPACE

namespace ui {

class Theme;

/// A small table in a form with its buttons below; grows with its rows up to a limit.
class TableEditor : public QWidget
{
    Q_OBJECT

public:
    /// Parts are named `name`Table, `name`Add, `name`Remove.
    TableEditor(const Theme *theme, const QString &name, QAbstractItemModel *model, QWidget *parent = nullptr);

    QTableView *table() const;
    QPushButton *addButton() const;
    QPushButton *removeButton() const;
    void addToButtons(QWidget *widget);
    int currentRow() const; ///< -1: none
    void edit(int row, int column);

private:
    void setUpTable(const QString &name);
    void fit();

    const Theme *m_theme; ///< not owned
    QAbstractItemModel *m_model; ///< not owned
    QTableView *m_table;
    QPushButton *m_add;
    QPushButton *m_remove;
    QHBoxLayout *m_buttons;
};

} // namespace ui
