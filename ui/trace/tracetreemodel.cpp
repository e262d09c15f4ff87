// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/tracetreemodel.h"

#include "ui/widgets/formats.h"

using namespace Qt::StringLiterals;

namespace ui {

TraceTreeModel::TraceTreeModel(TraceDocument *document, QObject *parent)
    : QAbstractTableModel(parent)
    , m_document(document)
{
    m_rows.reset(new trace::TraceRows(&document->tree(), this));
    connect(document, &TraceDocument::aboutToReset, this, [this] { beginResetModel(); });
    connect(document, &TraceDocument::reset, this, [this] {
        m_rows.reset();
        m_rows.reset(new trace::TraceRows(&m_document->tree(), this));
        endResetModel();
    });
    connect(document, &TraceDocument::rowAppended, this, [this](const trace::TraceTree::Appended &change) {
        m_rows->appended(change);
        // The parent may have just got its first child.
        if (const int parent = m_document->tree().parent(change.row); parent >= 0)
            onRowsChanged({parent});
    });
    connect(document, &TraceDocument::rowsChanged, this, &TraceTreeModel::onRowsChanged);
}

int TraceTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_rows ? 0 : m_rows->count();
}

int TraceTreeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

int TraceTreeModel::spanRow(const QModelIndex &index) const
{
    return index.isValid() ? m_rows->rowAt(index.row()) : -1;
}

QModelIndex TraceTreeModel::indexOf(int spanRow) const
{
    if (spanRow < 0 || spanRow >= m_document->tree().size())
        return {};
    const int position = m_rows->positionOf(spanRow);
    return position < 0 ? QModelIndex() : index(position, 0);
}

QVariant TraceTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = m_rows->rowAt(index.row());
    if (role == Qt::DisplayRole)
        return index.column() == Name ? QVariant(m_document->tree().name(row)) : QVariant();
    if (role == Qt::AccessibleTextRole)
        return accessibleText(row);
    return spanData(row, role);
}

QVariant TraceTreeModel::spanData(int row, int role) const
{
    const trace::TraceTree &tree = m_document->tree();
    const auto tokens = tree.tokens(row);
    switch (role) {
    case SpanRow:
        return row;
    case Depth:
        return tree.depth(row);
    case SpanType:
        return m_document->mark(row);
    case Status:
        return int(tree.status(row));
    case Running:
        return tree.isRunning(row);
    case Start:
        return tree.startOffset(row);
    case End:
        return tree.endOffset(row) ? QVariant(*tree.endOffset(row)) : QVariant();
    case InputTokens:
        return tokens ? QVariant(qint64(tokens->input)) : QVariant();
    case OutputTokens:
        return tokens ? QVariant(qint64(tokens->output)) : QVariant();
    case ChildCount:
        return tree.childCount(row);
    case SiblingCount:
        return tree.parent(row) < 0 ? 0 : tree.childCount(tree.parent(row)) - 1;
    case IsPhase:
        return m_document->span(row).attributes.contains(trace::keys::Phase);
    case Expanded:
        return m_rows->isExpanded(row);
    case ErrorBelow:
        return tree.errorBelow(row);
    case HasIssue:
        return tree.hasIssue(row);
    default:
        return {};
    }
}

QString TraceTreeModel::accessibleText(int row) const
{
    const trace::TraceTree &tree = m_document->tree();
    QStringList parts{tree.type(row), tree.name(row)};
    if (const auto duration = tree.duration(row))
        parts.append(formats::duration(std::chrono::nanoseconds(*duration)));
    if (tree.isRunning(row))
        parts.append(tr("running"));
    else if (tree.status(row) == trace::SpanStatus::Error)
        parts.append(tr("failed"));
    parts.append(tr("level %1").arg(tree.depth(row) + 1));
    return parts.join(u", "_s);
}

QVariant TraceTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Span");
    case Time:
        return tr("Time");
    case Tokens:
        return tr("Tokens");
    case Timeline:
        return tr("When");
    default:
        return {};
    }
}

void TraceTreeModel::setExpanded(const QModelIndex &index, bool expanded)
{
    const int row = spanRow(index);
    if (row < 0 || m_document->tree().childCount(row) == 0)
        return;
    if (expanded)
        m_rows->expand(row);
    else
        m_rows->collapse(row);
    onRowsChanged({row});
}

void TraceTreeModel::expandAll()
{
    m_rows->expandAll();
}

void TraceTreeModel::collapseAll()
{
    m_rows->collapseAll();
}

QModelIndex TraceTreeModel::reveal(int spanRow)
{
    if (spanRow < 0 || spanRow >= m_document->tree().size())
        return {};
    const int position = m_rows->reveal(spanRow);
    return position < 0 ? QModelIndex() : index(position, 0);
}

QModelIndex TraceTreeModel::nextError(const QModelIndex &from, int step)
{
    const trace::TraceTree &tree = m_document->tree();
    const int count = rowCount();
    for (int i = 1; i <= count; ++i) {
        const int position = ((from.isValid() ? from.row() : -1) + step * i % count + 2 * count) % count;
        if (tree.status(m_rows->rowAt(position)) == trace::SpanStatus::Error)
            return index(position, 0);
    }
    return {};
}

void TraceTreeModel::onRowsChanged(const QList<int> &rows)
{
    for (const int row : rows) {
        const int position = m_rows->positionOf(row);
        if (position >= 0)
            Q_EMIT dataChanged(index(position, 0), index(position, ColumnCount - 1));
    }
}

void TraceTreeModel::beginInsert(int position, int count)
{
    beginInsertRows({}, position, position + count - 1);
}

void TraceTreeModel::endInsert()
{
    endInsertRows();
}

void TraceTreeModel::beginRemove(int position, int count)
{
    beginRemoveRows({}, position, position + count - 1);
}

void TraceTreeModel::endRemove()
{
    endRemoveRows();
}

void TraceTreeModel::beginReset()
{
    // While the rows are being made for another trace, the model is in a reset of its own already.
    if (m_rows)
        beginResetModel();
}

void TraceTreeModel::endReset()
{
    if (m_rows)
        endResetModel();
}

} // namespace ui
