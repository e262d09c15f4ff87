// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chat/conversationbook.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QSet>

namespace ui {

/// Conversations by day: heads and entries in one list.
class ConversationModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        IsHead = Qt::UserRole, ///< bool
        Id, ///< QString
        Model, ///< QString
        Updated, ///< qint64, nanoseconds since the epoch
        Running ///< bool
    };

    explicit ConversationModel(chat::ConversationBook *book, QObject *parent = nullptr);

    /// Only these ids; empty optional: all.
    void setFilter(const std::optional<QSet<QString>> &ids);
    QModelIndex indexOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        QString head; ///< empty: an entry
        chat::ConversationBook::Entry entry;
    };

    void rebuild();
    QList<Row> rows() const;

    chat::ConversationBook *m_book; ///< not owned
    std::optional<QSet<QString>> m_filter;
    QList<Row> m_rows;
};

} // namespace ui
