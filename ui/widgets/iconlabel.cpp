// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/iconlabel.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int turnMs = 1200;
constexpr int stepMs = 40;

} // namespace

IconLabel::IconLabel(const Theme *theme, const QString &icon, Colour colour, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(icon)
    , m_colour(colour)
    , m_size(metrics::icon)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateTimer();
        update();
    });
}

void IconLabel::setIconName(const QString &icon, Colour colour)
{
    if (m_icon == icon && m_colour == colour)
        return;
    m_icon = icon;
    m_colour = colour;
    updateTimer();
    update();
}

QString IconLabel::iconName() const
{
    return m_icon;
}

void IconLabel::setIconSize(int size)
{
    m_size = size;
    updateGeometry();
}

QSize IconLabel::sizeHint() const
{
    return {m_size, m_size};
}

QSize IconLabel::minimumSizeHint() const
{
    return sizeHint();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_angle != 0) {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.translate(rect().center() + QPointF(0.5, 0.5));
        painter.rotate(m_angle);
        painter.translate(-(rect().center() + QPointF(0.5, 0.5)));
    }
    icons::paint(&painter, rect(), m_icon, m_theme->colour(m_colour));
}

void IconLabel::timerEvent(QTimerEvent *)
{
    m_angle = (m_angle + 360 * stepMs / turnMs) % 360;
    update();
}

void IconLabel::showEvent(QShowEvent *)
{
    updateTimer();
}

void IconLabel::hideEvent(QHideEvent *)
{
    updateTimer();
}

void IconLabel::updateTimer()
{
    const bool turning = m_icon == "running"_L1 && isVisible() && !m_theme->reduceMotion();
    if (turning == (m_timer != 0))
        return;
    if (turning) {
        m_timer = startTimer(stepMs);
    } else {
        killTimer(std::exchange(m_timer, 0));
        m_angle = 0;
    }
}

} // namespace ui
