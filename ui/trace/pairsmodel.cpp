// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/pairsmodel.h"

#include "text/jsontext.h"
#include "ui/widgets/formats.h"

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype cellLimit = 400;
constexpr qsizetype copyLimit = 150 * 1024;

} // namespace

void PairsModel::showAttributes(const trace::Attributes &attributes)
{
    beginResetModel();
    m_pairs = attributes.members();
    endResetModel();
}

void PairsModel::showEvents(const QList<trace::SpanEvent> &events, base::Timestamp start)
{
    beginResetModel();
    m_pairs.clear();
    m_pairs.reserve(events.size());
    for (const trace::SpanEvent &event : events) {
        const QString name = u"+%1  %2"_s.arg(formats::offset(event.time - start), event.name);
        m_pairs.append({name, base::Json::object(event.attributes.members())});
    }
    endResetModel();
}

void PairsModel::clear()
{
    showAttributes({});
}

QString PairsModel::fullText(int row) const
{
    const base::Json &value = m_pairs[row].second;
    return value.isString() ? value.toString() : text::jsonText(value, copyLimit);
}

int PairsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_pairs.size());
}

int PairsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PairsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const base::Json::Member &pair = m_pairs[index.row()];
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return index.column() == Name ? pair.first : text::jsonLine(pair.second, cellLimit);
    // As markup it would be read by the tool tip: nothing of it may act.
    if (role == Qt::ToolTipRole)
        return u"<span>%1</span>"_s.arg(index.column() == Name ? pair.first.toHtmlEscaped()
                                                               : text::jsonLine(pair.second, cellLimit).toHtmlEscaped());
    return {};
}

QVariant PairsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

} // namespace ui
