// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/list/tracelistmodel.h"

#include "base/whendone.h"
#include "store/store.h"
#include "ui/widgets/formats.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int pageSize = 100;
constexpr int mostReread = 500;
constexpr int rereadDelayMs = 120;

bool isStopped(const store::TraceRow &row)
{
    return row.turn == llm::TurnState::Stopped;
}

QString stateText(const store::TraceRow &row)
{
    if (isStopped(row))
        return TraceListModel::tr("stopped");
    switch (row.state) {
    case trace::TraceState::InProgress:
        return TraceListModel::tr("running");
    case trace::TraceState::Ok:
        return TraceListModel::tr("OK");
    case trace::TraceState::Error:
        return TraceListModel::tr("failed");
    }
    return {};
}

bool sameIds(const QList<store::TraceRow> &a, const QList<store::TraceRow> &b, qsizetype offset)
{
    return std::equal(a.begin() + offset, a.end(), b.begin(), b.end(),
                      [](const store::TraceRow &x, const store::TraceRow &y) { return x.id == y.id; });
}

} // namespace

TraceListModel::TraceListModel(store::Store *store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
    m_later.setSingleShot(true);
    m_later.setInterval(rereadDelayMs);
    connect(&m_later, &QTimer::timeout, this, &TraceListModel::readFirst);
    const auto later = [this] {
        if (!m_later.isActive())
            m_later.start();
    };
    connect(store, &store::Store::tracesChanged, this, later);
    connect(store, &store::Store::outboxChanged, this, later);
    readFirst();
}

void TraceListModel::setSearch(const QString &text)
{
    if (text == m_search)
        return;
    m_search = text;
    reload();
}

void TraceListModel::reload()
{
    beginResetModel();
    m_rows.clear();
    m_complete = false;
    endResetModel();
    readFirst();
}

void TraceListModel::setHeld(bool held)
{
    if (std::exchange(m_held, held) && !held)
        readFirst();
}

void TraceListModel::countAll()
{
    base::whenDone(m_store->traceCount(), this, [this](const base::Result<qint64> &count) {
        m_total = count.value_or(m_total);
        Q_EMIT stateChanged();
    });
}

void TraceListModel::readFirst()
{
    const int limit = std::clamp(int(m_rows.size()), pageSize, mostReread);
    store::TraceQuery query;
    query.text = m_search;
    query.limit = limit;
    m_loading = m_rows.isEmpty();
    const quint64 request = ++m_request;
    base::whenDone(m_store->traces(query), this, [this, request, limit](const base::Result<QList<store::TraceRow>> &rows) {
        if (request != m_request)
            return;
        m_loading = false;
        m_problem = rows ? QString() : rows.error().message;
        if (rows)
            take(*rows, rows->size() < limit);
        countAll();
        Q_EMIT stateChanged();
    });
}

void TraceListModel::take(const QList<store::TraceRow> &fresh, bool whole)
{
    QList<store::TraceRow> next = fresh;
    const auto older = [&](const store::TraceRow &row) {
        return !fresh.isEmpty() && std::pair(row.start, row.id.hex()) < std::pair(fresh.last().start, fresh.last().id.hex());
    };
    if (!whole)
        std::copy_if(m_rows.cbegin(), m_rows.cend(), std::back_inserter(next), older);
    m_complete = whole || (m_complete && !m_rows.isEmpty());
    const qsizetype grown = next.size() - m_rows.size();
    const bool onTop = grown > 0 && !m_rows.isEmpty() && sameIds(next, m_rows, grown);
    m_waiting = 0;
    if (onTop && m_held) {
        m_waiting = int(grown);
        next = next.mid(grown);
    } else if (onTop) {
        beginInsertRows({}, 0, int(grown) - 1);
        m_rows = next;
        endInsertRows();
        return;
    }
    if (next.size() == m_rows.size() && sameIds(next, m_rows, 0)) {
        m_rows = next;
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
        return;
    }
    beginResetModel();
    m_rows = next;
    endResetModel();
}

bool TraceListModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_complete && !m_loading && !m_rows.isEmpty();
}

void TraceListModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_loading = true;
    store::TraceQuery query;
    query.text = m_search;
    query.limit = pageSize;
    query.before = std::pair(m_rows.last().start, m_rows.last().id);
    const quint64 request = ++m_request;
    base::whenDone(m_store->traces(query), this, [this, request](const base::Result<QList<store::TraceRow>> &rows) {
        if (request != m_request)
            return;
        m_loading = false;
        if (rows && !rows->isEmpty()) {
            beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + rows->size()) - 1);
            m_rows += *rows;
            endInsertRows();
        }
        m_complete = rows && rows->size() < pageSize;
        Q_EMIT stateChanged();
    });
}

QModelIndex TraceListModel::indexOf(const trace::TraceId &id) const
{
    const auto found = std::ranges::find(m_rows, id, &store::TraceRow::id);
    return found == m_rows.cend() ? QModelIndex() : index(int(found - m_rows.cbegin()));
}

int TraceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TraceListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::TraceRow &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.name.isEmpty() ? tr("trace without a name") : row.name;
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3").arg(row.name, formats::duration(row.duration), stateText(row));
    case Id:
        return row.id.hex();
    case State:
        return int(row.state);
    case Stopped:
        return isStopped(row);
    case Start:
        return qint64(row.start.time_since_epoch().count());
    case Duration:
        return qint64(row.duration.count());
    case SpanCount:
        return row.spanCount;
    case InputTokens:
        return row.inputTokens ? QVariant(*row.inputTokens) : QVariant();
    case OutputTokens:
        return row.outputTokens ? QVariant(*row.outputTokens) : QVariant();
    case Outbox:
        return row.outbox ? QVariant(int(*row.outbox)) : QVariant();
    case Preview:
        return row.preview;
    default:
        return {};
    }
}

} // namespace ui
