// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/modeltable.h"

#include <QtCore/QSet>

using namespace Qt::StringLiterals;

namespace ui {

ModelTable::ModelTable(QObject *parent)
    : QAbstractTableModel(parent)
{
    connect(this, &QAbstractItemModel::dataChanged, this, &ModelTable::edited);
    connect(this, &QAbstractItemModel::rowsInserted, this, &ModelTable::edited);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &ModelTable::edited);
}

void ModelTable::setModels(const QList<settings::ModelEntry> &models)
{
    beginResetModel();
    m_models = models;
    endResetModel();
}

const QList<settings::ModelEntry> &ModelTable::models() const
{
    return m_models;
}

QList<settings::ModelEntry> ModelTable::named() const
{
    QList<settings::ModelEntry> out = m_models;
    out.removeIf([](const settings::ModelEntry &model) { return model.name.isEmpty(); });
    return out;
}

void ModelTable::setHeaders(int row, const QList<settings::ExtraHeader> &headers)
{
    if (row < 0 || row >= m_models.size() || m_models.at(row).headers == headers)
        return;
    m_models[row].headers = headers;
    Q_EMIT dataChanged(index(row, HeadersColumn), index(row, HeadersColumn));
}

int ModelTable::addNames(const QStringList &names)
{
    QSet<QString> known;
    for (const settings::ModelEntry &model : std::as_const(m_models))
        known.insert(model.name);
    QList<settings::ModelEntry> fresh;
    for (const QString &name : names) {
        if (name.isEmpty() || known.contains(name))
            continue;
        known.insert(name);
        settings::ModelEntry entry;
        entry.name = name;
        fresh.append(entry);
    }
    if (fresh.isEmpty())
        return 0;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_models += fresh;
    endInsertRows();
    return static_cast<int>(fresh.size());
}

int ModelTable::addModel()
{
    const int row = rowCount();
    beginInsertRows({}, row, row);
    m_models.append(settings::ModelEntry());
    endInsertRows();
    return row;
}

void ModelTable::removeModel(int row)
{
    if (row < 0 || row >= m_models.size())
        return;
    beginRemoveRows({}, row, row);
    m_models.removeAt(row);
    endRemoveRows();
}

QString ModelTable::problem() const
{
    QSet<QString> seen;
    for (const settings::ModelEntry &model : m_models) {
        if (model.name.isEmpty())
            continue;
        if (seen.contains(model.name))
            return tr("The model %1 is listed twice.").arg(model.name);
        seen.insert(model.name);
        if (!model.path.isEmpty() && !model.path.startsWith(u'/'))
            return tr("The path of %1 must start with a slash.").arg(model.name);
    }
    return {};
}

int ModelTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_models.size());
}

int ModelTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ModelTable::text(const settings::ModelEntry &model, int column) const
{
    switch (column) {
    case NameColumn:
        return model.name;
    case PathColumn:
        return model.path;
    case HeadersColumn:
        return model.headers.isEmpty() ? QString() : QString::number(model.headers.size());
    default:
        return {};
    }
}

QVariant ModelTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const settings::ModelEntry &model = m_models.at(index.row());
    if (role == Qt::DisplayRole || role == Qt::EditRole)
        return text(model, index.column());
    if (role == Qt::CheckStateRole && index.column() == SendColumn)
        return model.sendModel ? Qt::Checked : Qt::Unchecked;
    return {};
}

bool ModelTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    settings::ModelEntry &model = m_models[index.row()];
    if (role == Qt::CheckStateRole && index.column() == SendColumn)
        model.sendModel = value.toInt() == Qt::Checked;
    else if (role == Qt::EditRole && index.column() == NameColumn)
        model.name = value.toString().trimmed();
    else if (role == Qt::EditRole && index.column() == PathColumn)
        model.path = value.toString().trimmed();
    else
        return false;
    Q_EMIT dataChanged(index, index);
    return true;
}

QVariant ModelTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Model");
    case PathColumn:
        return tr("Path below the address");
    case SendColumn:
        return tr("Name in the body");
    default:
        return tr("Headers");
    }
}

Qt::ItemFlags ModelTable::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags base = QAbstractTableModel::flags(index);
    if (index.column() == SendColumn)
        return base | Qt::ItemIsUserCheckable;
    return index.column() == HeadersColumn ? base : base | Qt::ItemIsEditable;
}

} // namespace ui
