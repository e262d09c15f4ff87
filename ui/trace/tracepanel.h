// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trace/ids.h"
#include "trace/livetrace.h"
#include "ui/shell/toolkit.h"
#include "ui/widgets/notice.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QSplitter;
class QStackedWidget;
QT_END_NAMESPACE

namespace mlflow {
class Exporter;
}
namespace store {
class Store;
}

namespace ui {

class AnatomyBar;
class ExportBadge;
class FigureRow;
class Pill;
class SpanDetail;
class TraceDocument;
class TraceTreeView;

/// The trace beside a chat: figures, anatomy of the wait, the growing tree, and the span that is selected.
class TracePanel : public QWidget
{
    Q_OBJECT

public:
    /// What stands at the top, made by the page from the turn's numbers; texts as formats gives them.
    struct Figures
    {
        QString firstToken;
        QString speed;
        QString speedNote; ///< why it is missing
        QString tokensOut;
        QString elapsed;
        QString state; ///< "stop", "stopped", "Live 3.24 s"
        Notice notice = Notice::Idle; ///< how `state` is shown
        QString icon; ///< beside `state`
    };

    TracePanel(const Toolkit &toolkit, store::Store *store, mlflow::Exporter *exporter, QWidget *parent = nullptr);

    void showLive(trace::LiveTrace *live, const trace::TraceId &id);
    void showStored(const trace::TraceId &id); ///< read from the store
    void clear();
    void setFigures(const Figures &figures);
    bool openInMlflow(); ///< false: the trace is not there
    TraceDocument *document() const { return m_document; }
    TraceTreeView *tree() const { return m_tree; }

Q_SIGNALS:
    void closeAsked();
    void openAsked(const trace::TraceId &id); ///< on the traces page

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeBody();
    void onReset();
    void countSpans();

    Toolkit m_toolkit;
    store::Store *m_store; ///< not owned
    TraceDocument *m_document;
    Pill *m_state;
    ExportBadge *m_export;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    FigureRow *m_figures;
    AnatomyBar *m_anatomy;
    QLabel *m_count;
    QSplitter *m_splitter;
    TraceTreeView *m_tree;
    SpanDetail *m_detail;
    std::optional<trace::TraceId> m_id;
};

} // namespace ui
