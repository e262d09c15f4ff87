// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/tracepanel.h"

#include "base/whendone.h"
#include "store/store.h"
#include "ui/trace/anatomybar.h"
#include "ui/trace/exportbadge.h"
#include "ui/trace/figurerow.h"
#include "ui/trace/spandetail.h"
#include "ui/trace/tracedocument.h"
#include "ui/trace/tracetreemodel.h"
#include "ui/trace/tracetreeview.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pill.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int speedShare = 5; ///< its unit is the longest
// In heights of a line of small text.
constexpr int compactBelow = 23; ///< narrower: the export's button keeps only its icon
constexpr int legendBelow = 27; ///< lower: the anatomy is its bar alone
constexpr int figuresBelow = 16; ///< lower: no figures

} // namespace

TracePanel::TracePanel(const Toolkit &toolkit, store::Store *store, mlflow::Exporter *exporter, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_store(store)
    , m_document(new TraceDocument(this))
    , m_state(new Pill(toolkit.theme))
    , m_export(new ExportBadge(toolkit, store, exporter))
    , m_stack(new QStackedWidget)
    , m_empty(makeLabel(tr("Send a message to see its trace"), Theme::Type::Body, Tone::Muted))
    , m_figures(new FigureRow({tr("TTFT"), tr("Speed"), tr("Tokens out"), tr("Elapsed")}))
    , m_anatomy(new AnatomyBar(toolkit.theme, m_document))
    , m_count(makeLabel({}, Theme::Type::Small, Tone::Muted))
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_tree(new TraceTreeView(toolkit.theme, m_document, TraceTreeView::Form::Narrow))
    , m_detail(new SpanDetail(toolkit, m_document))
{
    setObjectName(u"tracePanel"_s);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"base"_s);
    setMinimumWidth(metrics::inspectorMin);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_empty->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makeBody());
    column->addWidget(m_stack, 1);
    connect(m_document, &TraceDocument::reset, this, &TracePanel::onReset);
    connect(m_document, &TraceDocument::rowAppended, this, &TracePanel::countSpans);
    connect(m_tree, &TraceTreeView::currentSpanChanged, m_detail, &SpanDetail::showSpan);
    connect(m_tree, &TraceTreeView::detailAsked, this, [this] { m_detail->setFocus(); });
    setFocusProxy(m_tree);
    m_figures->setShare(1, speedShare);
    clear();
}

QWidget *TracePanel::makeHead()
{
    auto *head = new QWidget;
    head->setFixedHeight(metrics::pageHeader);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", u"bottom"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::spaceL, 0, metrics::spaceS, 0);
    row->setSpacing(metrics::spaceS);
    m_state->setObjectName(u"traceState"_s);
    auto *closeButton = new IconButton(m_toolkit.theme, u"close"_s, tr("Hide the trace"));
    closeButton->setObjectName(u"closeInspector"_s);
    connect(closeButton, &QToolButton::clicked, this, &TracePanel::closeAsked);
    auto *openButton = new IconButton(m_toolkit.theme, u"traces"_s, tr("Show on the traces page"));
    openButton->setObjectName(u"openOnTraces"_s);
    connect(openButton, &QToolButton::clicked, this, [this] {
        if (m_id)
            Q_EMIT openAsked(*m_id);
    });
    row->addWidget(makeLabel(tr("Trace"), Theme::Type::Heading));
    row->addStretch();
    row->addWidget(m_state);
    row->addWidget(openButton);
    row->addWidget(closeButton);
    return head;
}

QWidget *TracePanel::makeBody()
{
    auto *top = new QWidget;
    auto *column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *part : {static_cast<QWidget *>(m_figures), static_cast<QWidget *>(m_anatomy)}) {
        part->setAttribute(Qt::WA_StyledBackground);
        part->setProperty("line", u"bottom"_s);
        column->addWidget(part);
    }
    auto *head = new QHBoxLayout;
    head->setContentsMargins(metrics::spaceL, 0, metrics::spaceL, 0);
    head->setSpacing(metrics::spaceS);
    head->addWidget(makeLabel(tr("Spans"), Theme::Type::Heading));
    m_count->setObjectName(u"spanCount"_s);
    m_count->setProperty(dataProperty, true);
    head->addWidget(m_count, 1);
    head->addWidget(m_export);
    head->addStrut(metrics::paneHeader);
    column->addLayout(head);
    column->addWidget(m_tree, 1);
    m_splitter->setObjectName(u"traceSplitter"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(top);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    return m_splitter;
}

void TracePanel::showLive(trace::LiveTrace *live, const trace::TraceId &id)
{
    if (m_id == id && m_document->isRunning())
        return;
    m_id = id;
    m_document->setLive(live);
    m_export->showTrace(id);
}

void TracePanel::showStored(const trace::TraceId &id)
{
    if (m_id == id)
        return;
    m_id = id;
    m_export->showTrace(id);
    base::whenDone(m_store->trace(id), this, [this, id](const base::Result<trace::TraceRecord> &record) {
        if (m_id != id)
            return;
        if (record)
            m_document->setRecord(std::make_shared<const trace::TraceRecord>(*record));
        else
            clear();
    });
}

void TracePanel::clear()
{
    m_id.reset();
    m_export->clear();
    m_state->hide();
    m_document->clear();
}

void TracePanel::setFigures(const Figures &figures)
{
    m_figures->setFigure(0, figures.firstToken);
    m_figures->setFigure(1, figures.speed, figures.speedNote);
    m_figures->setFigure(2, figures.tokensOut);
    m_figures->setFigure(3, figures.elapsed);
    m_state->setVisible(!figures.state.isEmpty());
    m_state->set(figures.notice, figures.state, figures.icon);
}

void TracePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // Of what does not fit the tree stays: the figures stand under the reply, too.
    const double line = m_count->fontMetrics().height();
    m_export->setCompact(width() < compactBelow * line);
    m_anatomy->setCompact(height() < legendBelow * line);
    m_figures->setVisible(height() >= figuresBelow * line);
}

void TracePanel::onReset()
{
    const bool empty = m_document->isEmpty();
    m_stack->setCurrentIndex(empty ? 0 : 1);
    countSpans();
    if (empty)
        return;
    // A failed span is what a person wants to see first, then the model's call.
    const QModelIndex error = m_tree->treeModel()->nextError({}, -1);
    m_tree->setCurrentSpan(error.isValid() ? m_tree->treeModel()->spanRow(error) : std::min(1, m_document->tree().size() - 1));
}

void TracePanel::countSpans()
{
    m_count->setText(formats::count(m_document->tree().size()));
}

bool TracePanel::openInMlflow()
{
    return m_export->openLink();
}

} // namespace ui
