// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/headereditor.h"

#include "ui/settings/headertable.h"
#include "ui/settings/keptdelegate.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace ui {

namespace {

constexpr int nameWidth = 170;
constexpr int keptWidth = 160;

} // namespace

HeaderEditor::HeaderEditor(const Theme *theme, const QString &name, QWidget *parent)
    : HeaderEditor(theme, name, new HeaderTable, parent)
{ }

HeaderEditor::HeaderEditor(const Theme *theme, const QString &name, HeaderTable *model, QWidget *parent)
    : TableEditor(theme, name, model, parent)
    , m_model(model)
{
    model->setParent(this);
    table()->setItemDelegateForColumn(HeaderTable::KeptColumn, new KeptDelegate(this));
    table()->horizontalHeader()->resizeSection(HeaderTable::NameColumn, nameWidth);
    table()->horizontalHeader()->resizeSection(HeaderTable::KeptColumn, keptWidth);
    table()->horizontalHeader()->setStretchLastSection(true);
    connect(addButton(), &QPushButton::clicked, this, [this] { edit(m_model->addHeader(), HeaderTable::NameColumn); });
    connect(removeButton(), &QPushButton::clicked, this, [this] { m_model->removeHeader(currentRow()); });
}

HeaderTable *HeaderEditor::model() const
{
    return m_model;
}

} // namespace ui
