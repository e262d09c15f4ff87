// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/chatview.h"

#include "ui/chat/turnbanner.h"
#include "ui/chat/turncontent.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/navigator.h"
#include "ui/text/linkquestion.h"
#include "ui/text/messagelist.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/metrics.h"

#include <QtCore/QTimerEvent>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

#include <numeric>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int tickMs = 250;

} // namespace

ChatView::ChatView(const Toolkit &toolkit, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_list(new MessageList(toolkit.theme, ReadingStyle::Size::Reading))
    , m_actions(new QWidget)
    , m_again(nullptr)
{
    m_list->setObjectName(u"messages"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    makeActions();
    connect(m_list, &MessageList::linkActivated, this, [this](const QString &address) { askToOpen(this, m_toolkit, address); });
    connect(m_list, &MessageList::copied, this, [this] { m_toolkit.navigator->note(tr("Copied")); });
    connect(m_list, &MessageList::currentChanged, this, &ChatView::currentTurnChanged);
    connect(m_list, &MessageList::activated, this, [this](int message) { Q_EMIT traceAsked(turnOf(message)); });
    connect(m_list, &MessageList::menuAboutToShow, this, [this](QMenu *menu, int message) {
        menu->addSeparator();
        menu->addAction(tr("Show trace"), this, [this, turn = turnOf(message)] { Q_EMIT traceAsked(turn); });
        if (isLast(turnOf(message)) && m_session && !m_session->isRunning())
            menu->addAction(tr("Ask again"), this, &ChatView::againAsked);
    });
    setFocusProxy(m_list);
}

void ChatView::makeActions()
{
    auto *row = new QHBoxLayout(m_actions);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_actions->setObjectName(u"messageActions"_s);
    const auto button = [this, row](const QString &name, const QString &icon, const QString &text) {
        auto *made = new IconButton(m_toolkit.theme, icon, text);
        made->setObjectName(name);
        made->setFixedSize(metrics::controlSmall, metrics::controlSmall);
        row->addWidget(made);
        return made;
    };
    connect(button(u"copyMessage"_s, u"copy"_s, tr("Copy this message")), &QToolButton::clicked, this, &ChatView::copyMessage);
    auto *again = button(u"askAgain"_s, u"replay"_s, tr("Ask again"));
    connect(again, &QToolButton::clicked, this, &ChatView::againAsked);
    m_again = again;
    connect(button(u"showTrace"_s, u"traces"_s, tr("Show the trace of this reply")), &QToolButton::clicked, this,
            [this] { Q_EMIT traceAsked(turnOf(m_list->actionsIndex())); });
    m_list->setActions(m_actions);
    const auto action = [this](const QString &id, const QString &text, const QString &key) {
        return m_toolkit.actions->add({id, text, {}, {QKeySequence(key)}, tr("Chat messages")}, m_list);
    };
    connect(action(u"message.copy"_s, tr("Copy message"), u"C"_s), &QAction::triggered, this, &ChatView::copyMessage);
    connect(action(u"message.again"_s, tr("Ask again"), u"R"_s), &QAction::triggered, this, &ChatView::againAsked);
    connect(action(u"message.trace"_s, tr("Show trace of the message"), u"T"_s), &QAction::triggered, this,
            [this] { Q_EMIT traceAsked(currentTurn()); });
}

void ChatView::copyMessage()
{
    const int message = m_actions->isAncestorOf(focusWidget()) || m_list->current() < 0 ? m_list->actionsIndex() : m_list->current();
    const int shown = m_actions->underMouse() ? m_list->actionsIndex() : message;
    if (shown < 0 || shown >= m_list->count())
        return;
    QGuiApplication::clipboard()->setText(m_list->card(shown).content().text);
    m_toolkit.navigator->note(tr("Copied"));
}

void ChatView::setNarrow(bool narrow)
{
    m_list->setMargin(narrow ? metrics::spaceXl : metrics::spaceXxl);
}

void ChatView::setSession(chat::ChatSession *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_tick.stop();
    if (session) {
        connect(session, &chat::ChatSession::loaded, this, &ChatView::rebuild);
        connect(session, &chat::ChatSession::turnAdded, this, &ChatView::addTurn);
        connect(session, &chat::ChatSession::turnRemoved, this, &ChatView::removeTurn);
        connect(session, &chat::ChatSession::turnChanged, this, &ChatView::changeTurn);
        connect(session, &chat::ChatSession::turnEnded, this, &ChatView::endTurn);
    }
    rebuild();
}

void ChatView::rebuild()
{
    m_list->clear();
    m_counts.clear();
    const int count = m_session ? int(m_session->turns().size()) : 0;
    for (int i = 0; i < count; ++i)
        addTurn(i);
    m_list->scrollToEnd();
    Q_EMIT currentTurnChanged();
}

int ChatView::firstMessage(int turn) const
{
    return std::accumulate(m_counts.cbegin(), m_counts.cbegin() + turn, 0);
}

int ChatView::turnOf(int message) const
{
    int first = 0;
    for (int turn = 0; turn < int(m_counts.size()); ++turn) {
        first += m_counts[turn];
        if (message < first)
            return turn;
    }
    return int(m_counts.size()) - 1;
}

int ChatView::currentTurn() const
{
    const int current = m_list->current();
    return current < 0 ? int(m_counts.size()) - 1 : turnOf(current);
}

bool ChatView::isLast(int turn) const
{
    return turn == int(m_counts.size()) - 1;
}

void ChatView::addTurn(int index)
{
    const chat::Turn &turn = m_session->turns()[index];
    if (turn.state == llm::TurnState::Running) {
        m_figures.start();
        m_tick.start(tickMs, this);
    }
    if (index > 0 && index == int(m_counts.size())) {
        // Only the newest turn can be asked again.
        if (auto *banner = qobject_cast<TurnBanner *>(m_list->attachment(firstMessage(index) - 1)))
            banner->setLast(false);
    }
    m_counts.insert(index, 1);
    const int first = firstMessage(index);
    m_list->insert(first, turncontent::prompt(turn));
    updateTurn(index);
    if (turn.state == llm::TurnState::Running) {
        m_list->scrollToEnd();
        m_list->setCurrent(-1);
    }
    if (TurnBanner::isNeeded(turn))
        showBanner(index);
    if (m_session->isLoaded())
        Q_EMIT currentTurnChanged();
}

void ChatView::updateTurn(int index)
{
    if (index >= int(m_counts.size()))
        return;
    const chat::Turn &turn = m_session->turns()[index];
    m_figures.count(turn);
    const QList<MessageContent> replies = turncontent::replies(turn, m_figures.line(turn));
    const int first = firstMessage(index) + 1;
    while (m_counts[index] - 1 > int(replies.size())) {
        m_list->remove(first + m_counts[index] - 2);
        --m_counts[index];
    }
    for (int i = 0; i < int(replies.size()); ++i) {
        if (i < m_counts[index] - 1) {
            m_list->setContent(first + i, replies[i]);
        } else {
            m_list->insert(first + i, replies[i]);
            ++m_counts[index];
        }
    }
}

/// Whether a turn is saved shows only after its end.
void ChatView::changeTurn(int index)
{
    updateTurn(index);
    if (index >= int(m_counts.size()))
        return;
    const chat::Turn &turn = m_session->turns()[index];
    if (turn.state == llm::TurnState::Running)
        return;
    const int message = firstMessage(index) + m_counts[index] - 1;
    const auto *shown = qobject_cast<TurnBanner *>(m_list->attachment(message));
    if ((shown && shown->offersSaving()) == TurnBanner::offersSaving(turn))
        return;
    if (TurnBanner::isNeeded(turn))
        showBanner(index);
    else
        m_list->setAttachment(message, nullptr);
}

void ChatView::removeTurn(int index)
{
    const int first = firstMessage(index);
    for (int i = 0; i < m_counts[index]; ++i)
        m_list->remove(first);
    m_counts.removeAt(index);
    Q_EMIT currentTurnChanged();
}

void ChatView::endTurn(int index)
{
    m_tick.stop();
    updateTurn(index);
    if (TurnBanner::isNeeded(m_session->turns()[index]))
        showBanner(index);
    Q_EMIT figuresTicked();
}

void ChatView::showBanner(int index)
{
    auto *banner = new TurnBanner(m_toolkit.theme, m_session->turns()[index]);
    banner->setLast(isLast(index));
    connect(banner, &TurnBanner::askedAgain, this, &ChatView::againAsked);
    connect(banner, &TurnBanner::modelChosen, this, &ChatView::modelChosen);
    connect(banner, &TurnBanner::keyAsked, this, &ChatView::keyAsked);
    connect(banner, &TurnBanner::settingsAsked, this, &ChatView::settingsAsked);
    connect(banner, &TurnBanner::saveAsked, this, [this, id = m_session->turns()[index].id] { m_session->saveAgain(id); });
    m_list->setAttachment(firstMessage(index) + m_counts[index] - 1, banner);
}

void ChatView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_tick.timerId())
        tick();
}

void ChatView::tick()
{
    if (!m_session || !m_session->isRunning()) {
        m_tick.stop();
        return;
    }
    m_figures.tick();
    updateTurn(int(m_counts.size()) - 1);
    Q_EMIT figuresTicked();
}

} // namespace ui
