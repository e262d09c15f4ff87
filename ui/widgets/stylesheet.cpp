// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/stylesheet.h"

#include "ui/widgets/theme.h"

#include <QtCore/QStringList>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// `@name` is a colour token, `$role` the font size of a text role.
const QString sheet = uR"(
QMainWindow, QDialog { background: @surface.base; }
*[surface="window"] { background: @surface.window; }
*[surface="base"] { background: @surface.base; }
*[surface="sunken"] { background: @surface.sunken; }
*[surface="raised"] { background: @surface.raised; }
*[type="display"] { font-size: $display; font-weight: 600; }
*[type="title"] { font-size: $title; font-weight: 600; }
*[type="heading"] { font-weight: 600; }
*[type="small"] { font-size: $small; }
*[type="caption"] { font-size: $caption; }
*[type="figure"] { font-size: $figure; font-weight: 600; }
*[type="reading"] { font-size: $reading; }
*[type="code"] { font-family: "$family"; font-size: $code; }
QLabel { color: @text.primary; background: transparent; }
QLabel:disabled { color: @text.disabled; }
QLabel[tone="secondary"] { color: @text.secondary; }
QLabel[tone="muted"] { color: @text.muted; }
QLabel[tone="ok"] { color: @status.ok; }
QLabel[tone="warn"] { color: @status.warn; }
QLabel[tone="error"] { color: @status.error; }
QLabel[tone="running"] { color: @status.running; }
QLabel[keycap="true"] { border: 1px solid @line.strong; border-radius: 3px; padding: 0 4px; color: @text.muted; font-size: $caption; }
QPushButton { background: @surface.raised; color: @text.primary; border: 1px solid @line.control; border-radius: 4px;
  padding: 0 11px; min-height: 26px; outline: none; }
QPushButton:hover { background: @surface.hover; }
QPushButton:pressed, QPushButton:checked { background: @surface.selectedIdle; }
QPushButton:disabled { color: @text.disabled; border-color: @line.strong; background: transparent; }
QPushButton[kind="primary"] { background: @accent.base; color: @accent.on; border-color: @accent.base; font-weight: 500; }
QPushButton[kind="primary"]:hover { background: @accent.hover; border-color: @accent.hover; }
QPushButton[kind="primary"]:pressed { background: @accent.pressed; border-color: @accent.pressed; }
QPushButton[kind="primary"]:disabled { background: @surface.selectedIdle; color: @text.disabled; border-color: @surface.selectedIdle; }
QPushButton[kind="quiet"] { border-color: transparent; background: transparent; }
QPushButton[kind="quiet"]:hover { background: @surface.hover; }
QPushButton[kind="quiet"]:checked, QPushButton[kind="quiet"]:pressed { background: @surface.selectedIdle; }
QPushButton[kind="link"] { border: none; background: transparent; color: @text.link; padding: 0 2px; text-align: left; }
QPushButton[kind="link"]:hover { color: @accent.hover; }
QPushButton[small="true"] { min-height: 22px; padding: 0 9px; }
QPushButton[large="true"] { min-height: 30px; padding: 0 13px; }
QToolButton { background: transparent; color: @text.primary; border: none; border-radius: 4px; padding: 0; }
QToolButton:hover { background: @surface.hover; }
QToolButton:pressed, QToolButton:checked { background: @surface.selectedIdle; }
QToolButton:disabled { color: @text.disabled; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: @surface.base; color: @text.primary;
  border: 1px solid @line.control; border-radius: 4px; selection-background-color: @accent.base; selection-color: @accent.on; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: 26px; padding: 0 8px; }
QPlainTextEdit, QTextEdit { padding: 4px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus
  { border-color: @accent.base; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled
  { color: @text.disabled; border-color: @line.strong; background: @surface.sunken; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"] { border-color: @status.error; }
QLineEdit[bare="true"], QPlainTextEdit[bare="true"], QTextEdit[bare="true"] { border: none; background: transparent; padding: 0; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/theme/down-$mode.svg); width: 12px; height: 12px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 20px; }
QAbstractSpinBox::up-arrow { image: url(:/theme/up-$mode.svg); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url(:/theme/down-$mode.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView { background: @surface.raised; border: 1px solid @line.strong; outline: none; padding: 4px;
  selection-background-color: @surface.selected; selection-color: @text.primary; }
QCheckBox, QRadioButton { color: @text.primary; spacing: 8px; background: transparent; min-height: 24px; }
QCheckBox:disabled, QRadioButton:disabled { color: @text.disabled; }
QCheckBox::indicator, QTableView::indicator { width: 14px; height: 14px; border: 1px solid @line.control; border-radius: 3px;
  background: @surface.base; }
QCheckBox::indicator:hover { border-color: @accent.base; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: @accent.base; border-color: @accent.base;
  image: url(:/theme/check-$mode.svg); }
QCheckBox::indicator:disabled, QTableView::indicator:disabled { background: @surface.sunken; border-color: @line.strong; }
QCheckBox::indicator:checked:disabled, QTableView::indicator:checked:disabled { background: @text.disabled; }
QMenu { menu-scrollable: 1; background: @surface.raised; color: @text.primary; border: 1px solid @line.strong; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @surface.selected; }
QMenu::item:disabled { color: @text.disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @line.subtle; margin: 4px 0; }
QToolTip { background: @surface.raised; color: @text.primary; border: 1px solid @line.strong; padding: 4px 6px; }
QAbstractItemView { background: @surface.base; color: @text.primary; border: none; outline: none; }
QAbstractItemView[surface="window"] { background: @surface.window; }
QListView::item, QTableView::item, QTreeView::item { color: @text.primary; }
QListView::item:hover, QTreeView::item:hover { background: @surface.hover; }
QListView::item:selected, QTableView::item:selected, QTreeView::item:selected { background: @surface.selected; color: @text.primary; }
QListView::item:selected:!active, QTableView::item:selected:!active, QTreeView::item:selected:!active
  { background: @surface.selectedIdle; }
QTableView { gridline-color: @line.subtle; }
QTableView::item { border: none; padding: 0 5px; }
QTableView[framed="true"], QListView[framed="true"] { border: 1px solid @line.strong; border-radius: 4px; }
QHeaderView { background: @surface.sunken; border: none; }
QHeaderView::section { background: @surface.sunken; color: @text.muted; border: none; border-bottom: 1px solid @line.subtle;
  padding: 0 8px; min-height: 24px; font-size: $small; font-weight: 400; }
QSplitter::handle { background: @line.subtle; }
QScrollArea, QStackedWidget { border: none; background: transparent; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @line.strong; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @line.control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: @text.secondary; padding: 0 8px; min-height: 34px; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text.primary; }
QTabBar::tab:selected { color: @text.primary; font-weight: 500; border-bottom-color: @accent.base; }
QTabWidget::pane { border: none; }
QProgressBar { background: @gauge.track; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent.base; border-radius: 3px; }
#rail { background: @surface.window; border-right: 1px solid @line.subtle; }
#statusBar { background: @surface.window; border-top: 1px solid @line.subtle; }
*[line="left"] { border-left: 1px solid @line.strong; }
*[line="right"] { border-right: 1px solid @line.strong; }
*[line="top"] { border-top: 1px solid @line.subtle; }
*[line="bottom"] { border-bottom: 1px solid @line.subtle; }
)"_s;

QString points(const Theme &theme, Theme::Type type)
{
    return QString::number(theme.font(type).pointSizeF(), 'f', 1) + u"pt"_s;
}

} // namespace

QString styleSheet(const Theme &theme)
{
    QString out = sheet;
    // Longest names first would be needed only if one name began another: surface.selected and surface.selectedIdle do.
    out.replace(u"@surface.selectedIdle"_s, theme.colour(Colour::SurfaceSelectedIdle).name());
    for (int i = 0; i < colourCount; ++i) {
        const auto colour = static_cast<Colour>(i);
        out.replace(u'@' + colourName(colour), theme.colour(colour).name());
    }
    out.replace(u"$mode"_s, theme.isDark() ? u"dark"_s : u"light"_s);
    out.replace(u"$display"_s, points(theme, Theme::Type::Display));
    out.replace(u"$title"_s, points(theme, Theme::Type::Title));
    out.replace(u"$small"_s, points(theme, Theme::Type::Small));
    out.replace(u"$caption"_s, points(theme, Theme::Type::Caption));
    out.replace(u"$figure"_s, points(theme, Theme::Type::Figure));
    out.replace(u"$reading"_s, points(theme, Theme::Type::Reading));
    out.replace(u"$code"_s, points(theme, Theme::Type::Code));
    out.replace(u"$family"_s, theme.font(Theme::Type::Code).family());
    return out;
}

QPalette themePalette(const Theme &theme)
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Colour colour) { palette.setColor(role, theme.colour(colour)); };
    set(QPalette::Window, Colour::SurfaceBase);
    set(QPalette::WindowText, Colour::TextPrimary);
    set(QPalette::Base, Colour::SurfaceBase);
    set(QPalette::AlternateBase, Colour::SurfaceSunken);
    set(QPalette::Text, Colour::TextPrimary);
    set(QPalette::Button, Colour::SurfaceRaised);
    set(QPalette::ButtonText, Colour::TextPrimary);
    set(QPalette::BrightText, Colour::StatusError);
    set(QPalette::Highlight, Colour::AccentBase);
    set(QPalette::HighlightedText, Colour::AccentOn);
    set(QPalette::Link, Colour::TextLink);
    set(QPalette::LinkVisited, Colour::TextLink);
    set(QPalette::ToolTipBase, Colour::SurfaceRaised);
    set(QPalette::ToolTipText, Colour::TextPrimary);
    set(QPalette::PlaceholderText, Colour::TextMuted);
    set(QPalette::Mid, Colour::LineStrong);
    set(QPalette::Midlight, Colour::LineSubtle);
    set(QPalette::Dark, Colour::LineControl);
    set(QPalette::Light, Colour::SurfaceRaised);
    set(QPalette::Shadow, Colour::LineStrong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.colour(Colour::TextDisabled));
    return palette;
}

} // namespace ui
