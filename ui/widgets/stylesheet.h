// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>
#include <QtGui/QPalette>

namespace ui {

class Theme;

/// The one style sheet of the window, made from the tokens. Widgets choose by dynamic properties:
/// `type` (display, title, heading, small, caption, figure, code), `tone` (secondary, muted, ok, warn, error, running,
/// link), `surface` (window, base, sunken, raised), `kind` of buttons (primary, quiet, link).
QString styleSheet(const Theme &theme);

/// The same for what style sheets do not reach.
QPalette themePalette(const Theme &theme);

} // namespace ui
