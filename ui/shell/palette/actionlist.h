// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtCore/QStringList>

namespace ui {

class ActionRegistry;

/// The actions that can be run now and match some words; best match first. Without any match one row says so, which cannot be
/// chosen.
class ActionList : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IdRole = Qt::UserRole,
        KeyRole, ///< QKeySequence
        PlaceRole
    };

    explicit ActionList(const ActionRegistry *actions, QObject *parent = nullptr);

    void setWords(const QString &words); ///< reads the registry again
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    const ActionRegistry *m_actions; ///< not owned
    QStringList m_ids;
    QString m_wanted; ///< not empty: nothing matches it
};

} // namespace ui
