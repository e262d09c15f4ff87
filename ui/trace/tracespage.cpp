// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/tracespage.h"

#include "base/whendone.h"
#include "services/tracefiles.h"
#include "store/store.h"
#include "ui/shell/navigator.h"
#include "ui/shell/prompts.h"
#include "ui/trace/exportbadge.h"
#include "ui/trace/spandetail.h"
#include "ui/trace/tracedocument.h"
#include "ui/trace/list/tracelistmodel.h"
#include "ui/trace/list/tracelistpane.h"
#include "ui/trace/tracesummary.h"
#include "ui/trace/tracetreemodel.h"
#include "ui/trace/tracetreeview.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int listNarrowest = 240;
constexpr int listWidest = 420;
constexpr int treeShare = 300; ///< of the height, where the detail lies below the tree
constexpr int detailShare = 200;
enum Shown { Tree, Message };

} // namespace

TracesPage::TracesPage(const Services &services, const Toolkit &toolkit, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_toolkit(toolkit)
    , m_document(new TraceDocument(this))
    , m_list(new TraceListPane(toolkit, services.store))
    , m_state(new IconLabel(toolkit.theme, u"traces"_s, Colour::TextMuted))
    , m_name(new ElidedLabel)
    , m_idLabel(new ElidedLabel(Qt::ElideMiddle))
    , m_remove(new IconButton(toolkit.theme, u"trash"_s, tr("Delete this trace")))
    , m_showList(new IconButton(toolkit.theme, u"columns"_s, tr("Show the list")))
    , m_summary(new TraceSummary(toolkit.theme, m_document))
    , m_export(new ExportBadge(toolkit, services.store, services.exporter))
    , m_tree(new TraceTreeView(toolkit.theme, m_document, TraceTreeView::Form::Wide))
    , m_stack(new QStackedWidget)
    , m_message(makeLabel({}, Theme::Type::Body, Tone::Muted))
    , m_detail(new SpanDetail(toolkit, m_document))
    , m_splitter(new QSplitter)
    , m_inner(new QSplitter)
{
    setObjectName(u"tracesPage"_s);
    layPanes();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
    connectParts();
    onReset();
}

void TracesPage::layPanes()
{
    m_list->setMinimumWidth(listNarrowest);
    m_list->setMaximumWidth(listWidest);
    m_detail->setMinimumWidth(metrics::inspectorMin);
    m_inner->addWidget(makeCentre());
    m_inner->addWidget(m_detail);
    m_inner->setStretchFactor(0, 1);
    m_inner->setStretchFactor(1, 0);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_inner);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    for (QSplitter *splitter : {m_splitter, m_inner}) {
        splitter->setHandleWidth(1);
        splitter->setChildrenCollapsible(false);
    }
}

QWidget *TracesPage::makeHead()
{
    auto *head = new QWidget;
    head->setFixedHeight(metrics::pageHeader);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", u"bottom"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::spaceL, 0, metrics::spaceS, 0);
    row->setSpacing(metrics::spaceS);
    m_name->setObjectName(u"traceName"_s);
    m_name->setProperty("type", u"title"_s);
    m_name->setProperty(dataProperty, true);
    m_idLabel->setObjectName(u"traceId"_s);
    m_idLabel->setProperty("type", u"code"_s);
    m_idLabel->setProperty("tone", u"muted"_s);
    m_idLabel->setProperty(dataProperty, true);
    m_idLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remove->setObjectName(u"removeTrace"_s);
    m_showList->setObjectName(u"showList"_s);
    m_showList->hide();
    row->addWidget(m_showList);
    row->addWidget(m_state);
    row->addWidget(m_name, 2);
    row->addWidget(m_idLabel, 1);
    row->addWidget(m_remove);
    return head;
}

QWidget *TracesPage::makeCentre()
{
    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_summary->setAttribute(Qt::WA_StyledBackground);
    m_summary->setProperty("line", u"bottom"_s);
    m_summary->setEnd(m_export);
    column->addWidget(m_summary);
    m_message->setObjectName(u"traceMessage"_s);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_message);
    column->addWidget(m_stack, 1);
    return centre;
}

void TracesPage::connectParts()
{
    connect(m_list, &TraceListPane::opened, this, &TracesPage::open);
    connect(m_list, &TraceListPane::fileAsked, this, &TracesPage::askForFile);
    connect(m_list, &TraceListPane::mlflowAsked, this,
            [this] { m_toolkit.navigator->openSettings(Navigator::SettingsPlace::Mlflow); });
    connect(m_list, &TraceListPane::removeAsked, this, &TracesPage::askRemove);
    connect(m_list, &TraceListPane::detailAsked, m_tree, [this] { m_tree->setFocus(Qt::OtherFocusReason); });
    connect(m_remove, &QToolButton::clicked, this, [this] {
        if (m_id)
            askRemove(*m_id);
    });
    connect(m_showList, &QToolButton::clicked, this, &TracesPage::toggleList);
    connect(m_tree, &TraceTreeView::currentSpanChanged, m_detail, &SpanDetail::showSpan);
    connect(m_document, &TraceDocument::reset, this, &TracesPage::onReset);
}

QString TracesPage::title() const
{
    return tr("Traces");
}

QList<QWidget *> TracesPage::panes() const
{
    return {m_list, m_tree, m_detail};
}

void TracesPage::enter()
{
    (m_narrow ? static_cast<QWidget *>(m_tree) : m_list)->setFocus(Qt::OtherFocusReason);
}

void TracesPage::openItem(const QString &id)
{
    if (id.isEmpty()) {
        findHere();
        return;
    }
    if (const auto parsed = trace::TraceId::fromHex(id)) {
        m_list->setCurrent(*parsed);
        open(*parsed);
    }
}

void TracesPage::open(const trace::TraceId &id)
{
    if (m_id == id)
        return;
    m_id = id;
    m_export->showTrace(id);
    base::whenDone(m_services.store->trace(id), this, [this, id](const base::Result<trace::TraceRecord> &record) {
        if (m_id == id)
            show(record);
    });
}

void TracesPage::show(const base::Result<trace::TraceRecord> &record)
{
    if (record) {
        m_document->setRecord(std::make_shared<const trace::TraceRecord>(*record));
        return;
    }
    m_document->clear();
    m_message->setText(tr("This trace cannot be shown: %1").arg(record.error().message));
}

void TracesPage::onReset()
{
    const trace::TraceRecord *record = m_document->record();
    const bool empty = m_document->isEmpty();
    m_stack->setCurrentIndex(empty ? Message : Tree);
    m_remove->setVisible(m_id.has_value());
    m_summary->setVisible(record);
    m_detail->setVisible(!empty);
    m_name->setFullText(record ? record->info.name : QString());
    m_idLabel->setFullText(m_id ? m_id->hex() : QString());
    if (m_document->isLoading())
        m_message->setText(tr("Reading the spans…"));
    else if (!record)
        m_message->setText(tr("Choose a trace to see its spans"));
    else if (empty)
        m_message->setText(tr("No spans in this trace"));
    const bool failed = record && record->info.state == trace::TraceState::Error;
    m_state->setVisible(record);
    m_state->setIconName(failed ? u"error"_s : u"ok"_s, failed ? Colour::StatusError : Colour::StatusOk);
    if (!empty)
        m_tree->setCurrentSpan(0);
}

void TracesPage::askForFile()
{
    Prompts::FileWish wish;
    wish.title = tr("Open a trace file");
    wish.filters = QStringList{tr("Trace files (*.json)"), tr("All files (*)")};
    m_toolkit.prompts->openFile(this, wish, [this](const QString &path) {
        if (!path.isEmpty())
            m_services.files->open(path);
    });
}

void TracesPage::askRemove(const trace::TraceId &id)
{
    Prompts::Question question;
    question.title = tr("Delete this trace?");
    question.text = tr("It is deleted from this computer, and if it still waits for MLflow it is not sent. What is in MLflow stays there.");
    question.action = tr("Delete");
    question.destructive = true;
    m_toolkit.prompts->ask(this, question, [this, id](Prompts::Choice choice) {
        if (choice != Prompts::Choice::Action)
            return;
        m_list->step(1);
        m_services.store->removeTrace(id);
        if (m_id == id) {
            m_id.reset();
            m_export->clear();
            m_document->clear();
        }
    });
}

void TracesPage::setNarrow(bool narrow, bool overlayInspector)
{
    const auto orientation = overlayInspector ? Qt::Vertical : Qt::Horizontal;
    if (m_inner->orientation() != orientation) {
        m_inner->setOrientation(orientation);
        m_inner->setSizes(overlayInspector ? QList{treeShare, detailShare} : QList{width() - metrics::detail, metrics::detail});
    }
    m_detail->setMinimumWidth(overlayInspector ? 0 : metrics::inspectorMin);
    m_showList->setVisible(narrow);
    m_narrow = narrow;
    if (narrow && m_splitter->indexOf(m_list) >= 0) {
        m_list->setParent(this);
        m_list->hide();
    } else if (!narrow && m_splitter->indexOf(m_list) < 0) {
        m_splitter->insertWidget(0, m_list);
        m_list->show();
    }
    placeList();
}

void TracesPage::placeList()
{
    setEdge(m_list, Qt::RightEdge, m_narrow);
    if (!m_narrow)
        return;
    m_list->setGeometry(0, 0, metrics::traceList, height());
    m_list->raise();
}

void TracesPage::sizePanes()
{
    // Once, at the page's real width: before that the splitter would keep little more than the minimum.
    const int width = m_splitter->width();
    if (m_narrow || m_sized || width < metrics::breakNarrow - metrics::rail)
        return;
    m_sized = true;
    m_splitter->setSizes({metrics::traceList, width - metrics::traceList});
    if (m_inner->orientation() == Qt::Horizontal)
        m_inner->setSizes({width - metrics::traceList - metrics::detail, metrics::detail});
}

void TracesPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    sizePanes();
    placeList();
}

void TracesPage::findHere()
{
    m_list->show();
    placeList();
    m_list->focusSearch();
}

void TracesPage::toggleList()
{
    m_list->setVisible(m_list->isHidden());
    placeList();
}

void TracesPage::toggleInspector()
{
    m_detail->setVisible(m_detail->isHidden());
}

void TracesPage::reload()
{
    m_list->model()->reload();
}

bool TracesPage::openInMlflow()
{
    return m_export->openLink();
}

bool TracesPage::closeTop()
{
    if (!m_narrow || !m_list->isVisible())
        return false;
    m_list->hide();
    m_tree->setFocus(Qt::OtherFocusReason);
    return true;
}

QByteArray TracesPage::saveLayout() const
{
    return m_narrow ? QByteArray() : m_splitter->saveState();
}

void TracesPage::restoreLayout(const QByteArray &state)
{
    if (!state.isEmpty() && !m_narrow)
        m_sized = m_splitter->restoreState(state);
}

} // namespace ui
