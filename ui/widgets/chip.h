// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QtCore/QSize>

QT_BEGIN_NAMESPACE
class QPainter;
class QRectF;
QT_END_NAMESPACE

namespace ui {

/// Painters for the marks of span types and phases, for delegates and legends.
namespace chip {

/// 20x14 for types, 14x14 for phases; grows with the person's text.
QSize size(const Theme &theme, const SpanStyle &style);
/// The chip, centred in `rect`.
void paint(QPainter *painter, const QRectF &rect, const Theme &theme, const SpanStyle &style);
/// A bar in the style's fill (hatched, dashed), edges snapped to device pixels; `edge` (may be invalid) is drawn 1 px
/// around it.
void paintBar(QPainter *painter, const QRectF &rect, const SpanStyle &style, const QColor &edge = {});

} // namespace chip

} // namespace ui
