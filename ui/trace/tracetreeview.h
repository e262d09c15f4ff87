// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/trace/timescale.h"

#include <QtCore/QBasicTimer>
#include <QtWidgets/QTableView>

namespace ui {

class SpanDelegate;
class Theme;
class TraceDocument;
class TraceTreeModel;

/// The spans of a document as a foldable table with a waterfall. Grows with a running trace without moving what a person looks at.
class TraceTreeView : public QTableView
{
    Q_OBJECT

public:
    /// Wide has columns for time and tokens; narrow writes the times beside the bars.
    enum class Form { Narrow, Wide };

    TraceTreeView(const Theme *theme, TraceDocument *document, Form form, QWidget *parent = nullptr);

    TraceTreeModel *treeModel() const { return m_model; }
    int currentSpan() const; ///< row in the trace, -1: none
    void setCurrentSpan(int row); ///< unfolds and scrolls to it; -1: none

Q_SIGNALS:
    void currentSpanChanged(int row);
    void detailAsked(); ///< Enter

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void applyTheme();
    void updateTime();
    void fold(bool expanded);
    void layoutColumns();
    void step(int by);

    const Theme *m_theme; ///< not owned
    TraceDocument *m_document; ///< not owned
    Form m_form;
    TimeScale m_scale;
    TraceTreeModel *m_model;
    SpanDelegate *m_delegate;
    QBasicTimer m_tick;
};

} // namespace ui
