// SPDX-License-Identifier: Apache-2.0
#include "ui/mlflow/outboxdelegate.h"

#include "ui/mlflow/outboxmodel.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int padding = 6;
constexpr int ring = 2;

base::Timestamp now()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

store::OutboxState stateOf(const QModelIndex &index)
{
    return static_cast<store::OutboxState>(index.data(OutboxModel::State).toInt());
}

base::Timestamp timeOf(const QModelIndex &index, int role)
{
    return base::Timestamp(std::chrono::nanoseconds(index.data(role).toLongLong()));
}

std::pair<Notice, QString> pillOf(const QModelIndex &index)
{
    switch (stateOf(index)) {
    case store::OutboxState::Failed:
        return {Notice::Error, OutboxDelegate::tr("Not sent")};
    case store::OutboxState::Sending:
        return {Notice::Info, OutboxDelegate::tr("Sending")};
    case store::OutboxState::Sent:
        return {Notice::Ok, OutboxDelegate::tr("In MLflow")};
    case store::OutboxState::Waiting:
        break;
    }
    const auto left = timeOf(index, OutboxModel::NextTry) - now();
    if (index.data(OutboxModel::Attempts).toInt() == 0 || left.count() <= 0)
        return {Notice::Idle, OutboxDelegate::tr("Waits")};
    return {Notice::Warn, OutboxDelegate::tr("Next try %1").arg(formats::countdown(left))};
}

} // namespace

OutboxDelegate::OutboxDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize OutboxDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int lines = QFontMetrics(m_theme->font(Theme::Type::Body)).height()
        + QFontMetrics(m_theme->font(Theme::Type::Small)).height() + 2 * padding + 2;
    return {metrics::traceList, std::max(metrics::rowTraceList, lines)};
}

void OutboxDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const bool focused = option.widget && option.widget->hasFocus();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, m_theme->colour(focused ? Colour::SurfaceSelected : Colour::SurfaceSelectedIdle));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme->colour(Colour::SurfaceHover));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), m_theme->colour(Colour::LineSubtle));
    const QRect content = option.rect.adjusted(metrics::spaceL, padding, -metrics::spaceL, -padding);
    const int half = content.height() / 2;
    icons::paint(painter, QRectF(content.left(), content.top(), metrics::icon, half), u"traces"_s,
                 m_theme->colour(Colour::TextSecondary));
    const QRect text = content.adjusted(metrics::icon + metrics::spaceS, 0, 0, 0);
    paintFirst(painter, QRect(text.left(), text.top(), text.width(), half), index);
    paintSecond(painter, QRect(text.left(), text.top() + half, text.width(), content.height() - half), index);
    if ((option.state & QStyle::State_HasFocus) && focused) {
        painter->setPen(QPen(m_theme->colour(Colour::AccentBase), ring));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

void OutboxDelegate::paintFirst(QPainter *painter, QRect line, const QModelIndex &index) const
{
    const auto [notice, words] = pillOf(index);
    line.setRight(line.right() - Pill::paint(painter, line, *m_theme, notice, words) - metrics::spaceM);
    painter->setFont(m_theme->font(Theme::Type::Small));
    painter->setPen(m_theme->colour(Colour::TextMuted));
    const QString when = formats::clock(timeOf(index, OutboxModel::Created), now());
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, when);
    line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(when) - metrics::spaceS);
    painter->setFont(m_theme->font(Theme::Type::Body));
    painter->setPen(m_theme->colour(Colour::TextPrimary));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, line.width()));
}

void OutboxDelegate::paintSecond(QPainter *painter, QRect line, const QModelIndex &index) const
{
    painter->setFont(m_theme->font(Theme::Type::Small));
    QStringList parts{index.data(OutboxModel::Destination).toString()};
    if (const int tries = index.data(OutboxModel::Attempts).toInt(); tries > 0)
        parts.append(tries == 1 ? tr("1 try") : tr("%1 tries").arg(formats::count(tries)));
    const QString reason = index.data(OutboxModel::Reason).toString().simplified();
    if (!reason.isEmpty())
        parts.append(reason);
    painter->setPen(m_theme->colour(stateOf(index) == store::OutboxState::Failed ? Colour::TextSecondary : Colour::TextMuted));
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(parts.join(u" · "_s), Qt::ElideRight, line.width()));
}

} // namespace ui
