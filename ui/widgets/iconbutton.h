// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/icons.h"

#include <QtWidgets/QToolButton>

namespace ui {

/// A button that is an icon; its text is the tool tip and the accessible name.
class IconButton : public QToolButton
{
    Q_OBJECT

public:
    IconButton(const Theme *theme, const QString &icon, const QString &text, QWidget *parent = nullptr);

    void setIconName(const QString &icon, Colour colour = Colour::TextPrimary);
    void setLabel(const QString &text);

private:
    const Theme *m_theme; ///< not owned
};

} // namespace ui
