// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/chatpage.h"

#include "settings/settings.h"
#include "ui/chat/chatheader.h"
#include "ui/chat/chatview.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationpane.h"
#include "ui/chat/tracestrip.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/navigator.h"
#include "ui/shell/prompts.h"
#include "ui/text/messagelist.h"
#include "ui/trace/tracepanel.h"
#include "ui/trace/tracetreeview.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QAction>
#include <QtGui/QResizeEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int composerSide = 24;
constexpr int composerBelow = 16;
constexpr int listWidest = 320;
constexpr int listNarrowest = 200;

} // namespace

ChatPage::ChatPage(const Services &services, const Toolkit &toolkit, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_toolkit(toolkit)
    , m_pane(new ConversationPane(toolkit, services.conversations, services.store))
    , m_header(new ChatHeader(toolkit))
    , m_view(new ChatView(toolkit))
    , m_stack(new QStackedWidget)
    , m_composer(new Composer(toolkit, services.settings))
    , m_inspector(new TracePanel(toolkit, services.store, services.exporter))
    , m_strip(new TraceStrip(toolkit.theme, m_inspector->document()))
    , m_splitter(new QSplitter)
{
    setObjectName(u"chatPage"_s);
    m_pane->setMinimumWidth(listNarrowest);
    m_pane->setMaximumWidth(listWidest);
    m_inspector->setMaximumWidth(metrics::inspectorMax);
    m_splitter->setObjectName(u"chatSplitter"_s);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_pane);
    m_splitter->addWidget(makeCentre());
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
    connectParts();
    addActions();
    m_header->setInspectorShown(true);
    openFirst();
}

ChatPage::~ChatPage() = default;

QWidget *ChatPage::makeCentre()
{
    auto *centre = new QWidget;
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_stack->addWidget(m_view);
    m_stack->addWidget(makeEmpty());
    m_composerPane = new QWidget;
    auto *below = new QHBoxLayout(m_composerPane);
    below->setContentsMargins(composerSide, metrics::spaceS, composerSide, composerBelow);
    below->addWidget(m_composer);
    column->addWidget(m_header);
    column->addWidget(m_stack, 1);
    column->addWidget(m_strip);
    column->addWidget(m_composerPane);
    m_strip->hide();
    m_stack->installEventFilter(this);
    return centre;
}

QWidget *ChatPage::makeEmpty()
{
    auto *empty = new EmptyState(m_toolkit.theme, u"chat"_s);
    empty->setObjectName(u"emptyChat"_s);
    empty->setTitle(tr("What do you want to ask?"));
    empty->setText(tr("The reply streams here, and its trace grows beside it. One of these to begin with:"));
    empty->stackButtons();
    const QStringList prompts{tr("Explain idempotency keys with one curl example"), tr("Compare optimistic and pessimistic locking in a table"),
                              tr("Write a SQL query that finds duplicate orders")};
    for (qsizetype i = 0; i < prompts.size(); ++i) {
        QPushButton *button = empty->addButton(prompts[i]);
        button->setObjectName(u"example%1"_s.arg(i));
        button->setProperty("kind", QString());
        connect(button, &QPushButton::clicked, this, [this, prompt = prompts[i]] {
            m_composer->setText(prompt);
            m_composer->focusText();
        });
    }
    return empty;
}

void ChatPage::connectParts()
{
    chat::ConversationBook *book = m_services.conversations;
    connect(book, &chat::ConversationBook::loaded, this, &ChatPage::openFirst);
    connect(m_services.settings, &settings::Settings::profilesChanged, this, &ChatPage::takeProfile);
    connect(m_services.settings, &settings::Settings::preferencesChanged, this, &ChatPage::takeProfile);
    connect(m_pane, &ConversationPane::opened, this, &ChatPage::openItem);
    connect(m_pane, &ConversationPane::newAsked, this, &ChatPage::startNew);
    connect(m_pane, &ConversationPane::removeAsked, this, &ChatPage::askRemove);
    connect(m_pane, &ConversationPane::renameAsked, this, [this](const QString &id) {
        openItem(id);
        m_header->editTitle();
    });
    connect(m_header, &ChatHeader::removeAsked, this, [this] { askRemove(m_session->id()); });
    connect(m_header, &ChatHeader::listAsked, this, &ChatPage::toggleList);
    connect(m_header, &ChatHeader::inspectorAsked, this, &ChatPage::toggleInspector);
    connect(m_composer, &Composer::sendAsked, this, &ChatPage::send);
    connect(m_composer, &Composer::stopAsked, this, [this] { m_session->stop(); });
    connect(m_composer, &Composer::optionsChosen, this, [this](const chat::ConversationOptions &options) {
        if (m_session)
            m_session->setOptions(options);
    });
    connect(m_composer, &Composer::lastWanted, this, [this] {
        if (m_session && !m_session->turns().isEmpty())
            m_composer->setText(m_session->turns().last().prompt);
    });
    connect(m_view, &ChatView::againAsked, this, [this] {
        if (m_session)
            m_session->regenerate();
    });
    connect(m_view, &ChatView::modelChosen, this, &ChatPage::useModel);
    connect(m_view, &ChatView::keyAsked, this, [this] {
        m_toolkit.navigator->openSettings(Navigator::SettingsPlace::Key, m_session->options().profileId);
    });
    connect(m_view, &ChatView::settingsAsked, this, [this] {
        m_toolkit.navigator->openSettings(Navigator::SettingsPlace::Gateway, m_session->options().profileId);
    });
    connect(m_view, &ChatView::currentTurnChanged, this, &ChatPage::showTrace);
    connect(m_view, &ChatView::figuresTicked, this, &ChatPage::showFigures);
    connect(m_view, &ChatView::traceAsked, this, [this] {
        showInspector(true);
        m_inspector->tree()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_inspector, &TracePanel::closeAsked, this, [this] { showInspector(false); });
    connect(m_inspector, &TracePanel::openAsked, this, [this](const trace::TraceId &id) { m_toolkit.navigator->openTrace(id); });
    connect(m_strip, &TraceStrip::openAsked, this, [this] { showInspector(true); });
}

void ChatPage::addActions()
{
    const auto add = [this](const QString &id, const QString &text, const QString &icon, const QString &key, auto run) {
        QAction *action = m_toolkit.actions->add({id, text, icon, {QKeySequence(key)}, tr("Composer")}, this);
        connect(action, &QAction::triggered, this, run);
    };
    add(u"composer.model"_s, tr("Choose the model"), u"model"_s, u"Ctrl+M"_s, [this] { m_composer->openModelMenu(); });
    add(u"composer.parameters"_s, tr("Parameters of this chat"), u"parameters"_s, u"Ctrl+."_s, [this] { m_composer->openParameters(); });
    add(u"composer.focus"_s, tr("Write a message"), u"edit"_s, u"Ctrl+L"_s, [this] { m_composer->focusText(); });
}

QString ChatPage::title() const
{
    return m_session && !m_session->title().isEmpty() ? m_session->title() : tr("Chat");
}

QList<QWidget *> ChatPage::panes() const
{
    return {m_pane, m_view, m_composer, m_inspector};
}

void ChatPage::enter()
{
    m_composer->focusText();
}

void ChatPage::takeProfile()
{
    // An empty chat made before there was a gateway, or for one that is gone, gets the one there is.
    const bool known = m_session && m_services.settings->profile(m_session->options().profileId);
    if (m_session && !known && m_session->isLoaded() && m_session->turns().isEmpty() && m_services.settings->currentProfile())
        m_session->setOptions(freshOptions());
}

chat::ConversationOptions ChatPage::freshOptions() const
{
    chat::ConversationOptions options;
    const settings::Profile *profile = m_services.settings->currentProfile();
    if (!profile && !m_services.settings->profiles().isEmpty())
        profile = &m_services.settings->profiles().first();
    if (!profile)
        return options;
    options.profileId = profile->id;
    if (!profile->models.isEmpty())
        options.model = profile->models.first().name;
    // What was chosen last is what a person expects.
    if (m_session && m_session->options().profileId == profile->id && !m_session->options().model.isEmpty()) {
        options.model = m_session->options().model;
        options.content = m_session->options().content;
    }
    return options;
}

void ChatPage::openFirst()
{
    // The list may come after the page: then the empty chat made meanwhile goes.
    chat::ChatSession *const draft = m_session;
    if (draft && (!draft->turns().isEmpty() || !m_composer->text().isEmpty() || m_services.conversations->entries().size() < 2))
        return;
    const auto &entries = m_services.conversations->entries();
    open(entries.isEmpty() ? m_services.conversations->create(freshOptions())
                           : m_services.conversations->open(firstOther(draft)));
    if (draft)
        m_services.conversations->remove(draft->id());
}

QString ChatPage::firstOther(const chat::ChatSession *session) const
{
    for (const chat::ConversationBook::Entry &entry : m_services.conversations->entries()) {
        if (!session || entry.id != session->id())
            return entry.id;
    }
    return {};
}

void ChatPage::open(chat::ChatSession *session)
{
    m_session = session;
    m_pane->setCurrent(session ? session->id() : QString());
    m_header->setSession(session);
    m_composer->setSession(session);
    m_view->setSession(session);
    if (session) {
        connect(session, &chat::ChatSession::titleChanged, this, &Page::titleChanged, Qt::UniqueConnection);
        connect(session, &QObject::destroyed, this, [this, session] {
            if (m_session == session)
                m_session = nullptr;
        });
    }
    showTrace();
    Q_EMIT titleChanged();
}

void ChatPage::openItem(const QString &id)
{
    if (chat::ChatSession *session = m_services.conversations->open(id)) {
        if (session != m_session)
            open(session);
        if (m_narrow)
            m_pane->hide();
    }
}

void ChatPage::startNew()
{
    // An empty chat is new already.
    if (!m_session || !m_session->turns().isEmpty() || !m_session->isLoaded())
        open(m_services.conversations->create(freshOptions()));
    if (m_narrow)
        m_pane->hide();
    m_composer->focusText();
}

void ChatPage::send(const QString &text)
{
    if (m_session)
        m_session->send(text);
}

void ChatPage::useModel(const QString &model)
{
    if (!m_session)
        return;
    chat::ConversationOptions options = m_session->options();
    options.model = model;
    m_session->setOptions(options);
    m_session->regenerate();
}

void ChatPage::askRemove(const QString &id)
{
    Prompts::Question question;
    question.title = tr("Delete this chat?");
    question.text = tr("Its messages are deleted from this computer. Its traces stay, here and in MLflow.");
    question.action = tr("Delete");
    question.destructive = true;
    m_toolkit.prompts->ask(this, question, [this, id](Prompts::Choice choice) {
        if (choice != Prompts::Choice::Action)
            return;
        const bool current = m_session && m_session->id() == id;
        if (current)
            open(nullptr);
        m_services.conversations->remove(id);
        if (current)
            openFirst();
    });
}

void ChatPage::showTrace()
{
    const int index = m_session ? m_view->currentTurn() : -1;
    m_stack->setCurrentIndex(m_session && !m_session->turns().isEmpty() ? 0 : 1);
    if (index < 0 || index >= m_session->turns().size()) {
        m_inspector->clear();
        m_strip->setVisible(false);
        return;
    }
    const chat::Turn &turn = m_session->turns()[index];
    if (trace::LiveTrace *live = m_session->liveTrace(turn.id))
        m_inspector->showLive(live, turn.traceId);
    else
        m_inspector->showStored(turn.traceId);
    m_strip->setVisible(m_narrow);
    showFigures();
}

void ChatPage::showFigures()
{
    const int index = m_session ? m_view->currentTurn() : -1;
    if (index < 0 || index >= m_session->turns().size())
        return;
    const TracePanel::Figures figures = replyfigures::panel(m_session->turns()[index], m_view->live());
    m_inspector->setFigures(figures);
    m_strip->setFigures(figures);
}

void ChatPage::findHere()
{
    if (m_narrow)
        m_pane->show();
    placePanes();
    m_pane->focusSearch();
}

void ChatPage::reload()
{
    if (m_session && !m_session->isRunning())
        m_session->regenerate();
}

bool ChatPage::openInMlflow()
{
    return m_inspector->openInMlflow();
}

bool ChatPage::closeTop()
{
    if (m_narrow && m_pane->isVisible()) {
        m_pane->hide();
        m_composer->focusText();
        return true;
    }
    if ((m_narrow || m_overlay) && isInspectorShown()) {
        showInspector(false);
        m_composer->focusText();
        return true;
    }
    if (m_session && m_session->isRunning()) {
        m_session->stop();
        return true;
    }
    return false;
}

} // namespace ui
