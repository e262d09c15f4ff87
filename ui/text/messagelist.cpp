// SPDX-License-Identifier: Apache-2.0
#include "ui/text/messagelist.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QPaintEvent>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int leftAlignedUpTo = 900; ///< a wider view has the text in its middle
constexpr double below = 16; ///< under the last message
constexpr int layoutRounds = 6; ///< estimates become exact, which may bring more into view
constexpr double narrowest = 120;
constexpr int overhang = 2; ///< what letters may reach above their line

} // namespace

MessageList::MessageList(const Theme *theme, ReadingStyle::Size size, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
    , m_size(size)
    , m_style(ReadingStyle::from(*theme, size))
    , m_toEnd(new QPushButton(tr("To end"), this))
    , m_margin(metrics::spaceXxl)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Messages"));
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    viewport()->setMouseTracking(true);
    m_toEnd->setObjectName(u"toEndButton"_s);
    m_toEnd->setProperty("small", true);
    m_toEnd->setIcon(icons::icon(theme, u"chevronDown"_s));
    m_toEnd->setToolTip(tr("Show the end and follow it"));
    m_toEnd->hide();
    connect(m_toEnd, &QPushButton::clicked, this, &MessageList::scrollToEnd);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &MessageList::onScrolled);
    connect(theme, &Theme::changed, this, &MessageList::restyle);
}

MessageList::~MessageList() = default;

void MessageList::restyle()
{
    const Anchor kept = anchor();
    m_style = ReadingStyle::from(*m_theme, m_size);
    for (const Item &item : m_cards)
        item.card->restyle();
    relayout(kept);
}

void MessageList::setMargin(int margin)
{
    const Anchor kept = anchor();
    m_margin = margin;
    relayout(kept);
}

void MessageList::setFollowing(bool following)
{
    m_canFollow = following;
    setFollow(following);
    placeWidgets();
}

double MessageList::textWidth() const
{
    const double free = viewport()->width() - 2.0 * m_margin;
    return std::max(narrowest, std::min<double>(metrics::readingMeasure, free));
}

double MessageList::textLeft() const
{
    if (viewport()->width() <= leftAlignedUpTo)
        return m_margin;
    return std::floor((viewport()->width() - textWidth()) / 2);
}

double MessageList::contentHeight() const
{
    return m_cards.empty() ? 0 : m_cards.back().top + m_cards.back().card->height() + below;
}

void MessageList::clear()
{
    for (const Item &item : m_cards) {
        if (item.attachment)
            item.attachment->deleteLater();
    }
    m_cards.clear();
    m_current = -1;
    m_selected = -1;
    m_pressed = -1;
    setActionsIndex(-1);
    setFollow(true);
    relayout({});
}

void MessageList::insert(int index, const MessageContent &content)
{
    const Anchor kept = anchor();
    Item item;
    item.card = std::make_unique<MessageCard>(*m_theme, m_style);
    item.card->setContent(content);
    item.card->setWidth(textWidth());
    m_cards.insert(m_cards.begin() + index, std::move(item));
    if (m_current >= index)
        ++m_current;
    relayout(kept);
}

void MessageList::setContent(int index, const MessageContent &content)
{
    const Anchor kept = anchor();
    const Item &item = m_cards[size_t(index)];
    const double top = item.top;
    const int scroll = verticalScrollBar()->value();
    item.card->setContent(content);
    if (m_selected == index && m_selection.section >= item.card->sectionCount())
        m_selected = -1;
    m_growing = true;
    relayout(kept);
    m_growing = false;
    const auto [from, to] = item.card->takeChanged();
    const int moved = verticalScrollBar()->value() - scroll;
    if (item.top != top || moved < 0 || moved >= viewport()->height() || !canMoveUp(index)) {
        viewport()->update();
        return;
    }
    // Of a reply that streams only the end is painted; what is above moves up as it is.
    if (moved > 0)
        viewport()->scroll(0, -moved, viewport()->rect());
    const double y = top - verticalScrollBar()->value();
    viewport()->update(QRectF(0, y + from - overhang, viewport()->width(), to - from + overhang).toAlignedRect());
}

/// Whether nothing but text would move with the text while this message grows.
bool MessageList::canMoveUp(int index) const
{
    const bool ring = m_current == index && hasFocus();
    const bool actions = m_actions && m_actions->isVisible();
    return index == count() - 1 && !ring && !actions
        && std::none_of(m_cards.begin(), m_cards.end(), [](const Item &item) { return !item.attachment.isNull(); });
}

void MessageList::remove(int index)
{
    const Anchor kept = anchor();
    if (QWidget *widget = m_cards[size_t(index)].attachment)
        widget->deleteLater();
    m_cards.erase(m_cards.begin() + index);
    m_selected = -1;
    m_pressed = -1;
    m_current = std::min(m_current, count() - 1);
    setActionsIndex(-1);
    relayout(kept);
}

void MessageList::setAttachment(int index, QWidget *widget)
{
    Item &item = m_cards[size_t(index)];
    if (item.attachment == widget)
        return;
    const Anchor kept = anchor();
    if (item.attachment) {
        item.attachment->hide();
        item.attachment->deleteLater();
    }
    item.attachment = widget;
    if (widget) {
        widget->setParent(viewport());
        widget->show();
    }
    relayout(kept);
}

QWidget *MessageList::attachment(int index) const
{
    return m_cards[size_t(index)].attachment;
}

void MessageList::place(int from)
{
    double y = from > 0 ? m_cards[size_t(from) - 1].top + m_cards[size_t(from) - 1].card->height() : 0;
    for (size_t i = size_t(from); i < m_cards.size(); ++i) {
        m_cards[i].top = y;
        y += m_cards[i].card->height();
    }
}

MessageList::Anchor MessageList::anchor() const
{
    const double y = verticalScrollBar()->value();
    const int index = std::max(0, indexAt(y));
    if (m_cards.empty())
        return {};
    return {index, m_cards[size_t(index)].card->anchorAt(y - m_cards[size_t(index)].top)};
}

void MessageList::relayout(const Anchor &anchor)
{
    const double width = textWidth();
    for (const Item &item : m_cards) {
        item.card->setWidth(width);
        item.card->setAttachmentHeight(!item.attachment ? 0
                                           : item.attachment->hasHeightForWidth()
                                           ? item.attachment->heightForWidth(int(width))
                                           : item.attachment->sizeHint().height());
    }
    place();
    for (int round = 0; round < layoutRounds; ++round) {
        const double end = contentHeight() - viewport()->height();
        double y = end;
        if (!m_follow && anchor.index < count()) {
            const Item &item = m_cards[size_t(anchor.index)];
            y = item.top + item.card->yOf(anchor.place);
        }
        setScroll(y);
        if (!layoutVisible())
            break;
        place();
    }
    placeWidgets();
}

void MessageList::setScroll(double y)
{
    m_adjusting = true;
    QScrollBar *bar = verticalScrollBar();
    bar->setRange(0, std::max(0, int(std::ceil(contentHeight() - viewport()->height()))));
    bar->setPageStep(viewport()->height());
    bar->setSingleStep(int(m_style.textLine) * 2);
    bar->setValue(int(std::round(y)));
    m_adjusting = false;
    if (!m_growing)
        viewport()->update();
}

bool MessageList::layoutVisible()
{
    const double height = viewport()->height();
    const double scroll = verticalScrollBar()->value();
    const double top = scroll - height / 4;
    const double bottom = scroll + height * 1.25;
    // Looking through all boxes of a long text is not for every frame.
    const bool farFromRelease = std::abs(scroll - m_releasedAt) > height;
    if (farFromRelease)
        m_releasedAt = scroll;
    bool changed = false;
    for (const Item &item : m_cards) {
        const double size = item.card->height();
        if (item.top < bottom && item.top + size > top)
            changed = item.card->layoutRange(top - item.top, bottom - item.top) || changed;
        if (farFromRelease)
            item.card->releaseOutside(top - 3 * height - item.top, bottom + 3 * height - item.top);
    }
    return changed;
}

void MessageList::placeWidgets()
{
    const double scroll = verticalScrollBar()->value();
    for (const Item &item : m_cards) {
        if (!item.attachment)
            continue;
        const double y = item.top + item.card->attachmentTop() - scroll;
        const int height = int(item.card->height() - item.card->attachmentTop()) - metrics::spaceXs;
        item.attachment->setGeometry(int(textLeft()), int(std::round(y)), int(textWidth()), height);
    }
    placeActions();
    m_toEnd->adjustSize();
    m_toEnd->move((width() - m_toEnd->width()) / 2, height() - m_toEnd->height() - metrics::spaceS);
    m_toEnd->setVisible(m_canFollow && !m_follow);
    m_toEnd->raise();
}

void MessageList::onScrolled()
{
    if (m_adjusting)
        return;
    setFollow(verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 1);
    relayout(anchor());
}

void MessageList::scrollContentsBy(int, int dy)
{
    // Every change of the value comes with a relayout, which places the widgets.
    Q_UNUSED(dy)
    if (!m_growing)
        viewport()->update();
}

void MessageList::setFollow(bool follow)
{
    const bool follows = follow && m_canFollow;
    if (std::exchange(m_follow, follows) != follows)
        Q_EMIT atEndChanged(follows);
}

void MessageList::scrollToEnd()
{
    setFollow(true);
    relayout({});
}

void MessageList::scrollTo(int index)
{
    setFollow(false);
    relayout({index, {}});
    setFollow(verticalScrollBar()->value() >= verticalScrollBar()->maximum());
    placeWidgets();
}

QSize MessageList::sizeHint() const
{
    return {metrics::readingMeasure, int(std::max(contentHeight(), 4 * m_style.textLine))};
}

int MessageList::indexAt(double y) const
{
    if (m_cards.empty() || y < 0 || y >= contentHeight())
        return -1;
    const auto after = std::upper_bound(m_cards.begin(), m_cards.end(), y,
                                        [](double at, const Item &item) { return at < item.top; });
    return int(after - m_cards.begin()) - 1;
}

void MessageList::updateCard(int index)
{
    const Item &item = m_cards[size_t(index)];
    const double y = item.top - verticalScrollBar()->value();
    viewport()->update(QRect(0, int(y) - 2, viewport()->width(), int(item.card->height()) + 4));
}

void MessageList::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme->colour(Colour::SurfaceBase));
    const double scroll = verticalScrollBar()->value();
    const double top = scroll + event->rect().top();
    const double bottom = scroll + event->rect().bottom() + 1;
    for (int i = std::max(0, indexAt(top)); i < count() && m_cards[size_t(i)].top < bottom; ++i) {
        const Item &item = m_cards[size_t(i)];
        const QPointF at(textLeft(), item.top - scroll);
        const MessageCard::Selection selection = i == m_selected ? m_selection : MessageCard::Selection();
        item.card->paint(&painter, at, top - item.top, bottom - item.top, selection);
        if (i == m_current && hasFocus()) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(m_theme->colour(Colour::AccentBase), metrics::focusRing));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(item.card->ring().translated(at), metrics::radiusCard, metrics::radiusCard);
            painter.setRenderHint(QPainter::Antialiasing, false);
        }
    }
}

void MessageList::resizeEvent(QResizeEvent *)
{
    relayout(anchor());
}

} // namespace ui
