// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/colour.h"

#include <QtCore/QString>
#include <QtGui/QIcon>
#include <QtGui/QPixmap>

QT_BEGIN_NAMESPACE
class QPainter;
class QRectF;
QT_END_NAMESPACE

namespace ui {

class Theme;

/// The drawings of resources/icons, in the colours of the theme.
namespace icons {

/// An icon that follows the theme: the colour is read when it is painted. `name` as in the folder, without ".svg".
QIcon icon(const Theme *theme, const QString &name, Colour colour = Colour::TextPrimary);

/// One drawing at the wanted size (logical pixels) and device ratio, in a fixed colour; cached.
QPixmap pixmap(const QString &name, int size, double ratio, const QColor &colour);

/// For delegates: paints the drawing into the middle of `rect`.
void paint(QPainter *painter, const QRectF &rect, const QString &name, const QColor &colour);

} // namespace icons

} // namespace ui
