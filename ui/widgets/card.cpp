// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/card.h"

#include "ui/widgets/metrics.h"

#include <QtGui/QPainter>

namespace ui {

Card::Card(const Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Card::setColours(Colour surface, Colour line)
{
    m_surface = surface;
    m_line = line;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->colour(m_line), 1));
    painter.setBrush(m_theme->colour(m_surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::radiusCard, metrics::radiusCard);
}

} // namespace ui
