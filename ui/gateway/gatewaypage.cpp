// SPDX-License-Identifier: Apache-2.0
#include "ui/gateway/gatewaypage.h"

#include "chat/conversationbook.h"
#include "services/gatewayexplorer.h"
#include "ui/gateway/gatewaydetail.h"
#include "ui/gateway/gatewaymodel.h"
#include "ui/gateway/gatewaytree.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/navigator.h"
#include "ui/trace/figurerow.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pill.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using State = services::GatewayExplorer::State;

constexpr int rereadMs = 30000;
constexpr int filterWidth = 200;
enum Sheet { NotSetUp, Reading, Failed, Picture };

base::Timestamp now()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

qsizetype modelCount(const QList<GatewayNode> &nodes)
{
    return std::count_if(nodes.cbegin(), nodes.cend(), [](const auto &node) { return node.kind == GatewayNode::Kind::Model; });
}

/// The profile's own entry that calls this model as Kong wants it; null if there is none.
const settings::ModelEntry *entryFor(const settings::Profile &profile, const gateway::OfferedModel &model)
{
    const QString base = QUrl(profile.baseUrl).path();
    for (const settings::ModelEntry &entry : profile.models) {
        const bool named = model.name.isEmpty() || entry.name == model.name;
        const bool headed = std::all_of(model.neededHeaders.cbegin(), model.neededHeaders.cend(), [&entry](const QString &needed) {
            return std::any_of(entry.headers.cbegin(), entry.headers.cend(), [&needed](const settings::ExtraHeader &header) {
                return QString::fromLatin1(header.name).compare(needed, Qt::CaseInsensitive) == 0;
            });
        });
        if (named && headed && base + entry.path == model.path)
            return &entry;
    }
    return nullptr;
}

} // namespace

GatewayPage::GatewayPage(const Services &services, const Toolkit &toolkit, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_toolkit(toolkit)
    , m_model(new GatewayModel(toolkit.theme, this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_name(new ElidedLabel)
    , m_state(new Pill(toolkit.theme))
    , m_facts(new ElidedLabel)
    , m_filter(new QLineEdit)
    , m_reload(new QPushButton(tr("Reload")))
    , m_figures(new FigureRow({tr("Models"), tr("Services"), tr("Routes"), tr("Plugins"), tr("Upstreams"), tr("Consumers")}))
    , m_stale(new Banner(toolkit.theme))
    , m_problems(new Banner(toolkit.theme))
    , m_tree(new GatewayTree(toolkit.theme))
    , m_detail(new GatewayDetail(toolkit))
    , m_splitter(new QSplitter)
    , m_stack(new QStackedWidget)
    , m_failed(nullptr)
{
    setObjectName(u"gatewayPage"_s);
    m_stack->addWidget(makeNotSetUp());
    QLabel *reading = makeLabel(tr("Reading the gateway…"), Theme::Type::Body, Tone::Muted);
    reading->setObjectName(u"gatewayReading"_s);
    reading->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(reading);
    m_stack->addWidget(makeFailed());
    m_stack->addWidget(makePicture());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_stack, 1);
    connectParts();
    refresh();
}

QWidget *GatewayPage::makeHead()
{
    auto *head = new QWidget;
    head->setFixedHeight(metrics::pageHeader);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", u"bottom"_s);
    m_name->setObjectName(u"gatewayTitle"_s);
    m_name->setProperty("type", u"title"_s);
    m_name->setProperty(dataProperty, true);
    m_state->setObjectName(u"gatewayState"_s);
    m_facts->setObjectName(u"gatewayFacts"_s);
    m_facts->setProperty("type", u"small"_s);
    m_facts->setProperty("tone", u"muted"_s);
    m_filter->setObjectName(u"filterGateway"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter what the gateway offers"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(filterWidth);
    m_filter->addAction(icons::icon(m_toolkit.theme, u"search"_s, Colour::TextMuted), QLineEdit::LeadingPosition);
    m_reload->setObjectName(u"reloadGateway"_s);
    m_reload->setProperty("kind", u"quiet"_s);
    m_reload->setIcon(icons::icon(m_toolkit.theme, u"replay"_s));
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::spaceL, 0, metrics::spaceM, 0);
    row->setSpacing(metrics::spaceS);
    row->addWidget(m_name);
    row->addWidget(m_state);
    row->addWidget(m_facts, 1);
    row->addWidget(m_filter);
    row->addWidget(m_reload);
    return head;
}

QWidget *GatewayPage::makePicture()
{
    m_splitter->setObjectName(u"gatewaySplitter"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(makeLists());
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setChildrenCollapsible(false);
    m_detail->setMinimumWidth(metrics::inspectorMin - metrics::spaceXxl);
    m_splitter->setSizes({metrics::gatewayDetail * 2, metrics::inspector});
    return m_splitter;
}

QWidget *GatewayPage::makeLists()
{
    auto *lists = new QWidget;
    m_tree->setObjectName(u"gatewayTree"_s);
    m_tree->setAccessibleName(tr("Models, services, routes and plugins"));
    m_filtered->setSourceModel(m_model);
    m_filtered->setRecursiveFilteringEnabled(true);
    m_filtered->setAutoAcceptChildRows(true);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filtered->setFilterRole(GatewayModel::SearchText);
    m_tree->setModel(m_filtered);
    m_stale->setObjectName(u"gatewayStale"_s);
    m_problems->setObjectName(u"gatewayProblems"_s);
    auto *banners = new QVBoxLayout;
    banners->setContentsMargins(metrics::spaceL, 0, metrics::spaceL, 0);
    banners->setSpacing(metrics::spaceS);
    banners->addWidget(m_stale);
    banners->addWidget(m_problems);
    auto *foot = makeLabel(tr("Spanway only reads. Keys and secrets in plugin settings are masked."), Theme::Type::Small, Tone::Muted);
    foot->setContentsMargins(metrics::spaceL, metrics::spaceS, metrics::spaceL, metrics::spaceS);
    foot->setAttribute(Qt::WA_StyledBackground);
    foot->setProperty("line", u"top"_s);
    auto *column = new QVBoxLayout(lists);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_figures);
    column->addLayout(banners);
    column->addWidget(m_tree, 1);
    column->addWidget(foot);
    return lists;
}

QWidget *GatewayPage::makeNotSetUp()
{
    auto *empty = new EmptyState(m_toolkit.theme, u"gateway"_s);
    empty->setObjectName(u"gatewayNotSetUp"_s);
    empty->setTitle(tr("The Admin API is not set up"));
    empty->setText(tr("With its address Spanway shows the models, routes and plugins of your Kong. Chat works without it."));
    auto *button = empty->addButton(tr("Set up the connection"), u"settings"_s);
    button->setObjectName(u"setUpGateway"_s);
    connect(button, &QPushButton::clicked, this,
            [this] { m_toolkit.navigator->openSettings(Navigator::SettingsPlace::Gateway); });
    return empty;
}

QWidget *GatewayPage::makeFailed()
{
    m_failed = new EmptyState(m_toolkit.theme, u"warn"_s);
    m_failed->setObjectName(u"gatewayFailed"_s);
    m_failed->setTitle(tr("The Admin API cannot be read"));
    connect(m_failed->addButton(tr("Reload"), u"replay"_s), &QPushButton::clicked, this, &GatewayPage::reload);
    connect(m_failed->addButton(tr("Change the Admin address")), &QPushButton::clicked, this,
            [this] { m_toolkit.navigator->openSettings(Navigator::SettingsPlace::Gateway); });
    return m_failed;
}

void GatewayPage::connectParts()
{
    connect(m_reload, &QPushButton::clicked, this, &GatewayPage::reload);
    connect(m_services.explorer, &services::GatewayExplorer::changed, this, &GatewayPage::refresh);
    connect(m_services.settings, &settings::Settings::profilesChanged, this, &GatewayPage::showHead);
    connect(m_services.settings, &settings::Settings::preferencesChanged, this, &GatewayPage::showHead);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text);
        unfold();
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &GatewayPage::showCurrent);
    connect(m_detail, &GatewayDetail::chatAsked, this, &GatewayPage::chatWith);
    connect(m_detail, &GatewayDetail::modelsAsked, this,
            [this] { m_toolkit.navigator->openSettings(Navigator::SettingsPlace::Models); });
    const QString place = tr("Gateway");
    connect(m_toolkit.actions->add({u"gateway.filter"_s, tr("Filter the gateway"), u"filter"_s, {QKeySequence(u"/"_s)}, place}, m_tree),
            &QAction::triggered, this, &GatewayPage::findHere);
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        const GatewayNode &node = m_model->node(m_filtered->mapToSource(index));
        const settings::Profile *profile = m_services.settings->currentProfile();
        const settings::ModelEntry *entry = profile ? entryFor(*profile, node.model) : nullptr;
        if (node.kind == GatewayNode::Kind::Model && entry)
            chatWith(entry->name);
    });
    m_again.setInterval(rereadMs);
    connect(&m_again, &QTimer::timeout, this, &GatewayPage::reload);
}

QString GatewayPage::title() const
{
    return pageTitle(PageKind::Gateway);
}

QList<QWidget *> GatewayPage::panes() const
{
    return {m_tree, m_detail};
}

void GatewayPage::enter()
{
    QWidget *target = m_stack->currentIndex() == Picture ? static_cast<QWidget *>(m_tree) : m_stack->currentWidget();
    target->setFocus(Qt::OtherFocusReason);
}

void GatewayPage::setNarrow(bool narrow, bool)
{
    m_splitter->setOrientation(narrow ? Qt::Vertical : Qt::Horizontal);
    m_detail->setMinimumWidth(narrow ? 0 : metrics::inspectorMin - metrics::spaceXxl);
    m_figures->setVisible(!narrow);
    if (narrow)
        m_splitter->setSizes({metrics::gatewayDetail, metrics::inspectorMin / 2});
}

void GatewayPage::findHere()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void GatewayPage::toggleInspector()
{
    m_detail->setVisible(!m_detail->isVisible());
}

void GatewayPage::reload()
{
    m_services.explorer->refresh();
}

bool GatewayPage::closeTop()
{
    if (!m_filter->hasFocus() && m_filter->text().isEmpty())
        return false;
    m_filter->clear();
    m_tree->setFocus(Qt::OtherFocusReason);
    return true;
}

QByteArray GatewayPage::saveLayout() const
{
    return m_splitter->saveState();
}

void GatewayPage::restoreLayout(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

void GatewayPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_again.start();
    reload();
}

void GatewayPage::hideEvent(QHideEvent *event)
{
    m_again.stop();
    Page::hideEvent(event);
}

bool GatewayPage::hasPicture() const
{
    const State state = m_services.explorer->state();
    return state == State::Ready || state == State::Stale
        || (state == State::Reading && !m_services.explorer->snapshot().version.isEmpty());
}

void GatewayPage::refresh()
{
    const State state = m_services.explorer->state();
    m_stack->setCurrentIndex(hasPicture() ? Picture
                                 : state == State::NotSetUp ? NotSetUp
                                 : state == State::Failed ? Failed
                                                          : Reading);
    m_failed->setText(m_services.explorer->problem());
    m_reload->setEnabled(state != State::NotSetUp && state != State::Reading);
    showHead();
    if (!hasPicture())
        return;
    showBanners();
    if (state != State::Reading)
        showNodes();
}

void GatewayPage::showHead()
{
    const settings::Profile *profile = m_services.settings->currentProfile();
    m_name->setFullText(profile ? profile->name : title());
    const State state = m_services.explorer->state();
    const gateway::AdminSnapshot &snapshot = m_services.explorer->snapshot();
    m_filter->setVisible(hasPicture());
    m_state->setVisible(state != State::NotSetUp && state != State::Unread);
    if (state == State::Stale || state == State::Failed)
        m_state->set(Notice::Warn, tr("Does not answer"));
    else if (hasPicture())
        m_state->set(Notice::Ok, tr("Reachable"), u"check"_s);
    else
        m_state->set(Notice::Info, tr("Reading"), u"running"_s);
    QStringList facts;
    if (hasPicture()) {
        facts.append(tr("Kong %1 %2", "version, edition").arg(snapshot.version, snapshot.edition).trimmed());
        facts.append(snapshot.databaseLess ? tr("DB-less") : tr("with a database"));
        if (!snapshot.nodeName.isEmpty())
            facts.append(tr("node %1").arg(snapshot.nodeName));
        facts.append(tr("read %1").arg(formats::clock(m_services.explorer->readAt(), now())));
    }
    m_facts->setFullText(facts.join(u" · "_s));
}

void GatewayPage::showBanners()
{
    const gateway::AdminSnapshot &snapshot = m_services.explorer->snapshot();
    const bool stale = m_services.explorer->state() == State::Stale;
    if (stale) {
        m_stale->setNotice(Notice::Info);
        m_stale->setTitle(tr("Shown as read at %1").arg(formats::clock(m_services.explorer->readAt(), now())));
        m_stale->setText(m_services.explorer->problem() + u'\n' + tr("This is the last list Spanway read; chat may still work."));
        m_stale->clearButtons();
        connect(m_stale->addButton(tr("Reload"), u"replay"_s), &QPushButton::clicked, this, &GatewayPage::reload);
        connect(m_stale->addButton(tr("Change the Admin address")), &QPushButton::clicked, this,
                [this] { m_toolkit.navigator->openSettings(Navigator::SettingsPlace::Gateway); });
    }
    if (m_services.explorer->state() != State::Reading)
        m_stale->setVisible(stale);
    m_problems->setVisible(!snapshot.problems.isEmpty());
    m_problems->setNotice(Notice::Warn);
    m_problems->setTitle(tr("Not everything could be read"));
    m_problems->setText(snapshot.problems.join(u'\n'));
}

void GatewayPage::showNodes()
{
    const gateway::AdminSnapshot &snapshot = m_services.explorer->snapshot();
    const QList<GatewayNode> nodes = gatewayNodes(snapshot);
    if (nodes != m_model->nodes()) {
        const QModelIndex before = m_filtered->mapToSource(m_tree->currentIndex());
        const QString key = before.isValid() ? m_model->node(before).key() : QString();
        m_model->setNodes(nodes);
        unfold();
        const QModelIndex again = m_filtered->mapFromSource(m_model->find(key));
        m_tree->setCurrentIndex(again.isValid() ? again : m_filtered->index(0, 0));
    }
    const std::array<qsizetype, 5> counts{modelCount(nodes), snapshot.services.size(),
                                          snapshot.routes.size(), snapshot.plugins.size(), snapshot.upstreams.size()};
    for (int i = 0; i < int(counts.size()); ++i)
        m_figures->setFigure(i, formats::count(counts[size_t(i)]));
    m_figures->setFigure(int(counts.size()), snapshot.consumerCount ? formats::count(*snapshot.consumerCount) : formats::missing);
}

void GatewayPage::unfold()
{
    if (!m_filter->text().isEmpty())
        return m_tree->expandAll();
    m_tree->expandToDepth(1);
    for (int row = 0; row < m_filtered->rowCount(); ++row) {
        const QModelIndex index = m_filtered->index(row, 0);
        if (m_model->node(m_filtered->mapToSource(index)).isFolded)
            m_tree->collapse(index);
    }
}

void GatewayPage::showCurrent()
{
    const QModelIndex index = m_filtered->mapToSource(m_tree->currentIndex());
    if (!index.isValid()) {
        m_detail->clear();
        return;
    }
    const GatewayNode &node = m_model->node(index);
    const settings::Profile *profile = m_services.settings->currentProfile();
    const settings::ModelEntry *entry = profile ? entryFor(*profile, node.model) : nullptr;
    m_detail->showNode(node, index.siblingAtColumn(0).data(GatewayModel::Icon).toString(), entry ? entry->name : QString());
}

void GatewayPage::chatWith(const QString &model)
{
    const settings::Profile *profile = m_services.settings->currentProfile();
    if (!profile)
        return;
    chat::ConversationOptions options;
    options.profileId = profile->id;
    options.model = model;
    m_toolkit.navigator->openConversation(m_services.conversations->create(options)->id());
}

} // namespace ui
