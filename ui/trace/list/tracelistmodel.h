// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/records.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QTimer>

namespace store {
class Store;
}

namespace ui {

/// Stored traces, newest first, read page by page; new ones come on top, or are held back while the reader is elsewhere.
class TraceListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        Id = Qt::UserRole, ///< QString, hex
        State, ///< int: trace::TraceState
        Stopped, ///< bool: a reply that a person stopped; its trace is OK
        Start, ///< qint64, nanoseconds since the epoch
        Duration, ///< qint64, nanoseconds
        SpanCount, ///< int
        InputTokens, ///< qint64; invalid: not told
        OutputTokens,
        Outbox, ///< int: store::OutboxState; invalid: never meant to leave
        Preview ///< QString
    };

    explicit TraceListModel(store::Store *store, QObject *parent = nullptr);

    void setSearch(const QString &text);
    QString search() const { return m_search; }
    void reload();
    /// While held, new traces wait: waitingCount() says how many.
    void setHeld(bool held);
    int waitingCount() const { return m_waiting; }
    qint64 totalCount() const { return m_total; }
    bool isLoading() const { return m_loading; }
    QString problem() const { return m_problem; } ///< why the list could not be read; empty: it was
    const store::TraceRow &row(int index) const { return m_rows[index]; }
    QModelIndex indexOf(const trace::TraceId &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void stateChanged(); ///< counts, loading, problem

private:
    void readFirst();
    void take(const QList<store::TraceRow> &fresh, bool whole);
    void countAll();

    store::Store *m_store; ///< not owned
    QList<store::TraceRow> m_rows;
    QString m_search;
    QString m_problem;
    QTimer m_later; ///< several changes at once are read once
    qint64 m_total = 0;
    int m_waiting = 0;
    quint64 m_request = 0;
    bool m_held = false;
    bool m_loading = false;
    bool m_complete = false; ///< the oldest trace is in the list
};

} // namespace ui
