// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QList>
#include <QtWidgets/QApplication>

#include <chrono>
#include <functional>
#include <memory>

namespace bench {

/// Seconds of CPU that the calling thread has used.
double threadCpu();

/// An application that measures its frames. A frame is everything that the GUI thread did since the last one was on the
/// screen: reading, layout, painting.
class PaintWatch : public QApplication
{
public:
    using QApplication::QApplication;

    /// Told after each frame, when it is on the screen.
    void setPainted(std::function<void()> painted) { m_painted = std::move(painted); }
    void reset();

    const QList<double> &frameCpuMs() const { return m_frameCpuMs; } ///< thread CPU time of each frame
    const QList<double> &paintMs() const { return m_paintMs; } ///< wall time of painting alone

    bool notify(QObject *receiver, QEvent *event) override;

private:
    std::function<void()> m_painted;
    QList<double> m_frameCpuMs;
    QList<double> m_paintMs;
    double m_lastCpu = 0;
    bool m_inside = false;
};

/// Beside it, on a thread of its own: how late an empty 16 ms timer comes, on this machine at this time.
class EmptyTimer
{
public:
    EmptyTimer();
    ~EmptyTimer();
    EmptyTimer(const EmptyTimer &) = delete;
    EmptyTimer &operator=(const EmptyTimer &) = delete;

    /// Ends it: milliseconds over 16, of each time.
    QList<double> take();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace bench
