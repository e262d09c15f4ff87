// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/colour.h"

#include <array>

using namespace Qt::StringLiterals;

namespace ui {

QLatin1StringView colourName(Colour colour)
{
    static constexpr std::array<QLatin1StringView, colourCount> names{
        "surface.window"_L1, "surface.base"_L1,   "surface.sunken"_L1,   "surface.raised"_L1,
        "surface.user"_L1,   "surface.hover"_L1,  "surface.selected"_L1, "surface.selectedIdle"_L1,
        "surface.range"_L1,  "surface.match"_L1,  "tint.ok"_L1,          "tint.warn"_L1,
        "tint.error"_L1,     "tint.info"_L1,      "line.subtle"_L1,      "line.strong"_L1,
        "line.control"_L1,   "text.primary"_L1,   "text.secondary"_L1,   "text.muted"_L1,
        "text.disabled"_L1,  "text.link"_L1,      "accent.base"_L1,      "accent.hover"_L1,
        "accent.pressed"_L1, "accent.on"_L1,      "status.ok"_L1,        "status.warn"_L1,
        "status.error"_L1,   "status.running"_L1, "status.idle"_L1,      "path.critical"_L1,
        "plot.mark"_L1,      "plot.range"_L1,     "gauge.track"_L1,      "code.keyword"_L1,
        "code.string"_L1,    "code.number"_L1,    "code.comment"_L1,     "code.name"_L1,
        "diff.add"_L1,       "diff.remove"_L1};
    return names[static_cast<size_t>(colour)];
}

} // namespace ui
