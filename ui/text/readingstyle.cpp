// SPDX-License-Identifier: Apache-2.0
#include "ui/text/readingstyle.h"

#include "ui/widgets/theme.h"

#include <QtGui/QFontInfo>
#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr std::array headingScale{1.25, 1.12, 1.0, 1.0, 1.0, 1.0};

} // namespace

ReadingStyle ReadingStyle::from(const Theme &theme, Size size)
{
    ReadingStyle style;
    const Theme::Type role = size == Size::Reading ? Theme::Type::Reading : Theme::Type::Body;
    style.text = theme.font(role);
    style.code = theme.font(Theme::Type::Code);
    style.small = theme.font(Theme::Type::Small);
    const QFontMetricsF text(style.text);
    const QFontMetricsF code(style.code);
    style.textLine = std::round(std::max(text.height(), QFontInfo(style.text).pixelSize() * theme.lineHeight(role)));
    style.codeLine
        = std::round(std::max(code.height(), QFontInfo(style.code).pixelSize() * theme.lineHeight(Theme::Type::Code)));
    style.textAdvance = text.averageCharWidth();
    style.codeAdvance = code.averageCharWidth();
    style.primary = theme.colour(Colour::TextPrimary);
    style.secondary = theme.colour(Colour::TextSecondary);
    style.muted = theme.colour(Colour::TextMuted);
    style.link = theme.colour(Colour::TextLink);
    style.line = theme.colour(Colour::LineSubtle);
    style.lineStrong = theme.colour(Colour::LineStrong);
    style.sunken = theme.colour(Colour::SurfaceSunken);
    style.selection = theme.colour(Colour::AccentBase);
    style.selectionText = theme.colour(Colour::AccentOn);
    style.accent = theme.colour(Colour::AccentBase);
    return style;
}

QFont ReadingStyle::heading(int level) const
{
    QFont font = text;
    const auto index = static_cast<size_t>(std::clamp(level, 1, 6) - 1);
    font.setPointSizeF(font.pointSizeF() * headingScale[index]);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace ui
