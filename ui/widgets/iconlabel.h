// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/colour.h"

#include <QtWidgets/QWidget>

namespace ui {

class Theme;

/// An icon that is only looked at. "running" turns once in 1.2 s, unless motion is reduced.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    IconLabel(const Theme *theme, const QString &icon, Colour colour, QWidget *parent = nullptr);

    void setIconName(const QString &icon, Colour colour);
    QString iconName() const;
    void setIconSize(int size);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void updateTimer();

    const Theme *m_theme; ///< not owned
    QString m_icon;
    Colour m_colour;
    int m_size;
    int m_timer = 0;
    int m_angle = 0;
};

} // namespace ui
