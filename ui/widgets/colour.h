// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QLatin1StringView>

namespace ui {

/// Colours by what they are used for; their values are in resources/theme/tokens.json, one for light and one for dark.
enum class Colour {
    SurfaceWindow,
    SurfaceBase,
    SurfaceSunken,
    SurfaceRaised,
    SurfaceUser,
    SurfaceHover,
    SurfaceSelected,
    SurfaceSelectedIdle,
    SurfaceRange,
    SurfaceMatch,
    TintOk,
    TintWarn,
    TintError,
    TintInfo,
    LineSubtle,
    LineStrong,
    LineControl,
    TextPrimary,
    TextSecondary,
    TextMuted,
    TextDisabled,
    TextLink,
    AccentBase,
    AccentHover,
    AccentPressed,
    AccentOn,
    StatusOk,
    StatusWarn,
    StatusError,
    StatusRunning,
    StatusIdle,
    PathCritical,
    PlotMark,
    PlotRange,
    GaugeTrack,
    CodeKeyword,
    CodeString,
    CodeNumber,
    CodeComment,
    CodeName,
    DiffAdd,
    DiffRemove
};

inline constexpr int colourCount = static_cast<int>(Colour::DiffRemove) + 1;

/// The token's name, "surface.window".
QLatin1StringView colourName(Colour colour);

} // namespace ui
