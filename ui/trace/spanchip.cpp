// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/spanchip.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QtGui/QPainter>

namespace ui {

SpanChip::SpanChip(const Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SpanChip::setMark(const QString &mark)
{
    m_mark = mark;
    updateGeometry();
    update();
}

QSize SpanChip::sizeHint() const
{
    return chip::size(*m_theme, m_theme->span(m_mark)) + QSize(2, 2);
}

void SpanChip::paintEvent(QPaintEvent *)
{
    if (m_mark.isEmpty())
        return;
    QPainter painter(this);
    chip::paint(&painter, rect(), *m_theme, m_theme->span(m_mark));
}

} // namespace ui
