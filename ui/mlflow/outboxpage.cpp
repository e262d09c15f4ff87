// SPDX-License-Identifier: Apache-2.0
#include "ui/mlflow/outboxpage.h"

#include "base/whendone.h"
#include "mlflow/exporter.h"
#include "store/store.h"
#include "ui/mlflow/localmlflowbar.h"
#include "ui/mlflow/outboxdelegate.h"
#include "ui/mlflow/outboxmodel.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/navigator.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pill.h"

#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int clockMs = 1000;
constexpr int mostRows = 2000;
enum Sheet { List, Empty };

base::Timestamp now()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

QString waitingWords(int count)
{
    return count == 1 ? OutboxPage::tr("1 trace waits for MLflow")
                      : OutboxPage::tr("%1 traces wait for MLflow").arg(formats::count(count));
}

} // namespace

OutboxPage::OutboxPage(const Services &services, const Toolkit &toolkit, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_toolkit(toolkit)
    , m_model(new OutboxModel(this))
    , m_state(new Pill(toolkit.theme))
    , m_counts(makeLabel({}, Theme::Type::Small, Tone::Muted))
    , m_withSent(new QPushButton(tr("Show what was sent")))
    , m_retryAll(new QPushButton(tr("Send all now")))
    , m_banner(new Banner(toolkit.theme))
    , m_list(new QListView)
    , m_stack(new QStackedWidget)
    , m_reason(makeLabel({}, Theme::Type::Body, Tone::Secondary))
    , m_retry(new QPushButton(tr("Retry now")))
    , m_restore(new QPushButton(tr("Restore the experiment")))
    , m_trace(new QPushButton(tr("Show trace")))
    , m_open(new QPushButton(tr("Open in MLflow")))
{
    setObjectName(u"outboxPage"_s);
    m_banner->setObjectName(u"outboxBanner"_s);
    auto *banners = new QVBoxLayout;
    banners->setContentsMargins(metrics::spaceL, metrics::spaceS, metrics::spaceL, metrics::spaceS);
    banners->addWidget(m_banner);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(new LocalMlflowBar(toolkit, services.localMlflow, services.settings, services.startLocalMlflow, this));
    column->addLayout(banners);
    column->addWidget(makeStates(), 1);
    m_foot = makeFoot();
    column->addWidget(m_foot);
    connectParts();
    addActions();
    showStatus();
    showCurrent();
}

QWidget *OutboxPage::makeHead()
{
    auto *head = new QWidget;
    head->setFixedHeight(metrics::pageHeader);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", u"bottom"_s);
    m_state->setObjectName(u"outboxState"_s);
    m_counts->setObjectName(u"outboxCounts"_s);
    m_withSent->setObjectName(u"outboxWithSent"_s);
    m_withSent->setCheckable(true);
    m_withSent->setProperty("kind", u"quiet"_s);
    m_withSent->setIcon(icons::icon(m_toolkit.theme, u"check"_s));
    m_retryAll->setObjectName(u"retryAll"_s);
    m_retryAll->setIcon(icons::icon(m_toolkit.theme, u"outbox"_s));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::spaceL, 0, metrics::spaceL, 0);
    row->setSpacing(metrics::spaceS);
    row->addWidget(makeLabel(tr("Outbox"), Theme::Type::Title));
    row->addWidget(m_state);
    row->addWidget(m_counts, 1);
    row->addWidget(m_withSent);
    row->addSpacing(metrics::spaceS);
    row->addWidget(m_retryAll);
    return head;
}

QWidget *OutboxPage::makeStates()
{
    m_list->setObjectName(u"outboxList"_s);
    m_list->setAccessibleName(tr("Traces on their way to MLflow"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new OutboxDelegate(m_toolkit.theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_stack->addWidget(m_list);
    auto *empty = new EmptyState(m_toolkit.theme, u"outbox"_s);
    empty->setObjectName(u"outboxEmpty"_s);
    empty->setTitle(tr("Nothing waits"));
    empty->setText(tr("Every trace that was meant to leave is in MLflow. A trace that cannot be sent waits here; it is never lost."));
    auto *button = empty->addButton(tr("MLflow settings"), u"settings"_s);
    button->setObjectName(u"outboxSettings"_s);
    connect(button, &QPushButton::clicked, this, [this] { m_toolkit.navigator->openSettings(Navigator::SettingsPlace::Mlflow); });
    m_stack->addWidget(empty);
    return m_stack;
}

QWidget *OutboxPage::makeFoot()
{
    auto *foot = new QWidget;
    foot->setObjectName(u"outboxFoot"_s);
    foot->setAttribute(Qt::WA_StyledBackground);
    foot->setProperty("surface", u"sunken"_s);
    foot->setProperty("line", u"top"_s);
    m_reason->setObjectName(u"outboxReason"_s);
    m_reason->setWordWrap(true);
    m_reason->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reason->setProperty(dataProperty, true);
    m_retry->setObjectName(u"retryOne"_s);
    m_retry->setIcon(icons::icon(m_toolkit.theme, u"replay"_s));
    m_restore->setObjectName(u"restoreExperiment"_s);
    m_restore->setIcon(icons::icon(m_toolkit.theme, u"replay"_s));
    m_restore->setToolTip(tr("Brings the experiment back in MLflow and sends what waits for it"));
    m_trace->setObjectName(u"outboxTrace"_s);
    m_trace->setIcon(icons::icon(m_toolkit.theme, u"traces"_s));
    m_open->setObjectName(u"outboxOpen"_s);
    m_open->setIcon(icons::icon(m_toolkit.theme, u"external"_s));
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(metrics::spaceL, metrics::spaceS, metrics::spaceL, metrics::spaceS);
    row->setSpacing(metrics::spaceS);
    row->addWidget(m_reason, 1);
    for (QPushButton *button : {m_restore, m_retry, m_trace, m_open})
        row->addWidget(button);
    return foot;
}

void OutboxPage::connectParts()
{
    connect(m_services.store, &store::Store::outboxChanged, this, &OutboxPage::read);
    connect(m_services.exporter, &mlflow::Exporter::traceSent, this, &OutboxPage::read);
    connect(m_services.exporter, &mlflow::Exporter::statusChanged, this, [this] {
        showStatus();
        showCurrent();
        read();
    });
    connect(m_withSent, &QPushButton::toggled, this, &OutboxPage::read);
    connect(m_retryAll, &QPushButton::clicked, this, [this] { m_services.exporter->retryNow(); });
    connect(m_services.exporter, &mlflow::Exporter::needsAttention, this, &OutboxPage::showCurrent);
    connect(m_retry, &QPushButton::clicked, this, &OutboxPage::retry);
    connect(m_restore, &QPushButton::clicked, this, &OutboxPage::restoreExperiment);
    connect(m_trace, &QPushButton::clicked, this, &OutboxPage::openTrace);
    connect(m_open, &QPushButton::clicked, this, &OutboxPage::openInMlflow);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &OutboxPage::showCurrent);
    connect(m_list, &QListView::activated, this, &OutboxPage::openTrace);
    connect(m_list, &QListView::customContextMenuRequested, this, &OutboxPage::showMenu);
    connect(m_toolkit.theme, &Theme::changed, m_list, [this] { m_list->doItemsLayout(); });
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        showStatus();
        m_list->viewport()->update(); // countdowns
    });
}

void OutboxPage::addActions()
{
    const QString place = tr("Outbox");
    connect(m_toolkit.actions->add({u"outbox.retry"_s, tr("Retry the chosen trace now"), u"replay"_s, {QKeySequence(u"R"_s)}, place}, m_list),
            &QAction::triggered, this, &OutboxPage::retry);
    connect(m_toolkit.actions->add({u"outbox.open"_s, tr("Open the chosen trace in MLflow"), u"external"_s, {QKeySequence(u"O"_s)}, place},
                                   m_list),
            &QAction::triggered, this, &OutboxPage::openInMlflow);
}

QString OutboxPage::title() const
{
    return pageTitle(PageKind::Outbox);
}

QList<QWidget *> OutboxPage::panes() const
{
    return {m_list, m_foot};
}

void OutboxPage::enter()
{
    QWidget *target = m_stack->currentIndex() == List ? static_cast<QWidget *>(m_list) : m_withSent;
    target->setFocus(Qt::OtherFocusReason);
}

void OutboxPage::setNarrow(bool narrow, bool)
{
    m_counts->setMinimumWidth(1); // the buttons beside it stay whole
    m_counts->setVisible(!narrow);
}

void OutboxPage::reload()
{
    read();
}

void OutboxPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_clock.start();
    showStatus();
    read();
}

void OutboxPage::hideEvent(QHideEvent *event)
{
    m_clock.stop();
    Page::hideEvent(event);
}

void OutboxPage::read()
{
    if (m_reading || !isVisible()) {
        m_again = m_reading;
        return;
    }
    m_reading = true;
    base::whenDone(m_services.store->outbox(m_withSent->isChecked(), mostRows), this,
                   [this](const base::Result<QList<store::OutboxRow>> &rows) {
                       m_reading = false;
                       if (rows)
                           show(*rows);
                       if (std::exchange(m_again, false))
                           read();
                   });
}

void OutboxPage::show(const QList<store::OutboxRow> &rows)
{
    const auto before = current();
    m_model->setRows(rows);
    m_stack->setCurrentIndex(rows.isEmpty() ? Empty : List);
    const int again = before ? m_model->find(before->id) : -1;
    if (!m_list->currentIndex().isValid() && !rows.isEmpty())
        m_list->setCurrentIndex(m_model->index(std::max(again, 0)));
    showCurrent();
}

void OutboxPage::showStatus()
{
    const mlflow::Exporter::Status &status = m_services.exporter->status();
    const int open = status.waiting + status.sending;
    if (status.failed > 0)
        m_state->set(Notice::Error, tr("%1 need you").arg(formats::count(status.failed)));
    else if (status.sending > 0)
        m_state->set(Notice::Info, tr("Sending"), u"running"_s);
    else if (open > 0 && status.nextTry && *status.nextTry > now())
        m_state->set(Notice::Warn, tr("Next try %1").arg(formats::countdown(*status.nextTry - now())));
    else if (open > 0)
        m_state->set(Notice::Idle, tr("Waiting"), u"waiting"_s);
    else
        m_state->set(Notice::Ok, tr("Empty"), u"check"_s);
    QStringList counts;
    if (open > 0)
        counts.append(tr("%1 waiting").arg(formats::count(open)));
    if (status.lastSent)
        counts.append(tr("last sent %1").arg(formats::ago(now() - *status.lastSent)));
    m_counts->setText(counts.join(u" · "_s));
    m_retryAll->setEnabled(open + status.failed > 0);
    m_banner->setVisible(open + status.failed > 0 && (!status.reason.isEmpty() || status.otherProcess));
    m_banner->setNotice(status.failed > 0 ? Notice::Warn : Notice::Info, u"outbox"_s);
    m_banner->setTitle(status.otherProcess ? tr("Another Spanway sends these traces") : waitingWords(open + status.failed));
    m_banner->setText((status.reason.isEmpty() ? QString() : status.reason + u'\n')
                      + tr("Nothing is lost: traces stay on disk and are sent when MLflow takes them."));
}

std::optional<store::OutboxRow> OutboxPage::current() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? std::optional(m_model->row(index.row())) : std::nullopt;
}

void OutboxPage::showCurrent()
{
    const auto row = current();
    m_foot->setVisible(row.has_value());
    if (!row)
        return;
    const bool sent = row->state == store::OutboxState::Sent;
    m_reason->setText(!row->reason.isEmpty() ? row->reason : OutboxModel::destinationText(row->destination));
    m_restore->setVisible(!sent && m_services.exporter->experimentIsDeleted(row->destination));
    m_retry->setVisible(!sent);
    m_retry->setEnabled(row->state != store::OutboxState::Sending);
    m_open->setVisible(sent);
    m_open->setEnabled(sent && !m_services.exporter->linkFor(*row).isEmpty());
}

void OutboxPage::retry()
{
    const auto row = current();
    if (row && row->state != store::OutboxState::Sent)
        m_services.exporter->retryNow(row->id);
}

void OutboxPage::restoreExperiment()
{
    if (const auto row = current())
        m_services.exporter->restoreExperiment(row->destination);
    showCurrent();
}

void OutboxPage::openTrace()
{
    if (const auto row = current())
        m_toolkit.navigator->openTrace(row->traceId);
}

bool OutboxPage::openInMlflow()
{
    const auto row = current();
    const QString link = row ? m_services.exporter->linkFor(*row) : QString();
    if (!link.isEmpty())
        m_toolkit.navigator->openInBrowser(QUrl(link));
    return !link.isEmpty();
}

void OutboxPage::showMenu(const QPoint &at)
{
    const auto row = current();
    if (!row || !m_list->indexAt(at).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Show trace"), this, &OutboxPage::openTrace);
    if (row->state == store::OutboxState::Sent)
        menu->addAction(tr("Open in MLflow"), this, &OutboxPage::openInMlflow);
    else
        menu->addAction(tr("Retry now"), this, &OutboxPage::retry);
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

} // namespace ui
