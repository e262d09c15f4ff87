// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/spandelegate.h"

#include "trace/span.h"
#include "ui/trace/axisheader.h"
#include "ui/trace/timescale.h"
#include "ui/trace/tracetreemodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int branchWidth = 16;
constexpr int wideLevels = 8; ///< deeper levels are indented less
constexpr int narrowIndent = 12;
constexpr int numberedFrom = 16; ///< deeper levels show their number
constexpr double capWidth = 10; ///< red end of a failed bar
constexpr double nowWidth = 2;
constexpr double warnShare = 0.5; ///< of the whole trace
constexpr double errorShare = 0.75;

std::optional<qint64> durationOf(const QModelIndex &index)
{
    const QVariant end = index.data(TraceTreeModel::End);
    if (!end.isValid())
        return std::nullopt;
    return std::max<qint64>(0, end.toLongLong() - index.data(TraceTreeModel::Start).toLongLong());
}

bool failed(const QModelIndex &index)
{
    return index.data(TraceTreeModel::Status).toInt() == int(trace::SpanStatus::Error);
}

} // namespace

SpanDelegate::SpanDelegate(const Theme *theme, const TimeScale *scale, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_scale(scale)
{
}

int SpanDelegate::indentOf(int depth) const
{
    const int narrow = std::max(0, depth - wideLevels);
    return (depth - narrow) * metrics::indent + std::min(narrow, numberedFrom - wideLevels) * narrowIndent;
}

QRect SpanDelegate::branchRect(const QRect &cell, int depth) const
{
    return QRect(cell.left() + metrics::spaceXs + indentOf(depth), cell.top(), branchWidth, cell.height());
}

QSize SpanDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {metrics::indent, m_theme->rowHeight(metrics::rowTree)};
}

void SpanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = option.state & QStyle::State_Active && option.widget && option.widget->hasFocus();
    if (selected)
        painter->fillRect(option.rect, m_theme->colour(focused ? Colour::SurfaceSelected : Colour::SurfaceSelectedIdle));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme->colour(Colour::SurfaceHover));
    if (selected && index.column() == TraceTreeModel::Name)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height()), m_theme->colour(Colour::AccentBase));
    switch (index.column()) {
    case TraceTreeModel::Name:
        paintName(painter, option.rect, index);
        break;
    case TraceTreeModel::Time:
        paintTime(painter, option.rect, index);
        break;
    case TraceTreeModel::Tokens:
        paintTokens(painter, option.rect, index);
        break;
    default:
        paintBar(painter, option, index);
    }
    painter->restore();
}

void SpanDelegate::paintName(QPainter *painter, const QRect &cell, const QModelIndex &index) const
{
    const int depth = index.data(TraceTreeModel::Depth).toInt();
    painter->setPen(m_theme->colour(Colour::LineSubtle));
    for (int level = 0; level < std::min(depth, numberedFrom); ++level) {
        const int x = branchRect(cell, level).center().x();
        painter->drawLine(x, cell.top(), x, cell.bottom());
    }
    const QRect branch = branchRect(cell, depth);
    if (index.data(TraceTreeModel::ChildCount).toInt() > 0) {
        const bool expanded = index.data(TraceTreeModel::Expanded).toBool();
        icons::paint(painter, QRectF(branch).adjusted(2, 0, -2, 0), expanded ? u"chevronDown"_s : u"chevronRight"_s,
                     m_theme->colour(Colour::TextSecondary));
    }
    QRectF rest(cell);
    rest.setLeft(branch.right() + metrics::spaceXs);
    painter->setFont(m_theme->font(Theme::Type::Small));
    if (depth >= numberedFrom) {
        const QString number = QString::number(depth);
        painter->setPen(m_theme->colour(Colour::TextMuted));
        painter->drawText(rest, Qt::AlignVCenter, number);
        rest.setLeft(rest.left() + painter->fontMetrics().horizontalAdvance(number) + metrics::spaceXs);
    }
    const SpanStyle &style = m_theme->span(index.data(TraceTreeModel::SpanType).toString());
    const QSize chipSize = chip::size(*m_theme, style);
    chip::paint(painter, QRectF(rest.left(), rest.top(), chipSize.width(), rest.height()), *m_theme, style);
    rest.setLeft(rest.left() + chipSize.width() + 6);
    const bool error = failed(index);
    const bool marked = error || index.data(TraceTreeModel::HasIssue).toBool();
    if (marked)
        rest.setRight(rest.right() - metrics::icon - metrics::spaceXs);
    painter->setFont(m_theme->font(Theme::Type::Body));
    painter->setPen(m_theme->colour(error ? Colour::StatusError : Colour::TextPrimary));
    const QString name = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, int(rest.width()));
    painter->drawText(rest, Qt::AlignVCenter, name);
    if (marked) {
        const double x = rest.left() + painter->fontMetrics().horizontalAdvance(name) + 6;
        icons::paint(painter, QRectF(x, rest.center().y() - 7, 14, 14), error ? u"error"_s : u"warn"_s,
                     m_theme->colour(error ? Colour::StatusError : Colour::StatusWarn));
    }
}

void SpanDelegate::paintTime(QPainter *painter, const QRect &cell, const QModelIndex &index) const
{
    const auto duration = durationOf(index);
    QString text;
    Colour colour = Colour::TextPrimary;
    if (duration) {
        text = formats::duration(std::chrono::nanoseconds(*duration));
        const double share = double(*duration) / double(m_scale->length());
        // An only child takes its parent's time by nature.
        const bool telling = index.data(TraceTreeModel::SiblingCount).toInt() > 0 && !index.data(TraceTreeModel::IsPhase).toBool();
        if (telling && share >= errorShare)
            colour = Colour::StatusError;
        else if (telling && share >= warnShare)
            colour = Colour::StatusWarn;
    } else {
        text = formats::duration(std::chrono::nanoseconds(m_now - index.data(TraceTreeModel::Start).toLongLong()));
        colour = Colour::StatusRunning;
    }
    painter->setFont(m_theme->font(Theme::Type::Body));
    painter->setPen(m_theme->colour(colour));
    painter->drawText(cell.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, text);
}

void SpanDelegate::paintTokens(QPainter *painter, const QRect &cell, const QModelIndex &index) const
{
    const QVariant in = index.data(TraceTreeModel::InputTokens);
    QString text = formats::missing;
    if (in.isValid()) {
        const qint64 out = index.data(TraceTreeModel::OutputTokens).toLongLong();
        text = out == 0 ? formats::tokens(in.toLongLong())
                        : u"%1 → %2"_s.arg(formats::tokens(in.toLongLong()), formats::tokens(out));
    }
    painter->setFont(m_theme->font(Theme::Type::Body));
    painter->setPen(m_theme->colour(in.isValid() ? Colour::TextSecondary : Colour::TextMuted));
    painter->drawText(cell.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, text);
}

void SpanDelegate::paintBar(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect cell = option.rect;
    const double width = cell.width() - 2.0 * AxisHeader::side;
    const double left = cell.left() + AxisHeader::side;
    painter->setPen(m_theme->colour(Colour::LineSubtle));
    for (const qint64 tick : m_scale->ticks(width, AxisHeader::tickDistance)) {
        const int x = int(left + m_scale->x(tick, width));
        if (tick > 0)
            painter->drawLine(x, cell.top(), x, cell.bottom());
    }
    const qint64 start = index.data(TraceTreeModel::Start).toLongLong();
    const bool running = index.data(TraceTreeModel::Running).toBool();
    const qint64 end = running ? std::max(start, m_now) : index.data(TraceTreeModel::End).toLongLong();
    const double from = left + m_scale->x(start, width);
    const double to = left + m_scale->x(end, width);
    // The label stands on the bar, also with large text.
    const int height = std::max(metrics::barHeight, QFontMetrics(m_theme->font(Theme::Type::Caption)).capHeight() + 4);
    QRectF bar(from, 0, std::max<double>(metrics::barMin, to - from), height);
    bar.moveTop(cell.center().y() - height / 2.0 + 0.5);
    const bool lit = option.state & (QStyle::State_Selected | QStyle::State_MouseOver);
    chip::paintBar(painter, bar, m_theme->span(index.data(TraceTreeModel::SpanType).toString()),
                   lit ? m_theme->colour(Colour::SurfaceBase) : QColor());
    if (failed(index)) {
        const double cap = std::min(capWidth, bar.width());
        const QRectF red(bar.right() - cap, bar.top(), cap, bar.height());
        painter->fillRect(red, m_theme->colour(Colour::StatusError));
        if (bar.width() >= capWidth) {
            painter->setFont(m_theme->font(Theme::Type::Caption));
            painter->setPen(m_theme->colour(Colour::AccentOn));
            painter->drawText(red, Qt::AlignCenter, u"!"_s);
        }
    }
    if (running)
        painter->fillRect(QRectF(bar.right() - nowWidth, bar.top() - 2, nowWidth, bar.height() + 4), m_theme->colour(Colour::AccentBase));
    if (m_labels)
        paintLabel(painter, bar, cell, index);
}

void SpanDelegate::paintLabel(QPainter *painter, const QRectF &bar, const QRect &cell, const QModelIndex &index) const
{
    const auto duration = durationOf(index);
    const qint64 time = duration ? *duration : m_now - index.data(TraceTreeModel::Start).toLongLong();
    const QString text = formats::duration(std::chrono::nanoseconds(time));
    painter->setFont(m_theme->font(Theme::Type::Caption));
    const double width = painter->fontMetrics().horizontalAdvance(text);
    const SpanStyle &style = m_theme->span(index.data(TraceTreeModel::SpanType).toString());
    QRectF place(bar.right() + 6, cell.top(), width + 2, cell.height());
    if (bar.width() >= width + 12 && !style.hatched && !style.dashed) {
        place.moveLeft(bar.left() + 6);
        painter->setPen(style.on);
    } else {
        if (place.right() > cell.right())
            place.moveRight(bar.left() - 4);
        painter->setPen(m_theme->colour(Colour::TextSecondary));
    }
    painter->drawText(place, Qt::AlignVCenter, text);
}

} // namespace ui
