// SPDX-License-Identifier: Apache-2.0
#include "ui/text/messagecard.h"

#include "ui/text/readingstyle.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double above = 12;
constexpr double headHeight = 24;
constexpr double gap = 6;
constexpr double figureGap = 18;
constexpr double narrowGap = 9; ///< between figures in a narrow column
constexpr double figureHeight = 20;
constexpr double iconSize = 14;
constexpr double caretWidth = 8;
constexpr double attachmentGap = 8;
constexpr qsizetype summaryLength = 240;

/// Where the figures stand that have room as a whole: the first ones, closer together if need be.
QList<QRectF> figureRects(const QList<MessageContent::Figure> &figures, const QFont &font, double room)
{
    QList<QRectF> rects;
    const QFontMetricsF metrics(font);
    double wanted = figureGap * double(figures.size() - 1);
    for (const MessageContent::Figure &figure : figures) {
        const double icon = figure.icon.isEmpty() ? 0 : iconSize + 5;
        rects.append(QRectF(0, 0, icon + metrics.horizontalAdvance(figure.text), figureHeight));
        wanted += rects.last().width();
    }
    const double gap = wanted > room ? narrowGap : figureGap;
    double x = 0;
    for (qsizetype i = 0; i < rects.size(); ++i) {
        rects[i].moveLeft(x);
        x = rects[i].right() + gap;
        if (i > 0 && rects[i].right() > room)
            return rects.first(i);
    }
    return rects;
}

/// Whether what stands above the text differs.
bool hasOtherSurroundings(const MessageContent &one, const MessageContent &other)
{
    return one.author != other.author || one.time != other.time || one.note != other.note || one.noteIcon != other.noteIcon
        || one.noteColour != other.noteColour || one.look != other.look || one.before != other.before;
}

} // namespace

MessageCard::MessageCard(const Theme &theme, const ReadingStyle &style)
    : m_theme(&theme)
    , m_style(&style)
{
}

void MessageCard::addSection(size_t index, MessageSection::Frame frame)
{
    if (index < m_sections.size())
        return;
    m_sections.push_back(std::make_unique<MessageSection>(*m_theme, *m_style, frame));
    m_sections.back()->setWidth(m_width);
}

void MessageCard::setContent(const MessageContent &content)
{
    const bool reshaped = content.before.size() != m_content.before.size() || content.look != m_content.look
        || content.after.size() < m_content.after.size();
    if (reshaped)
        m_sections.clear();
    m_reshaped = m_reshaped || reshaped || hasOtherSurroundings(m_content, content);
    m_hasNewFoot = m_hasNewFoot || m_content.figures != content.figures || m_content.after != content.after;
    m_content = content;
    size_t index = 0;
    for (const MessageContent::Extra &extra : content.before) {
        addSection(index, MessageSection::Frame::Outline);
        m_sections[index++]->setExtra(extra, content.growing);
    }
    const bool card = content.look == MessageContent::Look::Own;
    addSection(index, card ? MessageSection::Frame::Card : MessageSection::Frame::None);
    m_body = int(index);
    m_sections[index++]->setBody(content.text, content.markdown ? TextColumn::Kind::Markdown : TextColumn::Kind::Plain,
                                 content.growing);
    for (const MessageContent::Extra &extra : content.after) {
        addSection(index, MessageSection::Frame::Outline);
        m_sections[index++]->setExtra(extra, content.growing);
    }
}

std::pair<double, double> MessageCard::takeChanged()
{
    MessageSection &body = *m_sections[size_t(m_body)];
    const double text = sectionTop(m_body) + body.textCorner().y() + body.column().takeChanged();
    const double from = std::exchange(m_reshaped, false) ? 0 : text;
    const double before = std::exchange(m_shownHeight, height());
    const bool isWhole = std::exchange(m_hasNewFoot, false) || before != height();
    return {from, isWhole ? std::max(before, height()) : sectionsEnd()};
}

void MessageCard::setWidth(double width)
{
    m_width = width;
    for (const auto &section : m_sections)
        section->setWidth(width);
}

void MessageCard::restyle()
{
    m_reshaped = true;
    for (const auto &section : m_sections)
        section->column().restyle();
}

void MessageCard::setAttachmentHeight(int height)
{
    m_attachment = height;
}

double MessageCard::sectionTop(int section) const
{
    double y = above + headHeight;
    for (int i = 0; i < section; ++i) {
        const double height = m_sections[size_t(i)]->height();
        y += height > 0 ? height + gap : 0;
    }
    return y;
}

double MessageCard::sectionsEnd() const
{
    return sectionTop(sectionCount()) + waitingHeight();
}

double MessageCard::waitingHeight() const
{
    return m_content.growing && m_content.text.isEmpty() && !m_content.waiting.isEmpty() ? m_style->textLine + gap : 0;
}

QRectF MessageCard::figuresRect() const
{
    if (m_content.figures.isEmpty())
        return {};
    return QRectF(0, sectionsEnd(), m_width, figureHeight);
}

double MessageCard::attachmentTop() const
{
    return sectionsEnd() + (m_content.figures.isEmpty() ? 0 : figureHeight) + attachmentGap;
}

double MessageCard::height() const
{
    return std::ceil(m_attachment > 0 ? attachmentTop() + m_attachment : attachmentTop() - attachmentGap) + gap;
}

QRectF MessageCard::ring() const
{
    return QRectF(-8, above - 4, m_width + 16, height() - above + 2);
}

bool MessageCard::layoutRange(double top, double bottom)
{
    bool changed = false;
    for (int i = 0; i < sectionCount(); ++i) {
        const double y = sectionTop(i);
        MessageSection &section = *m_sections[size_t(i)];
        const bool near = y < bottom && y + section.height() >= top;
        if (near && section.layoutRange(top - y, bottom - y))
            changed = true;
    }
    return changed;
}

void MessageCard::releaseOutside(double top, double bottom)
{
    for (int i = 0; i < sectionCount(); ++i) {
        const double y = sectionTop(i);
        m_sections[size_t(i)]->releaseOutside(top - y, bottom - y);
    }
}

void MessageCard::paint(QPainter *painter, const QPointF &at, double top, double bottom, const Selection &selection) const
{
    if (top < above + headHeight)
        paintHead(painter, at);
    for (int i = 0; i < sectionCount(); ++i) {
        const double y = sectionTop(i);
        const MessageSection &section = *m_sections[size_t(i)];
        if (y > bottom || y + section.height() < top || section.height() <= 0)
            continue;
        const TextColumn::Selection part = selection.section == i ? selection.range : TextColumn::Selection();
        section.paint(painter, at + QPointF(0, y), top - y, bottom - y, part);
    }
    if (waitingHeight() > 0) {
        painter->setFont(m_style->text);
        painter->setPen(m_style->muted);
        const QRectF line(at.x(), at.y() + sectionsEnd() - waitingHeight(), m_width, m_style->textLine);
        painter->drawText(line, Qt::AlignVCenter, m_content.waiting);
    } else if (m_content.growing) {
        paintCaret(painter, at);
    }
    if (!m_content.figures.isEmpty() && bottom > figuresRect().top())
        paintFigures(painter, at + figuresRect().topLeft());
}

void MessageCard::paintHead(QPainter *painter, const QPointF &at) const
{
    QRectF line(at.x(), at.y() + above, m_width, headHeight - 4);
    QFont bold = m_style->small;
    bold.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(m_style->small);
    painter->setFont(m_style->small);
    painter->setPen(m_style->muted);
    const bool right = m_content.look != MessageContent::Look::Own;
    if (right && !m_content.time.isEmpty()) {
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, m_content.time);
        line.setRight(line.right() - metrics.horizontalAdvance(m_content.time) - figureGap);
    }
    painter->setFont(bold);
    painter->setPen(m_style->primary);
    const QString author = QFontMetricsF(bold).elidedText(m_content.author, Qt::ElideMiddle, line.width());
    painter->drawText(line, Qt::AlignVCenter, author);
    line.setLeft(line.left() + QFontMetricsF(bold).horizontalAdvance(author) + 8);
    painter->setFont(m_style->small);
    if (!m_content.noteIcon.isEmpty() && line.width() > 2 * iconSize) {
        const QRectF icon(line.left(), line.center().y() - iconSize / 2, iconSize, iconSize);
        icons::paint(painter, icon, m_content.noteIcon, m_theme->colour(m_content.noteColour));
        line.setLeft(line.left() + iconSize + 4);
    }
    const QString note = right ? m_content.note : m_content.time;
    painter->setPen(right ? m_theme->colour(m_content.noteColour) : m_style->muted);
    painter->drawText(line, Qt::AlignVCenter, metrics.elidedText(note, Qt::ElideRight, line.width()));
}

void MessageCard::paintFigures(QPainter *painter, const QPointF &at) const
{
    const QList<QRectF> rects = figureRects(m_content.figures, m_style->small, m_width);
    painter->setFont(m_style->small);
    for (qsizetype i = 0; i < rects.size(); ++i) {
        const MessageContent::Figure &figure = m_content.figures[i];
        QRectF rect = rects[i].translated(at);
        const QColor colour = m_theme->colour(figure.colour);
        if (!figure.icon.isEmpty()) {
            icons::paint(painter, QRectF(rect.left(), rect.center().y() - iconSize / 2, iconSize, iconSize), figure.icon, colour);
            rect.setLeft(rect.left() + iconSize + 5);
        }
        painter->setPen(colour);
        painter->drawText(rect.adjusted(0, 0, 2, 0), Qt::AlignVCenter | Qt::TextDontClip, figure.text);
    }
}

void MessageCard::paintCaret(QPainter *painter, const QPointF &at) const
{
    const MessageSection &body = *m_sections[size_t(m_body)];
    const QRectF place = body.column().caret();
    if (place.isEmpty())
        return;
    const QPointF corner = at + QPointF(0, sectionTop(m_body)) + body.textCorner();
    const double inset = std::floor((place.height() - m_style->textLine * 0.75) / 2);
    painter->fillRect(QRectF(corner.x() + place.left() + 1, corner.y() + place.top() + inset, caretWidth,
                             m_style->textLine * 0.75),
                      m_style->accent);
}

MessageCard::Hit MessageCard::hit(const QPointF &point) const
{
    Hit hit;
    const QRectF figures = figuresRect();
    if (figures.contains(point)) {
        const QList<QRectF> rects = figureRects(m_content.figures, m_style->small, m_width);
        for (qsizetype i = 0; i < rects.size(); ++i) {
            if (rects[i].contains(point - figures.topLeft()))
                hit = {Hit::Kind::Figure, -1, -1, {}, m_content.figures[i].toolTip, {}};
        }
        return hit;
    }
    for (int i = 0; i < sectionCount(); ++i) {
        const MessageSection &section = *m_sections[size_t(i)];
        const QPointF inside = point - QPointF(0, sectionTop(i));
        if (inside.y() < 0 || inside.y() >= section.height())
            continue;
        hit.section = i;
        const QPointF inText = inside - section.textCorner();
        if (section.isHead(inside)) {
            hit.kind = Hit::Kind::Fold;
        } else if (hit.block = section.column().copyButtonAt(inText); hit.block >= 0) {
            hit.kind = Hit::Kind::CopyCode;
        } else {
            hit.link = section.column().linkAt(inText);
            hit.kind = hit.link.isEmpty() ? Hit::Kind::Text : Hit::Kind::Link;
            hit.position = section.column().positionAt(inText);
        }
    }
    return hit;
}

TextColumn::Position MessageCard::positionIn(int section, const QPointF &point) const
{
    const MessageSection &part = *m_sections[size_t(section)];
    const QPointF inText = point - QPointF(0, sectionTop(section)) - part.textCorner();
    return inText.y() > part.column().height() ? part.column().end() : part.column().positionAt(inText);
}

void MessageCard::toggle(int section)
{
    m_reshaped = true;
    m_sections[size_t(section)]->toggle();
}

MessageCard::Anchor MessageCard::anchorAt(double y) const
{
    Anchor anchor;
    anchor.place.offset = y;
    for (int i = 0; i < sectionCount(); ++i) {
        const double top = sectionTop(i) + m_sections[size_t(i)]->textCorner().y();
        if (y >= top) {
            anchor.section = i;
            anchor.place = m_sections[size_t(i)]->column().anchorAt(y - top);
        }
    }
    return anchor;
}

double MessageCard::yOf(const Anchor &anchor) const
{
    if (anchor.section < 0 || anchor.section >= sectionCount())
        return std::min(anchor.place.offset, height());
    const MessageSection &section = *m_sections[size_t(anchor.section)];
    return sectionTop(anchor.section) + section.textCorner().y() + section.column().yOf(anchor.place);
}

QString MessageCard::summary() const
{
    const QString text = m_content.text.left(summaryLength).simplified();
    QStringList parts{m_content.author, m_content.time, text.isEmpty() ? m_content.waiting : text};
    for (const MessageContent::Figure &figure : m_content.figures)
        parts.append(figure.text);
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace ui
