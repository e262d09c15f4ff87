// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/iconbutton.h"

#include "ui/widgets/metrics.h"
#include "ui/widgets/theme.h"

namespace ui {

IconButton::IconButton(const Theme *theme, const QString &icon, const QString &text, QWidget *parent)
    : QToolButton(parent)
    , m_theme(theme)
{
    setAutoRaise(true);
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(metrics::control, metrics::control);
    setIconSize({metrics::icon, metrics::icon});
    setIconName(icon);
    setLabel(text);
    // The style sheet repaints only what it changes.
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void IconButton::setIconName(const QString &icon, Colour colour)
{
    setIcon(icons::icon(m_theme, icon, colour));
}

void IconButton::setLabel(const QString &text)
{
    setToolTip(text);
    setAccessibleName(text);
}

} // namespace ui
