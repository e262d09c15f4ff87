// SPDX-License-Identifier: Apache-2.0
#include "ui/compare/comparecolumn.h"

#include "chat/comparesession.h"
#include "ui/chat/modelbutton.h"
#include "ui/chat/turnbanner.h"
#include "ui/chat/turncontent.h"
#include "ui/compare/letterbadge.h"
#include "ui/compare/resultsmodel.h"
#include "ui/shell/navigator.h"
#include "ui/text/linkquestion.h"
#include "ui/text/messagelist.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pill.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int minWidth = 240;

Notice noticeOf(llm::TurnState state)
{
    switch (state) {
    case llm::TurnState::Running:
        return Notice::Info;
    case llm::TurnState::Done:
        return Notice::Ok;
    case llm::TurnState::Stopped:
        return Notice::Idle;
    case llm::TurnState::Incomplete:
    case llm::TurnState::Interrupted:
        return Notice::Warn;
    case llm::TurnState::TimedOut:
    case llm::TurnState::Failed:
        break;
    }
    return Notice::Error;
}

} // namespace

CompareColumn::CompareColumn(int column, chat::CompareSession *session, settings::Settings *settings, const Toolkit &toolkit)
    : m_column(column)
    , m_session(session)
    , m_toolkit(toolkit)
    , m_model(new ModelButton(toolkit.theme, settings))
    , m_state(new Pill(toolkit.theme))
    , m_stop(new IconButton(toolkit.theme, u"stop"_s, tr("Stop this reply")))
    , m_trace(new IconButton(toolkit.theme, u"traces"_s, tr("Show the trace of this reply")))
    , m_copy(new IconButton(toolkit.theme, u"copy"_s, tr("Copy this reply")))
    , m_remove(new IconButton(toolkit.theme, u"close"_s, tr("Remove this target")))
    , m_list(new MessageList(toolkit.theme, ReadingStyle::Size::Reading))
    , m_empty(new EmptyState(toolkit.theme, u"chat"_s))
    , m_sheets(new QStackedWidget)
{
    const QString letter = ResultsModel::letter(column);
    setObjectName(u"compareColumn"_s + letter);
    setAccessibleName(tr("Target %1").arg(letter));
    setMinimumWidth(minWidth);
    m_list->setObjectName(u"compareReply"_s + letter);
    m_list->setAccessibleName(tr("Reply of target %1").arg(letter));
    m_list->setMargin(metrics::spaceL);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    m_empty->setObjectName(u"compareEmptyColumn"_s + letter);
    m_sheets->addWidget(m_empty);
    m_sheets->addWidget(m_list);
    layout->addWidget(m_sheets, 1);
    connectParts();
    showState();
}

QWidget *CompareColumn::makeHead()
{
    const QString letter = ResultsModel::letter(m_column);
    auto *head = new QWidget;
    head->setAttribute(Qt::WA_StyledBackground);
    head->setProperty("line", u"bottom"_s);
    m_model->setObjectName(u"compareModel"_s + letter);
    m_state->setObjectName(u"compareState"_s + letter);
    m_remove->setObjectName(u"removeTarget"_s + letter);
    m_remove->setFixedSize(metrics::controlSmall, metrics::controlSmall);
    auto *first = new QHBoxLayout;
    first->setSpacing(metrics::spaceXs);
    first->addWidget(new LetterBadge(m_toolkit.theme, letter));
    first->addWidget(m_model);
    first->addStretch(1);
    first->addWidget(m_remove);
    auto *second = new QHBoxLayout;
    second->setSpacing(metrics::spaceXs);
    second->addWidget(m_state);
    second->addStretch(1);
    second->addWidget(makeActions());
    auto *rows = new QVBoxLayout(head);
    rows->setContentsMargins(metrics::spaceL, metrics::spaceXs, metrics::spaceS, metrics::spaceXs);
    rows->setSpacing(0);
    rows->addLayout(first);
    rows->addLayout(second);
    return head;
}

QWidget *CompareColumn::makeActions()
{
    const QString letter = ResultsModel::letter(m_column);
    auto *actions = new QWidget;
    auto *row = new QHBoxLayout(actions);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_stop->setObjectName(u"stopColumn"_s + letter);
    m_trace->setObjectName(u"traceColumn"_s + letter);
    m_copy->setObjectName(u"copyColumn"_s + letter);
    for (IconButton *button : {m_stop, m_copy, m_trace}) {
        button->setFixedSize(metrics::controlSmall, metrics::controlSmall);
        row->addWidget(button);
    }
    return actions;
}

void CompareColumn::connectParts()
{
    connect(m_model, &ModelButton::chosen, this, &CompareColumn::modelChosen);
    connect(m_remove, &QToolButton::clicked, this, &CompareColumn::removeAsked);
    connect(m_stop, &QToolButton::clicked, this, [this] { m_session->stop(m_column); });
    connect(m_trace, &QToolButton::clicked, this, &CompareColumn::traceAsked);
    connect(m_copy, &QToolButton::clicked, this, &CompareColumn::copyReply);
    connect(m_list, &MessageList::linkActivated, this, [this](const QString &address) { askToOpen(this, m_toolkit, address); });
    connect(m_list, &MessageList::copied, this, [this] { m_toolkit.navigator->note(tr("Copied")); });
    connect(m_list, &MessageList::activated, this, &CompareColumn::traceAsked);
}

void CompareColumn::copyReply()
{
    if (m_list->count() == 0)
        return;
    QGuiApplication::clipboard()->setText(m_list->card(0).content().text);
    m_toolkit.navigator->note(tr("Copied"));
}

void CompareColumn::showTarget(bool removable)
{
    const auto &target = m_session->targets()[m_column];
    m_model->showChoice(target.profileId, target.model);
    m_model->setEnabled(!m_session->isRunning());
    m_remove->setVisible(removable);
    m_remove->setEnabled(!m_session->isRunning());
    if (!m_session->turn(m_column))
        m_list->clear();
    showState();
}

void CompareColumn::begin()
{
    m_figures.start();
    m_list->clear();
    showTurn();
}

void CompareColumn::showTurn()
{
    const chat::Turn *turn = m_session->turn(m_column);
    if (!turn)
        return;
    m_figures.count(*turn);
    const QList<MessageContent> replies = turncontent::replies(*turn, m_figures.line(*turn));
    for (int i = 0; i < int(replies.size()); ++i) {
        if (i < m_list->count())
            m_list->setContent(i, replies[i]);
        else
            m_list->insert(i, replies[i]);
    }
    while (m_list->count() > int(replies.size()))
        m_list->remove(m_list->count() - 1);
    if (turn->state != llm::TurnState::Running)
        showBanner(*turn);
    showState();
}

void CompareColumn::endTurn()
{
    tick();
    showTurn();
}

void CompareColumn::showBanner(const chat::Turn &turn)
{
    const int last = m_list->count() - 1;
    if (last < 0)
        return;
    const auto *shown = qobject_cast<TurnBanner *>(m_list->attachment(last));
    const bool needed = TurnBanner::isNeeded(turn);
    // Whether the turn is saved shows only after its end.
    if (needed == bool(shown) && (!shown || shown->offersSaving() == TurnBanner::offersSaving(turn)))
        return;
    m_list->setAttachment(last, needed ? makeBanner(turn) : nullptr);
}

TurnBanner *CompareColumn::makeBanner(const chat::Turn &turn)
{
    auto *banner = new TurnBanner(m_toolkit.theme, turn);
    connect(banner, &TurnBanner::saveAsked, this, [this] { m_session->saveAgain(m_column); });
    // A column alone is not asked again: the next run asks all.
    banner->setLast(false);
    if (turn.state == llm::TurnState::Failed) {
        const bool key = turn.error && turn.error->kind == base::ErrorKind::Unauthorized;
        QPushButton *button = banner->addButton(key ? tr("Change the key") : tr("Open settings"), key ? u"key"_s : u"settings"_s);
        button->setObjectName(u"columnSettings"_s + ResultsModel::letter(m_column));
        connect(button, &QPushButton::clicked, this, [this, key] {
            const auto place = key ? Navigator::SettingsPlace::Key : Navigator::SettingsPlace::Gateway;
            m_toolkit.navigator->openSettings(place, m_session->targets()[m_column].profileId);
        });
    }
    return banner;
}

void CompareColumn::tick()
{
    m_figures.tick();
    showTurn();
}

void CompareColumn::showState()
{
    const chat::Turn *turn = m_session->turn(m_column);
    const bool running = turn && turn->state == llm::TurnState::Running;
    showSheet();
    m_stop->setVisible(running);
    m_copy->setVisible(turn);
    m_trace->setVisible(turn);
    if (turn)
        m_state->set(noticeOf(turn->state), replyfigures::stateWord(*turn), replyfigures::stateIcon(turn->state));
    else
        m_state->set(Notice::Idle, tr("not asked yet"), u"waiting"_s);
}

void CompareColumn::showSheet()
{
    const bool asked = m_session->turn(m_column);
    const auto &targets = m_session->targets();
    const bool named = m_column < targets.size() && !targets[m_column].model.isEmpty();
    m_empty->setTitle(named ? tr("The reply comes here") : tr("No model yet"));
    m_empty->setText(named ? tr("It streams beside the others and is a trace of its own. Its numbers stand in the table below.")
                           : tr("Choose one above; a name that no list has can be typed."));
    m_sheets->setCurrentWidget(asked ? static_cast<QWidget *>(m_list) : m_empty);
    setFocusProxy(asked ? static_cast<QWidget *>(m_list) : m_model);
}

} // namespace ui
