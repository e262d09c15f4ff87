// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/records.h"

#include <QtCore/QAbstractListModel>

namespace ui {

/// The rows of the outbox: what failed first, then what is on its way, then what was sent. GUI thread.
class OutboxModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RowId = Qt::UserRole + 1, ///< qint64
        State, ///< int of store::OutboxState
        Destination, ///< QString, server and experiment
        Reason, ///< QString, may be empty
        Attempts, ///< int
        Created, ///< qint64, nanoseconds since the epoch
        NextTry ///< qint64, nanoseconds since the epoch
    };

    explicit OutboxModel(QObject *parent = nullptr);

    void setRows(QList<store::OutboxRow> rows);
    const store::OutboxRow &row(int row) const { return m_rows[row]; }
    int find(qint64 rowId) const; ///< -1 if there is none
    /// Server and experiment as people read them.
    static QString destinationText(const store::Destination &destination);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<store::OutboxRow> m_rows;
};

} // namespace ui
