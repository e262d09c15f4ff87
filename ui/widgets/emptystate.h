// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace ui {

class IconLabel;
class Theme;

/// What a view shows when it has nothing: an icon, words, and the next step.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    EmptyState(const Theme *theme, const QString &icon, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setText(const QString &text);
    /// The first button is the main one.
    QPushButton *addButton(const QString &text, const QString &icon = {});
    void stackButtons(); ///< one below the other, for long words

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    const Theme *m_theme; ///< not owned
    IconLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace ui
