// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/widgets/theme.h"

#include <QtWidgets/QFrame>

namespace ui {

/// A surface with a 1 px edge and round corners.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const Theme *theme, QWidget *parent = nullptr);

    void setColours(Colour surface, Colour line);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme; ///< not owned
    Colour m_surface = Colour::SurfaceRaised;
    Colour m_line = Colour::LineStrong;
};

} // namespace ui
