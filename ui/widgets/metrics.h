// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Sizes of the window in logical pixels, as in resources/theme/tokens.json (a test holds the two together).
namespace ui::metrics {

inline constexpr int spaceXs = 4;
inline constexpr int spaceS = 8;
inline constexpr int spaceM = 12;
inline constexpr int spaceL = 16;
inline constexpr int spaceXl = 24;
inline constexpr int spaceXxl = 32;

inline constexpr int rail = 56;
inline constexpr int railNarrow = 44;
inline constexpr int sideList = 232;
inline constexpr int traceList = 304;
inline constexpr int inspector = 432;
inline constexpr int detail = 376;
inline constexpr int gatewayDetail = 528;
inline constexpr int inspectorMin = 320;
inline constexpr int inspectorMax = 720;
inline constexpr int pageHeader = 48;
inline constexpr int paneHeader = 36;
inline constexpr int statusBar = 28;

inline constexpr int rowTree = 24;
inline constexpr int rowList = 44;
inline constexpr int rowTraceList = 52;
inline constexpr int rowTable = 28;
inline constexpr int rowResult = 44;
inline constexpr int indent = 16;

inline constexpr int control = 28;
inline constexpr int controlSmall = 24;
inline constexpr int controlLarge = 32;
inline constexpr int composerMin = 80;
inline constexpr int readingMeasure = 760;

inline constexpr int radiusControl = 4;
inline constexpr int radiusCard = 6;
inline constexpr int radiusChip = 3;
inline constexpr int focusRing = 2;

inline constexpr int chipWidth = 20;
inline constexpr int chipHeight = 14;
inline constexpr int phaseChip = 14;
inline constexpr int barHeight = 12;
inline constexpr int barMin = 2;
inline constexpr int barRadius = 2;
inline constexpr int gaugeWidth = 96;
inline constexpr int gaugeHeight = 6;
inline constexpr int pill = 20;

inline constexpr int icon = 16;
inline constexpr int iconRail = 20;

inline constexpr int minWindowWidth = 800;
inline constexpr int minWindowHeight = 500;
inline constexpr int breakNarrow = 1000; ///< below: rail without captions, lists as overlays
inline constexpr int breakInspectorOverlay = 1180; ///< below: the inspector lies over the page
inline constexpr int breakWide = 1920;

inline constexpr int settingsList = 200;
inline constexpr int formMax = 560;
inline constexpr int palette = 560;
inline constexpr int paletteTop = 96;
inline constexpr int paletteRow = 32;
inline constexpr int paletteRows = 12;

} // namespace ui::metrics
