// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/conversationpane.h"

#include "base/whendone.h"
#include "store/store.h"
#include "ui/chat/conversationdelegate.h"
#include "ui/chat/conversationmodel.h"
#include "ui/widgets/escapekey.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenu>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int typingPauseMs = 150;

} // namespace

ConversationPane::ConversationPane(const Toolkit &toolkit, chat::ConversationBook *book, store::Store *store, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_store(store)
    , m_model(new ConversationModel(book, this))
    , m_search(new QLineEdit)
    , m_list(new QListView)
    , m_none(makeLabel(tr("No chat contains this"), Theme::Type::Small, Tone::Muted))
{
    setObjectName(u"conversationPane"_s);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("surface", u"window"_s);
    m_search->setObjectName(u"searchChats"_s);
    m_search->setPlaceholderText(tr("Search chats"));
    m_search->setAccessibleName(tr("Search chats"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icons::icon(toolkit.theme, u"search"_s, Colour::TextMuted), QLineEdit::LeadingPosition);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->hide();
    makeList();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    auto *searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(metrics::spaceM, metrics::spaceS, metrics::spaceM, metrics::spaceXs);
    searchRow->addWidget(m_search);
    column->addLayout(searchRow);
    column->addWidget(m_none);
    column->addWidget(m_list, 1);
    m_delay.setSingleShot(true);
    m_delay.setInterval(typingPauseMs);
    connect(&m_delay, &QTimer::timeout, this, &ConversationPane::search);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_delay.start(); });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { setCurrent(m_current); });
    m_search->installEventFilter(this);
    new EscapeKey(m_search, [this] { return !m_search->text().isEmpty(); }, [this] { m_search->clear(); });
    m_list->installEventFilter(this);
    setFocusProxy(m_list);
}

QWidget *ConversationPane::makeHead()
{
    auto *head = new QWidget;
    head->setFixedHeight(metrics::pageHeader);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(metrics::spaceM, 0, metrics::spaceS, 0);
    row->addWidget(makeLabel(tr("Chats"), Theme::Type::Title), 1);
    auto *newButton = new IconButton(m_toolkit.theme, u"plus"_s, tr("New chat"));
    newButton->setObjectName(u"newChat"_s);
    connect(newButton, &QToolButton::clicked, this, &ConversationPane::newAsked);
    row->addWidget(newButton);
    return head;
}

void ConversationPane::makeList()
{
    m_list->setObjectName(u"conversationList"_s);
    m_list->setAccessibleName(tr("Chats"));
    m_list->setProperty("surface", u"window"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ConversationDelegate(m_toolkit.theme, m_list));
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ConversationPane::select);
    connect(m_list, &QWidget::customContextMenuRequested, this, &ConversationPane::showMenu);
    connect(m_toolkit.theme, &Theme::changed, m_list, [this] { m_list->doItemsLayout(); });
}

QString ConversationPane::currentId() const
{
    return m_list->currentIndex().data(ConversationModel::Id).toString();
}

void ConversationPane::select(const QModelIndex &index)
{
    const QString id = index.data(ConversationModel::Id).toString();
    if (!m_selecting && !id.isEmpty() && id != m_current) {
        m_current = id;
        Q_EMIT opened(id);
    }
}

void ConversationPane::setCurrent(const QString &id)
{
    m_current = id;
    m_selecting = true;
    m_list->setCurrentIndex(m_model->indexOf(id));
    m_selecting = false;
}

void ConversationPane::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void ConversationPane::search()
{
    const QString text = m_search->text().trimmed();
    if (text.isEmpty()) {
        showFound(std::nullopt);
        return;
    }
    base::whenDone(m_store->searchConversations(text), this, [this, text](const base::Result<QList<QString>> &ids) {
        if (ids && m_search->text().trimmed() == text)
            showFound(QSet<QString>(ids->cbegin(), ids->cend()));
    });
}

void ConversationPane::showFound(const std::optional<QSet<QString>> &ids)
{
    m_model->setFilter(ids);
    m_none->setVisible(ids && m_model->rowCount() == 0);
}

void ConversationPane::showMenu(const QPoint &at)
{
    const QModelIndex index = m_list->indexAt(at);
    const QString id = index.data(ConversationModel::Id).toString();
    if (id.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"conversationMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icons::icon(m_toolkit.theme, u"edit"_s), tr("Rename"), this, [this, id] { Q_EMIT renameAsked(id); });
    menu->addAction(icons::icon(m_toolkit.theme, u"trash"_s), tr("Delete…"), this, [this, id] { Q_EMIT removeAsked(id); });
    menu->popup(m_list->viewport()->mapToGlobal(at));
}

bool ConversationPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_list && !currentId().isEmpty()) {
        if (key == Qt::Key_Delete) {
            Q_EMIT removeAsked(currentId());
            return true;
        }
        if (key == Qt::Key_F2) {
            Q_EMIT renameAsked(currentId());
            return true;
        }
    }
    if (watched == m_search && key == Qt::Key_Down) {
        m_list->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace ui
