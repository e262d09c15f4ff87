// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/trace/tracedocument.h"

#include <QtCore/QAbstractTableModel>

#include <memory>

namespace ui {

/// The rows of a trace that are not folded away, as a table. Gives raw values; the delegate makes text and bars of them.
class TraceTreeModel : public QAbstractTableModel, private trace::TraceRows::Observer
{
    Q_OBJECT

public:
    enum Column { Name, Time, Tokens, Timeline, ColumnCount };
    enum Role {
        SpanRow = Qt::UserRole, ///< int: row in the trace
        Depth, ///< int
        SpanType, ///< QString: what chooses chip and bar: MLflow's type or the phase
        Status, ///< int: trace::SpanStatus
        Running, ///< bool
        Start, ///< qint64, nanoseconds since the trace's start
        End, ///< qint64; invalid while running
        InputTokens, ///< qint64; invalid: not told
        OutputTokens,
        ChildCount, ///< int
        SiblingCount, ///< int, others below the same parent; 0 at the top
        IsPhase, ///< bool: measured by Spanway below a model's call
        Expanded, ///< bool
        ErrorBelow, ///< bool
        HasIssue ///< bool
    };

    explicit TraceTreeModel(TraceDocument *document, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    int spanRow(const QModelIndex &index) const; ///< -1: invalid index
    QModelIndex indexOf(int spanRow) const; ///< invalid if folded away
    void setExpanded(const QModelIndex &index, bool expanded);
    void expandAll();
    void collapseAll();
    QModelIndex reveal(int spanRow); ///< unfolds what hides it
    /// The next (or previous) failed span after this place, around the end; invalid: there is none.
    QModelIndex nextError(const QModelIndex &from, int step);
    TraceDocument *document() const { return m_document; }

private:
    void beginInsert(int position, int count) override;
    void endInsert() override;
    void beginRemove(int position, int count) override;
    void endRemove() override;
    void beginReset() override;
    void endReset() override;

    QVariant spanData(int row, int role) const;
    QString accessibleText(int row) const;
    void onRowsChanged(const QList<int> &rows);

    TraceDocument *m_document; ///< not owned
    std::unique_ptr<trace::TraceRows> m_rows;
};

} // namespace ui
