// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings/profile.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>

namespace ui {

/// Extra headers as a table to edit: name, where the value is kept, value. Values of secret headers never come back
/// out.
class HeaderTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, KeptColumn, ValueColumn, ColumnCount };
    /// Where the value of a header is: openly in the profile, or where keys can be.
    enum Kept { Plain, Keyring, Session, Environment };

    explicit HeaderTable(QObject *parent = nullptr);

    void setHeaders(const QList<settings::ExtraHeader> &headers);
    QList<settings::ExtraHeader> headers() const; ///< rows without a name are left out
    void collect(QHash<QString, QString> &typed) const; ///< typed values by reference
    /// The first thing that is wrong, for people; empty: fine.
    QString problem() const;
    void setNewKept(Kept kept); ///< for rows to come

    int addHeader(); ///< gives its row
    void removeHeader(int row);
    static QString keptName(Kept kept);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void edited();

private:
    struct Row
    {
        settings::ExtraHeader header;
        QString typed;
    };

    static Kept keptOf(const settings::ExtraHeader &header);
    static void setKept(Row &row, Kept kept);
    static void setValue(Row &row, const QString &value);
    QString shownValue(const Row &row) const;
    QString rowProblem(const Row &row) const;

    QList<Row> m_rows;
    Kept m_newKept = Keyring;
};

} // namespace ui
