// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/colour.h"

#include <QtCore/QString>

namespace ui {

/// How urgent something is: decides tint, icon and colour of banners and pills.
enum class Notice { Info, Ok, Warn, Error, Idle };

/// Background of a banner or pill.
Colour noticeTint(Notice notice);
/// Icon and text of a pill, icon of a banner.
Colour noticeColour(Notice notice);
QString noticeIcon(Notice notice);

} // namespace ui
