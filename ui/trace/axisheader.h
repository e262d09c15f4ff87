// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/trace/timescale.h"

#include <QtWidgets/QHeaderView>

namespace ui {

class Theme;

/// The head of a span table; over the timeline it shows the times.
class AxisHeader : public QHeaderView
{
    Q_OBJECT

public:
    AxisHeader(const Theme *theme, const TimeScale *scale, QWidget *parent = nullptr);

    static constexpr int side = 10; ///< free at both ends of the timeline
    static constexpr int tickDistance = 64;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;

private:
    const Theme *m_theme; ///< not owned
    const TimeScale *m_scale; ///< not owned
};

} // namespace ui
