// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/conversationmodel.h"

#include "ui/widgets/formats.h"

#include <QtCore/QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString dayHead(base::Timestamp time)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(base::floorMs(time).count()).date();
    const qint64 days = day.daysTo(QDate::currentDate());
    if (days <= 0)
        return ConversationModel::tr("Today");
    if (days == 1)
        return ConversationModel::tr("Yesterday");
    if (days <= 7)
        return ConversationModel::tr("Last 7 days");
    return days <= 30 ? ConversationModel::tr("Last 30 days") : ConversationModel::tr("Older");
}

} // namespace

ConversationModel::ConversationModel(chat::ConversationBook *book, QObject *parent)
    : QAbstractListModel(parent)
    , m_book(book)
{
    connect(book, &chat::ConversationBook::entriesChanged, this, &ConversationModel::rebuild);
    rebuild();
}

void ConversationModel::setFilter(const std::optional<QSet<QString>> &ids)
{
    m_filter = ids;
    rebuild();
}

QList<ConversationModel::Row> ConversationModel::rows() const
{
    QList<Row> rows;
    QString head;
    for (const chat::ConversationBook::Entry &entry : m_book->entries()) {
        if (m_filter && !m_filter->contains(entry.id))
            continue;
        const QString day = dayHead(entry.updated);
        if (day != head)
            rows.append({day, {}});
        head = day;
        rows.append({{}, entry});
    }
    return rows;
}

void ConversationModel::rebuild()
{
    const QList<Row> next = rows();
    const auto sameRow = [](const Row &a, const Row &b) { return a.head == b.head && a.entry.id == b.entry.id; };
    if (std::equal(next.begin(), next.end(), m_rows.begin(), m_rows.end(), sameRow)) {
        m_rows = next;
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
        return;
    }
    beginResetModel();
    m_rows = next;
    endResetModel();
}

QModelIndex ConversationModel::indexOf(const QString &id) const
{
    const auto isIt = [&id](const Row &row) { return row.head.isEmpty() && row.entry.id == id; };
    const auto found = std::ranges::find_if(m_rows, isIt);
    return found == m_rows.cend() ? QModelIndex() : index(int(found - m_rows.cbegin()));
}

int ConversationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant ConversationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const bool head = !row.head.isEmpty();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (head)
            return row.head;
        return row.entry.title.isEmpty() ? tr("New chat") : row.entry.title;
    case IsHead:
        return head;
    case Id:
        return row.entry.id;
    case Model:
        return row.entry.model;
    case Updated:
        return qint64(row.entry.updated.time_since_epoch().count());
    case Running:
        return row.entry.running;
    default:
        return {};
    }
}

Qt::ItemFlags ConversationModel::flags(const QModelIndex &index) const
{
    const bool entry = index.isValid() && m_rows[index.row()].head.isEmpty();
    return !entry ? Qt::NoItemFlags : Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

} // namespace ui
