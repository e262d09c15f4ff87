// SPDX-License-Identifier: Apache-2.0
#include "ui/gateway/gatewaymodel.h"

#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtCore/QSize>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString iconOf(GatewayNode::Kind kind)
{
    switch (kind) {
    case GatewayNode::Kind::Model:
        return u"model"_s;
    case GatewayNode::Kind::Service:
        return u"upstream"_s;
    case GatewayNode::Kind::Route:
        return u"route"_s;
    case GatewayNode::Kind::Plugin:
        return u"plugin"_s;
    case GatewayNode::Kind::Group:
        break;
    }
    return u"folder"_s;
}

QString kindWord(GatewayNode::Kind kind)
{
    switch (kind) {
    case GatewayNode::Kind::Model:
        return GatewayModel::tr("Model");
    case GatewayNode::Kind::Service:
        return GatewayModel::tr("Service");
    case GatewayNode::Kind::Route:
        return GatewayModel::tr("Route");
    case GatewayNode::Kind::Plugin:
        return GatewayModel::tr("Plugin");
    case GatewayNode::Kind::Group:
        break;
    }
    return GatewayModel::tr("Group");
}

} // namespace

GatewayModel::GatewayModel(const Theme *theme, QObject *parent)
    : QAbstractItemModel(parent)
    , m_theme(theme)
{
}

void GatewayModel::setNodes(const QList<GatewayNode> &nodes)
{
    beginResetModel();
    m_nodes = nodes;
    m_children = QList<QList<int>>(nodes.size() + 1);
    m_rows.clear();
    for (int i = 0; i < int(nodes.size()); ++i) {
        QList<int> &brothers = m_children[nodes[i].parent + 1];
        m_rows.append(int(brothers.size()));
        brothers.append(i);
    }
    endResetModel();
}

const GatewayNode &GatewayModel::node(const QModelIndex &index) const
{
    return m_nodes[qsizetype(index.internalId())];
}

QModelIndex GatewayModel::find(const QString &key) const
{
    const auto place = std::ranges::find(m_nodes, key, &GatewayNode::key) - m_nodes.cbegin();
    return place == m_nodes.size() ? QModelIndex() : createIndex(m_rows[place], Name, quintptr(place));
}

QModelIndex GatewayModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const int above = parent.isValid() ? int(parent.internalId()) : -1;
    return createIndex(row, column, quintptr(children(above)[row]));
}

QModelIndex GatewayModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const int above = node(index).parent;
    return above < 0 ? QModelIndex() : createIndex(m_rows[above], Name, quintptr(above));
}

int GatewayModel::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > Name)
        return 0;
    return int(children(parent.isValid() ? int(parent.internalId()) : -1).size());
}

int GatewayModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString GatewayModel::text(const GatewayNode &node, int column) const
{
    return column == Name ? node.name : column == Detail ? node.detail : node.state;
}

QVariant GatewayModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const GatewayNode &one = node(index);
    switch (role) {
    case Qt::DisplayRole:
        return text(one, index.column());
    case Qt::ToolTipRole:
        return u"<span>%1</span>"_s.arg(text(one, index.column()).toHtmlEscaped());
    case Qt::AccessibleTextRole:
        return index.column() == Name ? tr("%1, %2, %3, %4", "kind, name, detail, state").arg(kindWord(one.kind), one.name, one.detail, one.state)
                                      : text(one, index.column());
    case Qt::SizeHintRole:
        return QSize(0, m_theme->rowHeight(metrics::rowTable));
    case Kind:
        return static_cast<int>(one.kind);
    case IsOff:
        return one.isOff;
    case Icon:
        return iconOf(one.kind);
    case SearchText:
        return QStringList{one.name, one.detail, one.state}.join(u' ');
    default:
        return {};
    }
}

QVariant GatewayModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Detail:
        return tr("Detail");
    case State:
        return tr("State");
    default:
        return {};
    }
}

} // namespace ui
