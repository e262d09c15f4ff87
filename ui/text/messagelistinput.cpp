// SPDX-License-Identifier: Apache-2.0
// What a person does to a MessageList: keys, mouse, menu. Its layout is in messagelist.cpp.
#include "ui/text/messagelist.h"

#include "ui/widgets/theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype longestMenuText = 48;

QString shortened(const QString &text)
{
    return text.size() <= longestMenuText ? text : text.left(longestMenuText - 1) + u'…';
}

} // namespace

MessageCard::Hit MessageList::hitAt(const QPoint &point, int *index) const
{
    const double y = point.y() + verticalScrollBar()->value();
    *index = indexAt(y);
    if (*index < 0)
        return {};
    const Item &item = m_cards[size_t(*index)];
    return item.card->hit(QPointF(point.x() - textLeft(), y - item.top));
}

void MessageList::updateCursor(const QPoint &point)
{
    int index = -1;
    const MessageCard::Hit hit = hitAt(point, &index);
    using Kind = MessageCard::Hit::Kind;
    if (hit.kind == Kind::Text)
        viewport()->setCursor(Qt::IBeamCursor);
    else if (hit.kind == Kind::None || hit.kind == Kind::Figure)
        viewport()->setCursor(Qt::ArrowCursor);
    else
        viewport()->setCursor(Qt::PointingHandCursor);
    if (index >= 0 && !m_cards[size_t(index)].card->figuresRect().isEmpty())
        setActionsIndex(index);
}

bool MessageList::event(QEvent *event)
{
    if (event->type() == QEvent::Leave && !hasFocus() && (!m_actions || !m_actions->isAncestorOf(focusWidget())))
        setActionsIndex(-1);
    return QAbstractScrollArea::event(event);
}

bool MessageList::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    int index = -1;
    const MessageCard::Hit hit = hitAt(help->pos(), &index);
    // Plain text in any case: Qt would read a link's address as rich text if it looked like it.
    const QString text = hit.kind == MessageCard::Hit::Kind::Link ? hit.link : hit.toolTip;
    QToolTip::showText(help->globalPos(), text.isEmpty() ? text : u"<span>"_s + text.toHtmlEscaped() + u"</span>"_s, viewport());
    return true;
}

void MessageList::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressHit = hitAt(event->position().toPoint(), &m_pressed);
    select(-1, {});
    if (m_pressed >= 0 && m_pressed != m_current) {
        m_current = m_pressed;
        Q_EMIT currentChanged(m_current);
    }
    viewport()->update();
}

void MessageList::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    if (!(event->buttons() & Qt::LeftButton)) {
        updateCursor(point);
        return;
    }
    if (m_pressed < 0 || m_pressed >= count() || m_pressHit.section < 0)
        return;
    const Item &item = m_cards[size_t(m_pressed)];
    const QPointF inside(point.x() - textLeft(), point.y() + verticalScrollBar()->value() - item.top);
    const TextColumn::Position here = item.card->positionIn(m_pressHit.section, inside);
    const auto [from, to] = std::minmax(m_pressHit.position, here);
    select(m_pressed, {m_pressHit.section, {from, to}});
}

void MessageList::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_pressed < 0 || m_pressed >= count())
        return;
    const int pressed = std::exchange(m_pressed, -1);
    int index = -1;
    const MessageCard::Hit hit = hitAt(event->position().toPoint(), &index);
    if (index != pressed || hit.kind != m_pressHit.kind || hit.section != m_pressHit.section)
        return;
    MessageCard &card = *m_cards[size_t(index)].card;
    switch (hit.kind) {
    case MessageCard::Hit::Kind::Link:
        if (m_selected < 0 || m_selection.range.isEmpty())
            Q_EMIT linkActivated(hit.link);
        break;
    case MessageCard::Hit::Kind::CopyCode:
        copyText(card.column(hit.section).codeOf(hit.block));
        break;
    case MessageCard::Hit::Kind::Fold: {
        const Anchor kept = anchor();
        setFollow(m_follow && card.height() < viewport()->height());
        card.toggle(hit.section);
        relayout(kept);
        break;
    }
    default:
        break;
    }
}

void MessageList::mouseDoubleClickEvent(QMouseEvent *event)
{
    int index = -1;
    const MessageCard::Hit hit = hitAt(event->position().toPoint(), &index);
    if (index < 0)
        return;
    if (hit.kind == MessageCard::Hit::Kind::Text)
        select(index, {hit.section, m_cards[size_t(index)].card->column(hit.section).wordAt(hit.position)});
    m_pressed = -1;
}

void MessageList::select(int index, const MessageCard::Selection &selection)
{
    if (m_selected >= 0 && m_selected < count())
        updateCard(m_selected);
    m_selected = index;
    m_selection = selection;
    if (index >= 0)
        updateCard(index);
}

QString MessageList::selectedText() const
{
    if (m_selected < 0 || m_selected >= count() || m_selection.section < 0)
        return {};
    return m_cards[size_t(m_selected)].card->column(m_selection.section).selectedText(m_selection.range);
}

void MessageList::copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied();
}

void MessageList::copyCurrent()
{
    const QString selected = selectedText();
    if (!selected.isEmpty())
        copyText(selected);
    else if (m_current >= 0)
        copyText(m_cards[size_t(m_current)].card->content().text);
}

void MessageList::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy)) {
        copyCurrent();
        return;
    }
    if (event->matches(QKeySequence::SelectAll) && m_current >= 0) {
        const MessageCard &card = *m_cards[size_t(m_current)].card;
        select(m_current, {card.body(), {{}, card.column(card.body()).end()}});
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        setCurrent(std::max(0, m_current < 0 ? count() - 1 : m_current - 1));
        break;
    case Qt::Key_Down:
        setCurrent(std::min(count() - 1, m_current < 0 ? count() - 1 : m_current + 1));
        break;
    case Qt::Key_Home:
        setCurrent(0);
        break;
    case Qt::Key_End:
        setCurrent(count() - 1);
        scrollToEnd();
        break;
    case Qt::Key_PageUp:
        bar->triggerAction(QScrollBar::SliderPageStepSub);
        break;
    case Qt::Key_PageDown:
        bar->triggerAction(QScrollBar::SliderPageStepAdd);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT activated(m_current);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void MessageList::setCurrent(int index)
{
    if (index >= count())
        return;
    if (index >= 0) {
        const Item &item = m_cards[size_t(index)];
        const double scroll = verticalScrollBar()->value();
        const bool visible = item.top >= scroll && item.top + item.card->height() <= scroll + viewport()->height();
        if (!visible)
            scrollTo(index);
        setActionsIndex(index);
        setAccessibleDescription(item.card->summary());
    }
    m_current = std::max(-1, index);
    viewport()->update();
    Q_EMIT currentChanged(m_current);
}

void MessageList::focusInEvent(QFocusEvent *event)
{
    // A window that comes back to the front must not move what is being read.
    const bool chosen = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason
        && event->reason() != Qt::PopupFocusReason;
    if (m_current < 0 && count() > 0 && chosen)
        setCurrent(count() - 1);
    viewport()->update();
    QAbstractScrollArea::focusInEvent(event);
}

void MessageList::contextMenuEvent(QContextMenuEvent *event)
{
    int index = m_current;
    QPoint at = event->pos();
    if (event->reason() == QContextMenuEvent::Mouse)
        hitAt(event->pos(), &index);
    else if (index >= 0)
        at = QPoint(int(textLeft()), std::max(0, int(m_cards[size_t(index)].top) - verticalScrollBar()->value()) + 24);
    if (index >= 0 && index < count())
        showMenu(index, viewport()->mapToGlobal(at));
}

void MessageList::showMenu(int index, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"messageMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu, index);
    Q_EMIT menuAboutToShow(menu, index);
    menu->popup(at);
}

void MessageList::fillMenu(QMenu *menu, int index)
{
    const MessageCard &card = *m_cards[size_t(index)].card;
    if (const QString selected = selectedText(); !selected.isEmpty())
        menu->addAction(tr("Copy selected text"), this, [this, selected] { copyText(selected); });
    menu->addAction(tr("Copy message"), this, [this, text = card.content().text] { copyText(text); });
    for (int section = 0; section < card.sectionCount(); ++section) {
        const TextColumn &column = card.column(section);
        for (const int block : column.codeBlocks()) {
            const QString code = column.codeOf(block);
            const QString words = column.languageOf(block).isEmpty() ? tr("Copy code: %1") : tr("Copy %2: %1", "code, its language");
            menu->addAction(words.arg(shortened(code.section(u'\n', 0, 0)), column.languageOf(block)).replace(u'&', u"&&"_s), this,
                            [this, code] { copyText(code); });
        }
        for (const QString &link : column.links())
            menu->addAction(tr("Open %1").arg(shortened(link).replace(u'&', u"&&"_s)), this, [this, link] { Q_EMIT linkActivated(link); });
    }
}

void MessageList::setActions(QWidget *actions)
{
    m_actions = actions;
    actions->setParent(viewport());
    placeActions();
}

void MessageList::setActionsIndex(int index)
{
    if (std::exchange(m_actionsIndex, index) != index)
        placeActions();
}

void MessageList::placeActions()
{
    if (!m_actions)
        return;
    const QRectF line = m_actionsIndex >= 0 && m_actionsIndex < count() ? card(m_actionsIndex).figuresRect() : QRectF();
    m_actions->setVisible(!line.isEmpty());
    if (line.isEmpty())
        return;
    const double y = m_cards[size_t(m_actionsIndex)].top + line.center().y() - verticalScrollBar()->value();
    m_actions->adjustSize();
    m_actions->move(int(textLeft() + textWidth()) - m_actions->width(), int(y) - m_actions->height() / 2);
}

} // namespace ui
