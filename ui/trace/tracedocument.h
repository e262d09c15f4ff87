// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/livetrace.h"
#include "trace/payloadsource.h"
#include "trace/tracerows.h"

#include <QtCore/QBasicTimer>
#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <memory>

namespace ui {

/// The trace a view shows: one that grows, or one that is whole. Brings its tree up to date once per frame and tells what changed. GUI thread.
class TraceDocument : public QObject
{
    Q_OBJECT

public:
    explicit TraceDocument(QObject *parent = nullptr);
    ~TraceDocument() override;

    void clear();
    void setLive(trace::LiveTrace *live); ///< not owned; may go away at any time, which empties the document
    /// A large one gets its tree in the thread pool: loading() until then.
    void setRecord(std::shared_ptr<const trace::TraceRecord> record);

    bool isEmpty() const { return m_tree->size() == 0; }
    bool isLoading() const { return m_isLoading; }
    bool isRunning() const; ///< some span has not ended
    const trace::TraceRecord *record() const; ///< null if there is none
    const trace::TraceTree &tree() const { return *m_tree; }
    const trace::Span &span(int row) const { return record()->spans[row]; }
    /// What chooses a row's chip and colour: its phase if it is one of ours, else its type.
    QString mark(int row) const;
    trace::PayloadSource *payloads() const { return m_payloads.get(); } ///< null if there is no trace
    /// Nanoseconds from the trace's start to now (running) or to its end.
    qint64 elapsed() const;

Q_SIGNALS:
    void aboutToReset();
    void reset(); ///< another trace, or the same with another tree
    void rowAppended(const trace::TraceTree::Appended &change); ///< tree() has it already
    void rowsChanged(const QList<int> &rows);
    void infoChanged();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    using Tree = std::shared_ptr<trace::TraceTree>;

    void takeTree(const Tree &tree);
    void catchUp();

    Tree m_tree;
    QPointer<trace::LiveTrace> m_live;
    std::shared_ptr<const trace::TraceRecord> m_record;
    std::unique_ptr<trace::PayloadSource> m_payloads;
    QBasicTimer m_frame;
    quint64 m_generation = 0;
    quint64 m_request = 0; ///< only the latest tree counts
    bool m_isLoading = false;
};

} // namespace ui
