// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/palette/actionlist.h"

#include "ui/shell/actionregistry.h"

#include <QtGui/QAction>
#include <QtGui/QIcon>
#include <QtWidgets/QWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QString paletteId = u"app.palette"_s;

/// Whether the action would do something: enabled, and one of its owners can be seen.
bool reachable(const QAction *action)
{
    if (!action || !action->isEnabled() || action->text().isEmpty() || action->objectName() == paletteId)
        return false;
    const QObjectList owners = action->associatedObjects();
    return std::any_of(owners.cbegin(), owners.cend(), [](const QObject *owner) {
        const auto *widget = qobject_cast<const QWidget *>(owner);
        return widget && widget->isVisible();
    });
}

/// 0: no match; every word must be there, words at the beginning of a word of the text count more.
int score(const QString &text, const QStringList &words)
{
    int total = 1;
    for (const QString &word : words) {
        const qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive);
        if (at < 0)
            return 0;
        total += at == 0 ? 3 : text.at(at - 1).isSpace() ? 2 : 1;
    }
    return total;
}

} // namespace

ActionList::ActionList(const ActionRegistry *actions, QObject *parent)
    : QAbstractListModel(parent)
    , m_actions(actions)
{ }

void ActionList::setWords(const QString &words)
{
    beginResetModel();
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    QList<std::pair<int, QString>> found;
    for (const QString &id : m_actions->ids()) {
        const QAction *action = m_actions->action(id);
        if (!reachable(action))
            continue;
        if (const int points = score(action->text() + u' ' + m_actions->place(id), wanted))
            found.append({points, id});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    m_ids.clear();
    for (const auto &[points, id] : std::as_const(found))
        m_ids.append(id);
    m_wanted = m_ids.isEmpty() ? words.simplified() : QString();
    endResetModel();
}

int ActionList::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_wanted.isEmpty() ? m_ids.size() : 1);
}

QVariant ActionList::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (!m_wanted.isEmpty())
        return role == Qt::DisplayRole ? tr("Nothing found for “%1”").arg(m_wanted) : QVariant();
    const QString &id = m_ids.at(index.row());
    const QAction *action = m_actions->action(id);
    if (!action)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return action->text();
    case Qt::DecorationRole:
        return action->icon();
    case IdRole:
        return id;
    case KeyRole:
        return QVariant::fromValue(m_actions->key(id));
    case PlaceRole:
        return m_actions->place(id);
    default:
        return {};
    }
}

Qt::ItemFlags ActionList::flags(const QModelIndex &index) const
{
    const bool says = index.isValid() && !m_wanted.isEmpty();
    return says ? Qt::ItemNeverHasChildren : QAbstractListModel::flags(index);
}

} // namespace ui
