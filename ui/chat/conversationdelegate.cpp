// SPDX-License-Identifier: Apache-2.0
#include "ui/chat/conversationdelegate.h"

#include "ui/chat/conversationmodel.h"
#include "ui/widgets/formats.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int headHeight = 28;
constexpr int side = 12;
constexpr int padding = 4;

base::Timestamp now()
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

} // namespace

ConversationDelegate::ConversationDelegate(const Theme *theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    if (index.data(ConversationModel::IsHead).toBool())
        return {metrics::sideList / 2, m_theme->rowHeight(headHeight)};
    const int lines = QFontMetrics(m_theme->font(Theme::Type::Body)).height()
        + QFontMetrics(m_theme->font(Theme::Type::Small)).height() + 2 * padding;
    return {metrics::sideList / 2, std::max(metrics::rowList, lines)};
}

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    QRect rect = option.rect.adjusted(side, padding, -side, -padding);
    const QString text = index.data().toString();
    if (index.data(ConversationModel::IsHead).toBool()) {
        QFont font = m_theme->font(Theme::Type::Caption);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(m_theme->colour(Colour::TextMuted));
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, text);
        painter->restore();
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = option.widget && option.widget->hasFocus();
    if (selected)
        painter->fillRect(option.rect, m_theme->colour(focused ? Colour::SurfaceSelected : Colour::SurfaceSelectedIdle));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, m_theme->colour(Colour::SurfaceHover));
    if (index.data(ConversationModel::Running).toBool()) {
        icons::paint(painter, QRectF(rect.right() - metrics::icon, rect.top(), metrics::icon, rect.height()), u"running"_s,
                     m_theme->colour(Colour::StatusRunning));
        rect.setRight(rect.right() - metrics::icon - metrics::spaceXs);
    }
    QFont font = m_theme->font(Theme::Type::Body);
    font.setWeight(selected ? QFont::Medium : QFont::Normal);
    painter->setFont(font);
    painter->setPen(m_theme->colour(Colour::TextPrimary));
    const QRect title(rect.left(), rect.top(), rect.width(), rect.height() / 2);
    painter->drawText(title, Qt::AlignLeft | Qt::AlignVCenter, painter->fontMetrics().elidedText(text, Qt::ElideRight, title.width()));
    painter->setFont(m_theme->font(Theme::Type::Caption));
    painter->setPen(m_theme->colour(Colour::TextMuted));
    const base::Timestamp updated(std::chrono::nanoseconds(index.data(ConversationModel::Updated).toLongLong()));
    const QString when = index.data(ConversationModel::Running).toBool() ? tr("now") : formats::shortTime(updated, now());
    const QString model = index.data(ConversationModel::Model).toString();
    const QString note = model.isEmpty() ? when : u"%1 · %2"_s.arg(model, when);
    const QRect line(rect.left(), title.bottom() + 1, rect.width(), rect.height() - title.height());
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter, painter->fontMetrics().elidedText(note, Qt::ElideMiddle, line.width()));
    painter->restore();
}

} // namespace ui
