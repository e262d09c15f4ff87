// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/keptdelegate.h"

#include "ui/settings/headertable.h"

#include <QtWidgets/QComboBox>

namespace ui {

KeptDelegate::KeptDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{ }

QWidget *KeptDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *editor = new QComboBox(parent);
    for (const auto kept : {HeaderTable::Plain, HeaderTable::Keyring, HeaderTable::Session, HeaderTable::Environment})
        editor->addItem(HeaderTable::keptName(kept), static_cast<int>(kept));
    auto *self = const_cast<KeptDelegate *>(this);
    connect(editor, &QComboBox::activated, self, [self, editor] {
        Q_EMIT self->commitData(editor);
        Q_EMIT self->closeEditor(editor);
    });
    return editor;
}

void KeptDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *choice = static_cast<QComboBox *>(editor);
    choice->setCurrentIndex(choice->findData(index.data(Qt::EditRole)));
}

void KeptDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QComboBox *>(editor)->currentData(), Qt::EditRole);
}

} // namespace ui
