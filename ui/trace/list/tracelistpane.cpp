// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/list/tracelistpane.h"

#include "ui/trace/list/tracelistdelegate.h"
#include "ui/trace/list/tracelistmodel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/escapekey.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int typingPauseMs = 150;
enum State { List, Empty, NoMatch };

} // namespace

TraceListPane::TraceListPane(const Toolkit &toolkit, store::Store *store, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_model(new TraceListModel(store, this))
    , m_count(makeLabel({}, Theme::Type::Small, Tone::Muted))
    , m_search(new QLineEdit)
    , m_new(new QPushButton)
    , m_banner(new Banner(toolkit.theme))
    , m_stack(new QStackedWidget)
    , m_list(new QListView)
{
    setObjectName(u"traceListPane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"window"_s);
    m_search->setObjectName(u"searchTraces"_s);
    m_search->setPlaceholderText(tr("Search chats and spans"));
    m_search->setAccessibleName(tr("Search chats and spans"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icons::icon(toolkit.theme, u"search"_s, Colour::TextMuted), QLineEdit::LeadingPosition);
    m_new->setObjectName(u"newTraces"_s);
    m_new->setProperty("small", true);
    m_new->hide();
    m_banner->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    auto *searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(metrics::spaceM, metrics::spaceS, metrics::spaceM, metrics::spaceS);
    searchRow->setSpacing(metrics::spaceS);
    searchRow->addWidget(m_search);
    searchRow->addWidget(m_banner);
    searchRow->addWidget(m_new, 0, Qt::AlignHCenter);
    column->addLayout(searchRow);
    column->addWidget(makeStates(), 1);
    connectParts();
    setFocusProxy(m_list);
    refresh();
}

QWidget *TraceListPane::makeHead()
{
    auto *head = new QWidget;
    head->setFixedHeight(metrics::pageHeader);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::spaceM, 0, metrics::spaceS, 0);
    row->setSpacing(metrics::spaceS);
    m_count->setObjectName(u"traceCount"_s);
    m_count->setProperty(dataProperty, true);
    row->addWidget(makeLabel(tr("Traces"), Theme::Type::Title));
    row->addWidget(m_count, 1);
    auto *open = new IconButton(m_toolkit.theme, u"import"_s, tr("Open a trace file"));
    open->setObjectName(u"openFile"_s);
    connect(open, &QToolButton::clicked, this, &TraceListPane::fileAsked);
    row->addWidget(open);
    return head;
}

QWidget *TraceListPane::makeStates()
{
    m_list->setObjectName(u"traceList"_s);
    m_list->setAccessibleName(tr("Traces"));
    m_list->setProperty("surface", u"window"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TraceListDelegate(m_toolkit.theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_stack->addWidget(m_list);
    auto *empty = new EmptyState(m_toolkit.theme, u"traces"_s);
    empty->setObjectName(u"noTraces"_s);
    empty->setTitle(tr("No traces yet"));
    empty->setText(tr("Each chat leaves one here. Traces from elsewhere can be opened from a file."));
    connect(empty->addButton(tr("Open file"), u"folder"_s), &QPushButton::clicked, this, &TraceListPane::fileAsked);
    connect(empty->addButton(tr("Connect MLflow")), &QPushButton::clicked, this, &TraceListPane::mlflowAsked);
    m_stack->addWidget(empty);
    auto *none = new EmptyState(m_toolkit.theme, u"filter"_s);
    none->setObjectName(u"noMatch"_s);
    none->setTitle(tr("No trace matches"));
    none->setText(tr("Words are looked for in chats, names, inputs and outputs of spans."));
    connect(none->addButton(tr("Clear the search"), u"close"_s), &QPushButton::clicked, m_search, &QLineEdit::clear);
    m_stack->addWidget(none);
    return m_stack;
}

void TraceListPane::connectParts()
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(typingPauseMs);
    connect(&m_delay, &QTimer::timeout, this, &TraceListPane::search);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_delay.start(); });
    connect(m_model, &TraceListModel::stateChanged, this, &TraceListPane::refresh);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        if (m_current)
            setCurrent(*m_current);
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (!index.isValid() || m_selecting)
            return;
        m_current = m_model->row(index.row()).id;
        Q_EMIT opened(*m_current);
    });
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) { m_model->setHeld(value > 0); });
    connect(m_new, &QPushButton::clicked, m_list, &QListView::scrollToTop);
    connect(m_toolkit.theme, &Theme::changed, m_list, [this] { m_list->doItemsLayout(); });
    m_list->installEventFilter(this);
    m_search->installEventFilter(this);
    new EscapeKey(m_search, [this] { return !m_search->text().isEmpty(); }, [this] { m_search->clear(); });
}

void TraceListPane::refresh()
{
    const bool empty = m_model->rowCount() == 0 && !m_model->isLoading();
    m_stack->setCurrentIndex(!empty ? List : m_model->search().isEmpty() ? Empty : NoMatch);
    m_count->setText(formats::count(m_model->totalCount()));
    m_new->setVisible(m_model->waitingCount() > 0);
    m_new->setText(tr("%n new", nullptr, m_model->waitingCount()));
    m_banner->setVisible(!m_model->problem().isEmpty());
    m_banner->setNotice(Notice::Error);
    m_banner->setTitle(tr("The traces could not be read"));
    m_banner->setText(m_model->problem());
    if (!m_current && !empty && m_model->rowCount() > 0)
        m_list->setCurrentIndex(m_model->index(0));
}

void TraceListPane::search()
{
    m_model->setSearch(m_search->text().trimmed());
}

void TraceListPane::setCurrent(const trace::TraceId &id)
{
    m_current = id;
    const QModelIndex index = m_model->indexOf(id);
    m_selecting = true;
    m_list->setCurrentIndex(index);
    m_selecting = false;
}

void TraceListPane::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void TraceListPane::step(int by)
{
    const QModelIndex next = m_model->index(m_list->currentIndex().row() + by);
    if (next.isValid())
        m_list->setCurrentIndex(next);
}

bool TraceListPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_list && m_current) {
        if (key == Qt::Key_Delete)
            Q_EMIT removeAsked(*m_current);
        else if (key == Qt::Key_Return || key == Qt::Key_Enter)
            Q_EMIT detailAsked();
        else if (key == Qt::Key_J || key == Qt::Key_K)
            step(key == Qt::Key_J ? 1 : -1);
        else
            return QWidget::eventFilter(watched, event);
        return true;
    }
    if (watched == m_search && (key == Qt::Key_Down || key == Qt::Key_Return)) {
        m_list->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
