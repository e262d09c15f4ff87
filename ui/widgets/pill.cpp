// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/pill.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/metrics.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>

namespace ui {

namespace {

constexpr int padding = 8;
constexpr int gap = 5;
constexpr int iconSize = 12;

QString toneProperty(Notice notice)
{
    switch (notice) {
    case Notice::Info:
        return QStringLiteral("running");
    case Notice::Ok:
        return QStringLiteral("ok");
    case Notice::Warn:
        return QStringLiteral("warn");
    case Notice::Error:
        return QStringLiteral("error");
    case Notice::Idle:
        break;
    }
    return QStringLiteral("muted");
}

void paintShape(QPainter *painter, const QRectF &rect, const QColor &tint)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(tint);
    painter->drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
}

} // namespace

Pill::Pill(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new IconLabel(theme, noticeIcon(Notice::Idle), Colour::StatusIdle, this))
    , m_label(makeLabel({}, Theme::Type::Small, Tone::Muted, this))
{
    m_icon->setIconSize(iconSize);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(padding, 0, padding, 0);
    row->setSpacing(gap);
    row->addWidget(m_icon);
    row->addWidget(m_label);
    setMinimumHeight(metrics::pill);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Pill::set(Notice notice, const QString &text, const QString &icon)
{
    m_notice = notice;
    m_icon->setIconName(icon.isEmpty() ? noticeIcon(notice) : icon, noticeColour(notice));
    m_label->setText(text);
    restyle(m_label, "tone", toneProperty(notice));
    setAccessibleName(text);
    update();
}

QString Pill::text() const
{
    return m_label->text();
}

void Pill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintShape(&painter, rect(), m_theme->colour(noticeTint(m_notice)));
}

int Pill::paint(QPainter *painter, const QRect &rect, const Theme &theme, Notice notice, const QString &text)
{
    painter->save();
    painter->setFont(theme.font(Theme::Type::Small));
    const int textWidth = painter->fontMetrics().horizontalAdvance(text);
    const int width = padding + iconSize + gap + textWidth + padding;
    const int height = std::max(metrics::pill, painter->fontMetrics().height() + 4);
    QRect box(0, 0, width, height);
    box.moveCenter(rect.center());
    box.moveRight(rect.right());
    paintShape(painter, box, theme.colour(noticeTint(notice)));
    const QColor colour = theme.colour(noticeColour(notice));
    icons::paint(painter, QRect(box.left() + padding, box.top() + (height - iconSize) / 2, iconSize, iconSize),
                 noticeIcon(notice), colour);
    painter->setPen(colour);
    painter->drawText(box.adjusted(padding + iconSize + gap, 0, -padding + 1, 0), Qt::AlignVCenter | Qt::AlignLeft,
                      text);
    painter->restore();
    return width;
}

} // namespace ui
