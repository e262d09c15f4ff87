// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/tracetreeview.h"

#include "ui/trace/axisheader.h"
#include "ui/trace/spandelegate.h"
#include "ui/trace/tracedocument.h"
#include "ui/trace/tracetreemodel.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtCore/QTimerEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHeaderView>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int tickMs = 100; ///< how often running bars move
constexpr int leastTime = 76;
constexpr int leastTokens = 96;
constexpr double nameShare = 0.42;
constexpr int narrowestName = 140;
constexpr int widestName = 420;

} // namespace

TraceTreeView::TraceTreeView(const Theme *theme, TraceDocument *document, Form form, QWidget *parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_document(document)
    , m_form(form)
    , m_model(new TraceTreeModel(document, this))
    , m_delegate(new SpanDelegate(theme, &m_scale, this))
{
    setObjectName(QStringLiteral("spanTree"));
    setAccessibleName(tr("Spans"));
    setModel(m_model);
    setItemDelegate(m_delegate);
    setHorizontalHeader(new AxisHeader(theme, &m_scale, this));
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setStretchLastSection(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(1);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setFrameShape(NoFrame);
    m_delegate->setLabels(form == Form::Narrow);
    setColumnHidden(TraceTreeModel::Time, form == Form::Narrow);
    setColumnHidden(TraceTreeModel::Tokens, form == Form::Narrow);
    for (const auto signal : {&TraceDocument::reset, &TraceDocument::infoChanged})
        connect(document, signal, this, &TraceTreeView::updateTime);
    connect(document, &TraceDocument::rowsChanged, this, &TraceTreeView::updateTime);
    connect(theme, &Theme::changed, this, &TraceTreeView::applyTheme);
    applyTheme();
    updateTime();
}

void TraceTreeView::applyTheme()
{
    verticalHeader()->setDefaultSectionSize(m_theme->rowHeight(metrics::rowTree));
    layoutColumns();
    viewport()->update();
}

void TraceTreeView::updateTime()
{
    const bool running = m_document->isRunning();
    const qint64 before = m_scale.length();
    m_scale.fit(m_document->elapsed(), running);
    m_delegate->setNow(m_document->elapsed());
    if (before != m_scale.length())
        viewport()->update();
    if (before != m_scale.length())
        horizontalHeader()->viewport()->update();
    if (running && !m_tick.isActive())
        m_tick.start(tickMs, this);
    else if (!running)
        m_tick.stop();
}

void TraceTreeView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_tick.timerId()) {
        QTableView::timerEvent(event);
        return;
    }
    updateTime();
    // Only what runs moves.
    const int first = std::max(0, rowAt(0));
    const int last = rowAt(viewport()->height() - 1) < 0 ? m_model->rowCount() - 1 : rowAt(viewport()->height() - 1);
    for (int row = first; row <= last; ++row) {
        if (m_model->index(row, 0).data(TraceTreeModel::Running).toBool())
            viewport()->update(QRect(columnViewportPosition(TraceTreeModel::Name), rowViewportPosition(row), viewport()->width(), rowHeight(row)));
    }
}

int TraceTreeView::currentSpan() const
{
    return m_model->spanRow(currentIndex());
}

void TraceTreeView::setCurrentSpan(int row)
{
    const QModelIndex index = m_model->reveal(row);
    setCurrentIndex(index);
    if (index.isValid())
        scrollTo(index);
}

void TraceTreeView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT currentSpanChanged(m_model->spanRow(current));
}

void TraceTreeView::fold(bool expanded)
{
    const QModelIndex index = currentIndex();
    if (!index.isValid())
        return;
    const bool hasChildren = index.data(TraceTreeModel::ChildCount).toInt() > 0;
    if (hasChildren && index.data(TraceTreeModel::Expanded).toBool() != expanded) {
        m_model->setExpanded(index.siblingAtColumn(0), expanded);
    } else if (!expanded) {
        const int parent = m_document->tree().parent(m_model->spanRow(index));
        if (parent >= 0)
            setCurrentIndex(m_model->indexOf(parent));
    } else if (hasChildren) {
        step(1);
    }
}

void TraceTreeView::step(int by)
{
    const QModelIndex next = m_model->index(currentIndex().row() + by, 0);
    if (next.isValid())
        setCurrentIndex(next);
}

void TraceTreeView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier));
    if (plain && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Left)) {
        fold(event->key() == Qt::Key_Right);
        return;
    }
    switch (plain ? event->key() : 0) {
    case Qt::Key_Asterisk:
        m_model->expandAll();
        return;
    case Qt::Key_E:
        setCurrentIndex(m_model->nextError(currentIndex(), event->modifiers() & Qt::ShiftModifier ? -1 : 1));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT detailAsked();
        return;
    default:
        QTableView::keyPressEvent(event);
    }
}

void TraceTreeView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (index.isValid() && index.column() == TraceTreeModel::Name) {
        const QRect branch = m_delegate->branchRect(visualRect(index), index.data(TraceTreeModel::Depth).toInt());
        if (branch.contains(event->position().toPoint())) {
            m_model->setExpanded(index, !index.data(TraceTreeModel::Expanded).toBool());
            return;
        }
    }
    QTableView::mousePressEvent(event);
}

void TraceTreeView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint()).siblingAtColumn(0);
    if (index.isValid())
        m_model->setExpanded(index, !index.data(TraceTreeModel::Expanded).toBool());
}

void TraceTreeView::layoutColumns()
{
    const int width = viewport()->width();
    const QFontMetrics words(m_theme->font(Theme::Type::Body));
    const int time = std::max(leastTime, words.horizontalAdvance(u"4 m 12 s"_s) + metrics::spaceL);
    const int tokens = std::max(leastTokens, words.horizontalAdvance(u"903 → 4,791"_s) + metrics::spaceL);
    const int fixed = m_form == Form::Wide ? time + tokens : 0;
    const int name = std::clamp(int((width - fixed) * nameShare), narrowestName, widestName);
    setColumnWidth(TraceTreeModel::Name, name);
    setColumnWidth(TraceTreeModel::Time, time);
    setColumnWidth(TraceTreeModel::Tokens, tokens);
}

void TraceTreeView::resizeEvent(QResizeEvent *event)
{
    layoutColumns();
    QTableView::resizeEvent(event);
}

} // namespace ui
