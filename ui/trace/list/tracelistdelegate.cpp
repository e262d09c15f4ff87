// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/list/tracelistdelegate.h"

#include "ui/trace/list/tracelistmodel.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int side = 12;
constexpr int padding = 6;
constexpr int smallIcon = 14;
constexpr qint64 nameSpansFrom = 1000; ///< so large a trace says so

base::Timestamp now()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

std::pair<QString, Colour> stateMark(const QModelIndex &index)
{
    switch (static_cast<trace::TraceState>(index.data(TraceListModel::State).toInt())) {
    case trace::TraceState::InProgress:
        return {u"running"_s, Colour::StatusRunning};
    case trace::TraceState::Error:
        return {u"error"_s, Colour::StatusError};
    case trace::TraceState::Ok:
        break;
    }
    if (index.data(TraceListModel::Stopped).toBool())
        return {u"cancelled"_s, Colour::StatusIdle};
    return {u"ok"_s, Colour::StatusOk};
}

std::pair<QString, Colour> outboxMark(const QModelIndex &index)
{
    const QVariant outbox = index.data(TraceListModel::Outbox);
    if (!outbox.isValid())
        return {};
    switch (static_cast<store::OutboxState>(outbox.toInt())) {
    case store::OutboxState::Sent:
        return {u"check"_s, Colour::TextMuted};
    case store::OutboxState::Failed:
        return {u"warn"_s, Colour::StatusError};
    case store::OutboxState::Waiting:
    case store::OutboxState::Sending:
        break;
    }
    return {u"outbox"_s, Colour::TextMuted};
}

QString tokensText(const QModelIndex &index)
{
    const QVariant in = index.data(TraceListModel::InputTokens);
    const QVariant out = index.data(TraceListModel::OutputTokens);
    if (!in.isValid() && !out.isValid())
        return {};
    return TraceListDelegate::tr("%1 tok").arg(formats::tokens(in.toLongLong() + out.toLongLong()));
}

} // namespace

TraceListDelegate::TraceListDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize TraceListDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int lines = QFontMetrics(m_theme->font(Theme::Type::Body)).height()
        + QFontMetrics(m_theme->font(Theme::Type::Small)).height() + 2 * padding + 2;
    return {metrics::traceList / 2, std::max(metrics::rowTraceList, lines)};
}

void TraceListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    if (option.state & QStyle::State_Selected) {
        const bool focused = option.widget && option.widget->hasFocus();
        painter->fillRect(option.rect, m_theme->colour(focused ? Colour::SurfaceSelected : Colour::SurfaceSelectedIdle));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, m_theme->colour(Colour::SurfaceHover));
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme->colour(Colour::LineSubtle));
    const QRect content = option.rect.adjusted(side, padding, -side, -padding);
    const auto [icon, colour] = stateMark(index);
    const int half = content.height() / 2;
    icons::paint(painter, QRectF(content.left(), content.top(), metrics::icon, half), icon, m_theme->colour(colour));
    const QRect text = content.adjusted(metrics::icon + 6, 0, 0, 0);
    paintFirst(painter, QRect(text.left(), text.top(), text.width(), half), index);
    paintSecond(painter, QRect(text.left(), text.top() + half, text.width(), content.height() - half), index);
    painter->restore();
}

void TraceListDelegate::paintFirst(QPainter *painter, QRect line, const QModelIndex &index) const
{
    painter->setFont(m_theme->font(Theme::Type::Body));
    painter->setPen(m_theme->colour(Colour::TextPrimary));
    const QString duration = formats::duration(std::chrono::nanoseconds(index.data(TraceListModel::Duration).toLongLong()));
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, duration);
    line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(duration) - metrics::spaceS);
    QString name = index.data().toString();
    const int spans = index.data(TraceListModel::SpanCount).toInt();
    if (spans >= nameSpansFrom)
        name = tr("%1 · %2 spans").arg(name, formats::count(spans));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, painter->fontMetrics().elidedText(name, Qt::ElideRight, line.width()));
}

void TraceListDelegate::paintSecond(QPainter *painter, QRect line, const QModelIndex &index) const
{
    const auto [icon, colour] = outboxMark(index);
    if (!icon.isEmpty())
        icons::paint(painter, QRectF(line.right() - smallIcon, line.top(), smallIcon, line.height()), icon, m_theme->colour(colour));
    line.setRight(line.right() - smallIcon - 6);
    painter->setFont(m_theme->font(Theme::Type::Small));
    painter->setPen(m_theme->colour(Colour::TextMuted));
    const QString tokens = tokensText(index);
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, tokens);
    line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(tokens) - metrics::spaceS);
    const base::Timestamp start(std::chrono::nanoseconds(index.data(TraceListModel::Start).toLongLong()));
    QString when = formats::clock(start, now());
    const QString preview = index.data(TraceListModel::Preview).toString().simplified();
    if (!preview.isEmpty())
        when += u"  "_s + preview;
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, painter->fontMetrics().elidedText(when, Qt::ElideRight, line.width()));
}

} // namespace ui
