// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/colour.h"

#include <QtWidgets/QWidget>

namespace ui {

class Theme;

/// A short bar that shows how much is left; the number beside it says the same.
class Gauge : public QWidget
{
    Q_OBJECT

public:
    explicit Gauge(const Theme *theme, QWidget *parent = nullptr);

    void setShare(double share, Colour colour); ///< 0 to 1
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme; ///< not owned
    double m_share = 0;
    Colour m_colour = Colour::TextSecondary;
};

} // namespace ui
