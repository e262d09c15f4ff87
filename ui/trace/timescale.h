// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>
#include <QtCore/QtGlobal>

namespace ui {

/// Nanoseconds of a trace to pixels of a timeline column.
class TimeScale
{
public:
    /// `length`: what has to fit. A running trace's scale grows in steps of half its size, so that bars do not creep.
    void fit(qint64 length, bool running);

    qint64 length() const { return m_length; }
    double x(qint64 offset, double width) const; ///< bounded to [0, width]
    /// Round times for the axis, 0 first, at least `apart` pixels apart.
    QList<qint64> ticks(double width, double apart) const;

private:
    qint64 m_length = 1;
};

} // namespace ui
