// SPDX-License-Identifier: Apache-2.0
#include "ui/compare/comparepage.h"

#include "chat/comparesession.h"
#include "settings/settings.h"
#include "ui/chat/contentmodebutton.h"
#include "ui/compare/comparecolumn.h"
#include "ui/compare/compareprompt.h"
#include "ui/compare/resultsmodel.h"
#include "ui/compare/resultstable.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/navigator.h"
#include "ui/trace/tracepanel.h"
#include "ui/trace/tracetreeview.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QTimerEvent>
#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int tickMs = 250;
enum Sheet { NoGateway, Body };

} // namespace

ComparePage::ComparePage(const Services &services, const Toolkit &toolkit, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_toolkit(toolkit)
    , m_results(new ResultsModel(toolkit.theme, services.session, this))
    , m_note(makeLabel({}, Theme::Type::Small, Tone::Muted))
    , m_system(new QPushButton(tr("System prompt")))
    , m_add(new QPushButton(tr("Target")))
    , m_prompt(new ComparePrompt(toolkit.theme))
    , m_tabs(new QTabBar)
    , m_columnsSplitter(new QSplitter)
    , m_table(new ResultsTable(toolkit.theme, m_results))
    , m_trace(new TracePanel(toolkit, services.store, services.exporter))
    , m_splitter(new QSplitter)
    , m_stack(new QStackedWidget)
{
    setObjectName(u"comparePage"_s);
    m_stack->addWidget(makeEmpty());
    m_stack->addWidget(makeBody());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(m_stack, 1);
    connectParts();
    addActions();
    fillTargets();
    rebuild();
}

QWidget *ComparePage::makeHead()
{
    auto *head = new QWidget;
    head->setFixedHeight(metrics::pageHeader);
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", u"bottom"_s);
    m_note->setObjectName(u"compareNote"_s);
    m_system->setObjectName(u"compareSystemToggle"_s);
    m_system->setIcon(icons::icon(m_toolkit.theme, u"parameters"_s));
    m_system->setCheckable(true);
    m_system->setToolTip(tr("Send a system prompt to every target"));
    m_add->setObjectName(u"addTarget"_s);
    m_add->setIcon(icons::icon(m_toolkit.theme, u"plus"_s));
    m_add->setAccessibleName(tr("Add a target"));
    for (QPushButton *button : {m_system, m_add})
        button->setProperty("kind", u"quiet"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::spaceL, 0, metrics::spaceM, 0);
    row->setSpacing(metrics::spaceS);
    row->addWidget(makeLabel(tr("Compare"), Theme::Type::Title));
    row->addWidget(m_note, 1);
    row->addWidget(m_system);
    row->addWidget(m_add);
    return head;
}

QWidget *ComparePage::makeBody()
{
    auto *main = new QWidget;
    m_tabs->setObjectName(u"compareTabs"_s);
    m_tabs->setAccessibleName(tr("Targets"));
    m_tabs->setDrawBase(false);
    m_tabs->hide();
    m_columnsSplitter->setObjectName(u"compareColumns"_s);
    m_columnsSplitter->setHandleWidth(1);
    m_columnsSplitter->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(main);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_prompt);
    column->addWidget(m_tabs);
    column->addWidget(m_columnsSplitter, 1);
    column->addWidget(makeResults());
    m_trace->setMinimumWidth(metrics::inspectorMin);
    m_trace->hide();
    m_splitter->setObjectName(u"compareSplitter"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(main);
    m_splitter->addWidget(m_trace);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({metrics::readingMeasure, metrics::inspector});
    return m_splitter;
}

QWidget *ComparePage::makeEmpty()
{
    auto *empty = new EmptyState(m_toolkit.theme, u"compare"_s);
    empty->setObjectName(u"compareEmpty"_s);
    empty->setTitle(tr("No gateway yet"));
    empty->setText(tr("One prompt goes to two to four models at the same time. Each reply is a trace of its own."));
    auto *button = empty->addButton(tr("Set up the connection"), u"settings"_s);
    button->setObjectName(u"compareSetUp"_s);
    connect(button, &QPushButton::clicked, this,
            [this] { m_toolkit.navigator->openSettings(Navigator::SettingsPlace::NewProfile); });
    return empty;
}

QWidget *ComparePage::makeResults()
{
    auto *frame = new QWidget;
    frame->setAttribute(Qt::WA_StyledBackground);
    frame->setProperty("line", u"top"_s);
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins(0, 1, 0, 0);
    inside->addWidget(m_table);
    return frame;
}

void ComparePage::connectParts()
{
    chat::CompareSession *session = m_services.session;
    connect(session, &chat::CompareSession::targetsChanged, this, &ComparePage::rebuild);
    connect(session, &chat::CompareSession::runningChanged, this, &ComparePage::onRunning);
    connect(session, &chat::CompareSession::turnEnded, this, &ComparePage::onEnded);
    connect(session, &chat::CompareSession::turnChanged, this, [this](int column) {
        if (column < int(m_columns.size()))
            m_columns[column]->showTurn();
    });
    connect(m_services.settings, &settings::Settings::profilesChanged, this, &ComparePage::fillTargets);
    connect(m_services.settings, &settings::Settings::preferencesChanged, this, &ComparePage::fillTargets);
    connect(m_add, &QPushButton::clicked, this, &ComparePage::addTarget);
    connect(m_system, &QPushButton::clicked, m_prompt, &ComparePrompt::toggleSystem);
    connect(m_prompt, &ComparePrompt::runAsked, this, &ComparePage::run);
    connect(m_prompt, &ComparePrompt::stopAsked, session, &chat::CompareSession::stopAll);
    connect(m_prompt, &ComparePrompt::changed, this, [this] { m_prompt->setHint({}); });
    connect(m_prompt->content(), &ContentModeButton::chosen, this, [this](std::optional<settings::ContentMode> mode) {
        m_services.session->setContent(mode);
        m_prompt->showContent(*m_services.session, *m_services.settings);
    });
    connect(m_tabs, &QTabBar::currentChanged, this, &ComparePage::showColumns);
    connect(m_table, &ResultsTable::activated, this, [this](const QModelIndex &index) { showTrace(index.row()); });
    connect(m_trace, &TracePanel::closeAsked, this, [this] { m_trace->hide(); });
    connect(m_trace, &TracePanel::openAsked, this, [this](const trace::TraceId &id) { m_toolkit.navigator->openTrace(id); });
}

void ComparePage::addActions()
{
    const QString place = tr("Compare");
    connect(m_toolkit.actions->add({u"compare.addTarget"_s, tr("Add a target"), u"plus"_s, {QKeySequence(u"Ctrl+Shift+N"_s)}, place}, this),
            &QAction::triggered, this, &ComparePage::addTarget);
    for (int i = 0; i < chat::CompareSession::maxTargets; ++i) {
        const QString letter = ResultsModel::letter(i);
        QAction *action = m_toolkit.actions->add({u"compare.target"_s + letter, tr("Show the trace of target %1").arg(letter),
                                                  u"traces"_s, {QKeySequence(letter)}, place}, m_table);
        connect(action, &QAction::triggered, this, [this, i] { showTrace(i); });
    }
}

QString ComparePage::title() const
{
    return pageTitle(PageKind::Compare);
}

QList<QWidget *> ComparePage::panes() const
{
    QList<QWidget *> panes{m_prompt};
    panes += QList<QWidget *>(m_columns.cbegin(), m_columns.cend());
    return panes << m_table << m_trace;
}

void ComparePage::enter()
{
    QWidget *target = m_stack->currentIndex() == Body ? static_cast<QWidget *>(m_prompt) : m_stack->currentWidget();
    target->setFocus(Qt::OtherFocusReason);
}

void ComparePage::setNarrow(bool narrow, bool)
{
    m_narrow = narrow;
    m_splitter->setOrientation(narrow ? Qt::Vertical : Qt::Horizontal);
    showColumns();
}

void ComparePage::toggleInspector()
{
    if (m_trace->isVisible())
        m_trace->hide();
    else
        showTrace(std::max(0, m_table->currentIndex().row()));
}

void ComparePage::reload()
{
    run();
}

bool ComparePage::openInMlflow()
{
    return m_trace->isVisible() && m_trace->openInMlflow();
}

bool ComparePage::closeTop()
{
    if (m_trace->isVisible()) {
        m_trace->hide();
        return true;
    }
    if (!m_services.session->isRunning())
        return false;
    m_services.session->stopAll();
    return true;
}

QByteArray ComparePage::saveLayout() const
{
    return m_splitter->saveState();
}

void ComparePage::restoreLayout(const QByteArray &state)
{
    m_splitter->restoreState(state);
}

/// The first two models of the current profile, unless the person chose already.
void ComparePage::fillTargets()
{
    const auto &targets = m_services.session->targets();
    const bool known = std::all_of(targets.cbegin(), targets.cend(),
                                   [this](const auto &target) { return m_services.settings->profile(target.profileId); });
    const settings::Profile *profile = m_services.settings->currentProfile();
    if ((!targets.isEmpty() && known) || !profile) {
        refresh();
        return;
    }
    QList<chat::CompareSession::Target> chosen;
    for (int i = 0; i < chat::CompareSession::minTargets; ++i)
        chosen.append({profile->id, i < profile->models.size() ? profile->models[i].name : QString()});
    m_services.session->setTargets(chosen);
}

void ComparePage::rebuild()
{
    qDeleteAll(m_columns);
    m_columns.clear();
    m_results->reset();
    m_trace->clear();
    m_traced = -1;
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    const int count = int(m_services.session->targets().size());
    for (int i = 0; i < count; ++i)
        addColumn(i);
    m_columnsSplitter->setSizes(QList<int>(count, metrics::readingMeasure));
    showColumns();
    onRunning();
}

void ComparePage::addColumn(int index)
{
    auto *column = new CompareColumn(index, m_services.session, m_services.settings, m_toolkit);
    m_columns.append(column);
    m_columnsSplitter->addWidget(column);
    m_tabs->addTab(ResultsModel::letter(index));
    column->showTurn();
    // Later: the button that was pressed lives in the column that goes.
    connect(column, &CompareColumn::modelChosen, this,
            [this, index](const QString &profile, const QString &model) { chooseModel(index, profile, model); }, Qt::QueuedConnection);
    connect(column, &CompareColumn::removeAsked, this, [this, index] { removeTarget(index); }, Qt::QueuedConnection);
    connect(column, &CompareColumn::traceAsked, this, [this, index] { showTrace(index); });
}

void ComparePage::refresh()
{
    m_prompt->showContent(*m_services.session, *m_services.settings);
    m_stack->setCurrentIndex(m_columns.isEmpty() ? NoGateway : Body);
    const bool running = m_services.session->isRunning();
    const int count = int(m_columns.size());
    for (CompareColumn *column : std::as_const(m_columns))
        column->showTarget(count > chat::CompareSession::minTargets);
    m_prompt->setRunning(running);
    m_add->setEnabled(!running && count > 0 && count < chat::CompareSession::maxTargets);
    m_system->setEnabled(count > 0);
    m_system->setChecked(m_prompt->hasSystem());
}

void ComparePage::addTarget()
{
    auto targets = m_services.session->targets();
    if (!m_add->isEnabled())
        return;
    const settings::Profile *profile = m_services.settings->profile(targets.last().profileId);
    const QList<settings::ModelEntry> models = profile ? profile->models : QList<settings::ModelEntry>();
    const qsizetype next = targets.size();
    targets.append({targets.last().profileId, next < models.size() ? models[next].name : QString()});
    m_services.session->setTargets(targets);
}

void ComparePage::removeTarget(int column)
{
    auto targets = m_services.session->targets();
    if (targets.size() <= chat::CompareSession::minTargets || column >= targets.size())
        return;
    targets.removeAt(column);
    m_services.session->setTargets(targets);
}

void ComparePage::chooseModel(int column, const QString &profileId, const QString &model)
{
    auto targets = m_services.session->targets();
    if (column >= targets.size())
        return;
    targets[column] = {profileId, model};
    m_services.session->setTargets(targets);
}

void ComparePage::run()
{
    const QString problem = m_services.session->runProblem(m_prompt->prompt());
    m_prompt->setHint(problem);
    if (!problem.isEmpty())
        return;
    m_trace->clear();
    m_services.session->run(m_prompt->prompt(), m_prompt->systemPrompt());
    for (CompareColumn *column : std::as_const(m_columns))
        column->begin();
    m_tick.start(tickMs, this);
    if (m_trace->isVisible() && m_traced >= 0)
        showTrace(m_traced);
}

void ComparePage::onRunning()
{
    refresh();
    if (m_services.session->isRunning()) {
        m_tick.start(tickMs, this);
    } else {
        m_tick.stop();
        if (!isVisible() && m_services.session->turn(0))
            Q_EMIT news();
    }
    tick();
}

void ComparePage::onEnded(int column)
{
    if (column >= int(m_columns.size()))
        return;
    m_columns[column]->endTurn();
    m_results->setLive(column, m_columns[column]->live());
    showFigures();
}

void ComparePage::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_tick.timerId())
        tick();
}

void ComparePage::tick()
{
    int running = 0;
    for (int i = 0; i < int(m_columns.size()); ++i) {
        const chat::Turn *turn = m_services.session->turn(i);
        if (!turn || turn->state != llm::TurnState::Running)
            continue;
        ++running;
        m_columns[i]->tick();
        m_results->setLive(i, m_columns[i]->live());
    }
    m_note->setText(running == 0 ? QString() : running == 1 ? tr("1 reply is running") : tr("%1 replies are running").arg(running));
    showFigures();
}

void ComparePage::showColumns()
{
    m_tabs->setVisible(m_narrow);
    for (int i = 0; i < int(m_columns.size()); ++i)
        m_columns[i]->setVisible(!m_narrow || i == m_tabs->currentIndex());
}

void ComparePage::showTrace(int column)
{
    const chat::Turn *turn = m_services.session->turn(column);
    if (!turn)
        return;
    m_traced = column;
    if (trace::LiveTrace *live = m_services.session->liveTrace(column))
        m_trace->showLive(live, turn->traceId);
    else
        m_trace->showStored(turn->traceId);
    m_trace->show();
    showFigures();
    m_trace->tree()->setFocus(Qt::OtherFocusReason);
}

void ComparePage::showFigures()
{
    const chat::Turn *turn = m_traced >= 0 ? m_services.session->turn(m_traced) : nullptr;
    if (turn && m_trace->isVisible())
        m_trace->setFigures(replyfigures::panel(*turn, m_columns[m_traced]->live()));
}

} // namespace ui
