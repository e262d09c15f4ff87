// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractTableModel>
#include <QtCore/QStringList>

namespace ui {

class ActionRegistry;

/// Every action with its key, for the keys page.
class KeyTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { PlaceColumn, ActionColumn, KeyColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole };

    explicit KeyTable(const ActionRegistry *actions, QObject *parent = nullptr);

    void setWords(const QString &words);
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void read();
    QString text(const QString &id, int column) const;

    const ActionRegistry *m_actions; ///< not owned
    QString m_words;
    QStringList m_ids;
};

} // namespace ui
