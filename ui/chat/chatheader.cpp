// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/chatheader.h"

#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/escapekey.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/iconbutton.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedWidget>

using namespace Qt::StringLiterals;

namespace ui {

ChatHeader::ChatHeader(const Toolkit &toolkit, QWidget *parent)
    : QWidget(parent)
    , m_toolkit(toolkit)
    , m_list(new IconButton(toolkit.theme, u"columns"_s, tr("Show the chats")))
    , m_stack(new QStackedWidget)
    , m_title(new ElidedLabel)
    , m_edit(new QLineEdit)
    , m_note(makeLabel({}, Theme::Type::Small, Tone::Muted))
    , m_more(new IconButton(toolkit.theme, u"more"_s, tr("More for this chat")))
    , m_inspector(new IconButton(toolkit.theme, u"inspector"_s, tr("Show or hide the trace")))
{
    setObjectName(u"chatHeader"_s);
    setFixedHeight(metrics::pageHeader);
    setAttribute(Qt::WA_StyledBackground);
    setProperty("line", u"bottom"_s);
    prepareTitle();
    m_note->setObjectName(u"chatNote"_s);
    m_note->setProperty(dataProperty, true);
    m_list->setObjectName(u"showList"_s);
    m_more->setObjectName(u"chatMore"_s);
    m_inspector->setObjectName(u"showInspector"_s);
    m_inspector->setCheckable(true);
    m_list->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::spaceL, 0, metrics::spaceS, 0);
    row->setSpacing(metrics::spaceS);
    row->addWidget(m_list);
    row->addWidget(m_stack, 1);
    row->addWidget(m_note);
    row->addWidget(m_more);
    row->addWidget(m_inspector);
    connect(m_edit, &QLineEdit::editingFinished, this, &ChatHeader::endEdit);
    connect(m_list, &QToolButton::clicked, this, &ChatHeader::listAsked);
    connect(m_inspector, &QToolButton::clicked, this, &ChatHeader::inspectorAsked);
    connect(m_more, &QToolButton::clicked, this, &ChatHeader::showMenu);
    refresh();
}

void ChatHeader::prepareTitle()
{
    m_title->setObjectName(u"chatTitle"_s);
    m_title->setProperty("type", u"title"_s);
    m_title->setProperty(dataProperty, true);
    m_edit->setObjectName(u"titleEdit"_s);
    m_edit->setAccessibleName(tr("Name of the chat"));
    new EscapeKey(m_edit, [] { return true; }, [this] {
        // The field tells that editing ended once more when it loses the focus, so the old name must stand in it.
        m_edit->setText(m_session ? m_session->title() : QString());
        endEdit();
    });
    m_stack->addWidget(m_title);
    m_stack->addWidget(m_edit);
    m_stack->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ChatHeader::setSession(chat::ChatSession *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    m_stack->setCurrentWidget(m_title);
    if (session) {
        connect(session, &chat::ChatSession::titleChanged, this, &ChatHeader::refresh);
        connect(session, &chat::ChatSession::loaded, this, &ChatHeader::refresh);
        connect(session, &chat::ChatSession::turnAdded, this, &ChatHeader::refresh);
        connect(session, &chat::ChatSession::turnEnded, this, &ChatHeader::refresh);
        connect(session, &chat::ChatSession::turnRemoved, this, &ChatHeader::refresh);
    }
    refresh();
}

void ChatHeader::refresh()
{
    m_more->setEnabled(m_session);
    const QString title = m_session ? m_session->title() : QString();
    m_title->setFullText(title.isEmpty() ? tr("New chat") : title);
    if (!m_session || m_session->turns().isEmpty()) {
        m_note->setText({});
        return;
    }
    qint64 tokens = 0;
    bool whole = true;
    for (const chat::Turn &turn : m_session->turns()) {
        tokens += turn.metrics.inputTokens.value_or(0) + turn.metrics.outputTokens.value_or(0);
        whole = whole && turn.metrics.inputTokens && turn.metrics.outputTokens;
    }
    const int turns = int(m_session->turns().size());
    if (tokens == 0 && !whole) {
        m_note->setText(turns == 1 ? tr("1 turn") : tr("%n turns", nullptr, turns));
        return;
    }
    const QString count = whole ? formats::tokens(tokens) : formats::estimate(formats::tokens(tokens));
    m_note->setText(turns == 1 ? tr("1 turn · %1 tokens").arg(count) : tr("%n turns · %1 tokens", nullptr, turns).arg(count));
}

void ChatHeader::setNarrow(bool narrow)
{
    m_list->setVisible(narrow);
    m_note->setVisible(!narrow);
}

void ChatHeader::setInspectorShown(bool shown)
{
    m_inspector->setChecked(shown);
}

void ChatHeader::editTitle()
{
    if (!m_session)
        return;
    m_edit->setText(m_session->title());
    m_stack->setCurrentWidget(m_edit);
    m_edit->setFocus(Qt::OtherFocusReason);
    m_edit->selectAll();
}

void ChatHeader::endEdit()
{
    if (m_stack->currentWidget() != m_edit)
        return;
    m_stack->setCurrentWidget(m_title);
    const QString title = m_edit->text().simplified();
    if (m_session && !title.isEmpty())
        m_session->setTitle(title);
}

void ChatHeader::showMenu()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"chatMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(icons::icon(m_toolkit.theme, u"edit"_s), tr("Rename"), this, &ChatHeader::editTitle);
    menu->addAction(icons::icon(m_toolkit.theme, u"trash"_s), tr("Delete…"), this, &ChatHeader::removeAsked);
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

} // namespace ui
