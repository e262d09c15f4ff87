// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtCore/QAbstractTableModel>

namespace ui {

/// The models of a profile as a table to edit.
class ModelTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, PathColumn, SendColumn, HeadersColumn, ColumnCount };

    explicit ModelTable(QObject *parent = nullptr);

    void setModels(const QList<settings::ModelEntry> &models);
    const QList<settings::ModelEntry> &models() const;
    QList<settings::ModelEntry> named() const; ///< without rows that have no name
    void setHeaders(int row, const QList<settings::ExtraHeader> &headers);
    /// Adds the names that are not there yet; gives how many.
    int addNames(const QStringList &names);
    int addModel(); ///< gives its row
    void removeModel(int row);
    /// The first thing that is wrong, for people; empty: fine.
    QString problem() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void edited();

private:
    QVariant text(const settings::ModelEntry &model, int column) const;

    QList<settings::ModelEntry> m_models;
};

} // namespace ui
