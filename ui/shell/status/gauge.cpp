// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/status/gauge.h"

#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace ui {

namespace {

constexpr QSize barSize(96, 6); // look.md

} // namespace

Gauge::Gauge(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void Gauge::setShare(double share, Colour colour)
{
    m_share = std::clamp(share, 0.0, 1.0);
    m_colour = colour;
    update();
}

QSize Gauge::sizeHint() const
{
    return barSize;
}

void Gauge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QRectF bar(rect());
    const double round = bar.height() / 2;
    painter.setBrush(m_theme->colour(Colour::GaugeTrack));
    painter.drawRoundedRect(bar, round, round);
    if (m_share <= 0)
        return;
    painter.setBrush(m_theme->colour(m_colour));
    painter.drawRoundedRect(QRectF(bar.topLeft(), QSizeF(std::max(bar.height(), bar.width() * m_share), bar.height())), round, round);
}

} // namespace ui
