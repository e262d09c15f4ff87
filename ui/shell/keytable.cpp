// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/keytable.h"

#include "ui/shell/actionregistry.h"

#include <QtGui/QAction>

#include <algorithm>

namespace ui {

KeyTable::KeyTable(const ActionRegistry *actions, QObject *parent)
    : QAbstractTableModel(parent)
    , m_actions(actions)
{
    read();
    connect(actions, &ActionRegistry::actionAdded, this, &KeyTable::read);
    connect(actions, &ActionRegistry::keysChanged, this, [this] {
        if (!m_ids.isEmpty())
            Q_EMIT dataChanged(index(0, KeyColumn), index(rowCount() - 1, KeyColumn));
    });
}

void KeyTable::setWords(const QString &words)
{
    m_words = words.simplified();
    read();
}

void KeyTable::read()
{
    beginResetModel();
    m_ids.clear();
    for (const QString &id : m_actions->ids()) {
        const bool matches = m_words.isEmpty()
            || (text(id, PlaceColumn) + text(id, ActionColumn) + text(id, KeyColumn))
                   .contains(m_words, Qt::CaseInsensitive);
        if (m_actions->action(id) && matches)
            m_ids.append(id);
    }
    // Groups stay in the order in which their first action was added: the window's own come first.
    QStringList places;
    for (const QString &id : std::as_const(m_ids)) {
        if (!places.contains(m_actions->place(id)))
            places.append(m_actions->place(id));
    }
    std::stable_sort(m_ids.begin(), m_ids.end(), [&](const QString &a, const QString &b) {
        return places.indexOf(m_actions->place(a)) < places.indexOf(m_actions->place(b));
    });
    endResetModel();
}

int KeyTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int KeyTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString KeyTable::text(const QString &id, int column) const
{
    switch (column) {
    case PlaceColumn:
        return m_actions->place(id);
    case ActionColumn: {
        const QAction *action = m_actions->action(id);
        return action ? action->text() : QString();
    }
    default:
        break;
    }
    QStringList keys;
    const QAction *action = m_actions->action(id);
    const QList<QKeySequence> shortcuts = action ? action->shortcuts() : QList<QKeySequence>();
    for (const QKeySequence &key : shortcuts)
        keys.append(key.toString(QKeySequence::NativeText));
    return keys.join(tr(" or "));
}

QVariant KeyTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString &id = m_ids.at(index.row());
    if (role == Qt::DisplayRole)
        return text(id, index.column());
    if (role == IdRole)
        return id;
    return {};
}

QVariant KeyTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PlaceColumn:
        return tr("Where");
    case ActionColumn:
        return tr("What");
    default:
        return tr("Keys");
    }
}

} // namespace ui
