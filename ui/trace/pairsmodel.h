// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/payloadsource.h"

#include <QtCore/QAbstractTableModel>

namespace ui {

/// Names and values: the attributes of a span, or its events.
class PairsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void showAttributes(const trace::Attributes &attributes);
    void showEvents(const QList<trace::SpanEvent> &events, base::Timestamp start);
    void clear();
    /// For copying: the whole value, up to 150 KB.
    QString fullText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<base::Json::Member> m_pairs; ///< events: offset and name, attributes
};

} // namespace ui
