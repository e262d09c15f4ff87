// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QtWidgets/QLabel>

namespace ui {

/// Colours of text that carry a meaning; the style sheet gives them their values.
enum class Tone { Primary, Secondary, Muted, Ok, Warn, Error, Running };

/// A label in a role of the type scale. Plain text always: what comes from models or servers is never read as markup.
QLabel *makeLabel(const QString &text, Theme::Type type, Tone tone = Tone::Primary, QWidget *parent = nullptr);
/// Another tone, at once.
void setTone(QLabel *label, Tone tone);
/// A key on the keyboard, drawn as a small frame: "Ctrl+K".
QLabel *makeKeycap(const QString &key, QWidget *parent = nullptr);

/// Sets a dynamic property the style sheet looks at and applies it at once.
void restyle(QWidget *widget, const char *property, const QVariant &value);
/// Data as a tool tip: what looks like markup is shown, never obeyed.
QString plainToolTip(const QString &text);
/// A line at one side, where a pane lies over the page.
void setEdge(QWidget *pane, Qt::Edge edge, bool shown);

/// Marks texts that come from data (names, ids, answers) and are therefore not translated.
inline constexpr const char *dataProperty = "data";

} // namespace ui
