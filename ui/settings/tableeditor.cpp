// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/tableeditor.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostRows = 8;

} // namespace

TableEditor::TableEditor(const Theme *theme, const QString &name, QAbstractItemModel *model, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(model)
    , m_table(new QTableView(this))
    , m_add(new QPushButton(tr("Add"), this))
    , m_remove(new QPushButton(tr("Remove"), this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(name);
    setUpTable(name + u"Table"_s);
    m_add->setObjectName(name + u"Add"_s);
    m_add->setIcon(icons::icon(theme, u"plus"_s));
    m_remove->setObjectName(name + u"Remove"_s);
    m_remove->setIcon(icons::icon(theme, u"trash"_s));
    m_buttons->setSpacing(metrics::spaceS);
    for (QPushButton *button : {m_add, m_remove}) {
        button->setProperty("small", true);
        m_buttons->addWidget(button);
    }
    m_buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::spaceS);
    column->addWidget(m_table);
    column->addLayout(m_buttons);
    setFocusProxy(m_table);
    connect(model, &QAbstractItemModel::modelReset, this, &TableEditor::fit);
    connect(model, &QAbstractItemModel::rowsInserted, this, &TableEditor::fit);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &TableEditor::fit);
    connect(theme, &Theme::changed, this, &TableEditor::fit);
    fit();
}

void TableEditor::setUpTable(const QString &name)
{
    m_table->setObjectName(name);
    m_table->setModel(m_model);
    m_table->setProperty("framed", true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
}

QTableView *TableEditor::table() const
{
    return m_table;
}

QPushButton *TableEditor::addButton() const
{
    return m_add;
}

QPushButton *TableEditor::removeButton() const
{
    return m_remove;
}

void TableEditor::addToButtons(QWidget *widget)
{
    m_buttons->insertWidget(m_buttons->count() - 1, widget);
}

int TableEditor::currentRow() const
{
    return m_table->currentIndex().isValid() ? m_table->currentIndex().row() : -1;
}

void TableEditor::edit(int row, int column)
{
    const QModelIndex index = m_model->index(row, column);
    m_table->setCurrentIndex(index);
    m_table->setFocus(Qt::OtherFocusReason);
    m_table->edit(index);
}

void TableEditor::fit()
{
    const int rowHeight = m_theme->rowHeight(metrics::rowTable);
    const int rows = std::clamp(m_model->rowCount(), 1, mostRows);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * rowHeight + 4);
    m_remove->setEnabled(m_model->rowCount() > 0);
}

} // namespace ui
