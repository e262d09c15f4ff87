// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/gateway/gatewaynodes.h"

#include <QtCore/QAbstractItemModel>

namespace ui {

class Theme;

/// What a gateway offers, as a tree. GUI thread.
class GatewayModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Detail, State, ColumnCount };
    enum Role {
        Kind = Qt::UserRole + 1, ///< int of GatewayNode::Kind
        IsOff, ///< bool
        Icon, ///< QString, name of the drawing
        SearchText ///< QString, all columns
    };

    explicit GatewayModel(const Theme *theme, QObject *parent = nullptr);

    void setNodes(const QList<GatewayNode> &nodes);
    const QList<GatewayNode> &nodes() const { return m_nodes; }
    const GatewayNode &node(const QModelIndex &index) const; ///< index must be valid
    QModelIndex find(const QString &key) const; ///< invalid if there is none

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    const QList<int> &children(int node) const { return m_children[node + 1]; }
    QString text(const GatewayNode &node, int column) const;

    const Theme *m_theme; ///< not owned
    QList<GatewayNode> m_nodes;
    QList<QList<int>> m_children{{}}; ///< of the root, then of each node
    QList<int> m_rows; ///< each node's place among its brothers
};

} // namespace ui
