// SPDX-License-Identifier: Apache-2.0
#include "ui/mlflow/outboxmodel.h"

#include <QtCore/QUrl>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

int rank(store::OutboxState state)
{
    switch (state) {
    case store::OutboxState::Failed:
        return 0;
    case store::OutboxState::Sending:
        return 1;
    case store::OutboxState::Waiting:
        return 2;
    case store::OutboxState::Sent:
        break;
    }
    return 3;
}

bool comesFirst(const store::OutboxRow &a, const store::OutboxRow &b)
{
    if (rank(a.state) != rank(b.state))
        return rank(a.state) < rank(b.state);
    return a.state == store::OutboxState::Sent ? a.id > b.id : a.id < b.id;
}

/// All that is shown of two rows is the same.
bool looksLike(const store::OutboxRow &a, const store::OutboxRow &b)
{
    return a.id == b.id && a.state == b.state && a.attempts == b.attempts && a.nextTry == b.nextTry && a.reason == b.reason
        && a.experimentId == b.experimentId && a.destination == b.destination;
}

QString stateWord(store::OutboxState state)
{
    switch (state) {
    case store::OutboxState::Failed:
        return OutboxModel::tr("not sent");
    case store::OutboxState::Sending:
        return OutboxModel::tr("sending");
    case store::OutboxState::Waiting:
        return OutboxModel::tr("waiting");
    case store::OutboxState::Sent:
        break;
    }
    return OutboxModel::tr("in MLflow");
}

} // namespace

OutboxModel::OutboxModel(QObject *parent)
    : QAbstractListModel(parent)
{
}

void OutboxModel::setRows(QList<store::OutboxRow> rows)
{
    std::sort(rows.begin(), rows.end(), comesFirst);
    const bool sameOrder = std::equal(rows.cbegin(), rows.cend(), m_rows.cbegin(), m_rows.cend(),
                                      [](const auto &a, const auto &b) { return a.id == b.id; });
    if (!sameOrder) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (int i = 0; i < int(rows.size()); ++i) {
        if (looksLike(std::as_const(m_rows)[i], std::as_const(rows)[i]))
            continue;
        m_rows[i] = std::as_const(rows)[i];
        Q_EMIT dataChanged(index(i), index(i));
    }
}

int OutboxModel::find(qint64 rowId) const
{
    const auto it = std::find_if(m_rows.cbegin(), m_rows.cend(), [rowId](const auto &row) { return row.id == rowId; });
    return it == m_rows.cend() ? -1 : int(it - m_rows.cbegin());
}

QString OutboxModel::destinationText(const store::Destination &destination)
{
    const QString server = destination.server == settings::localMlflowUrl ? tr("local MLflow") : QUrl(destination.server).authority();
    return u"%1 · %2"_s.arg(server, destination.experiment);
}

int OutboxModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant OutboxModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::OutboxRow &one = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return one.traceName;
    case Qt::AccessibleTextRole:
        return tr("Trace %1, %2, %3").arg(one.traceName, stateWord(one.state), destinationText(one.destination));
    case RowId:
        return one.id;
    case State:
        return static_cast<int>(one.state);
    case Destination:
        return destinationText(one.destination);
    case Reason:
        return one.reason;
    case Attempts:
        return one.attempts;
    case Created:
        return qint64(one.created.time_since_epoch().count());
    case NextTry:
        return qint64(one.nextTry.time_since_epoch().count());
    default:
        return {};
    }
}

} // namespace ui
