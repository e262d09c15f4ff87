// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QColor>
#include <QtGui/QFont>

namespace ui {

class Theme;

/// What texts are laid out and painted with, read from the theme once and not per line.
struct ReadingStyle
{
    /// Reading size for chats, body size for side panes.
    enum class Size { Reading, Body };

    static ReadingStyle from(const Theme &theme, Size size);

    QFont heading(int level) const;

    QFont text;
    QFont code;
    QFont small;
    double textLine = 20; ///< line heights in pixels
    double codeLine = 18;
    double textAdvance = 7; ///< mean width of a character, for estimates
    double codeAdvance = 8;
    QColor primary;
    QColor secondary;
    QColor muted;
    QColor link;
    QColor line;
    QColor lineStrong;
    QColor sunken;
    QColor selection;
    QColor selectionText;
    QColor accent;
};

} // namespace ui
