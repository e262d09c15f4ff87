// SPDX-License-Identifier: Apache-2.0
#include "bench/paintwatch.h"

#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <ctime>

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

double ms(Clock::duration time)
{
    return std::chrono::duration<double, std::milli>(time).count();
}

} // namespace

double threadCpu()
{
    timespec used{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return double(used.tv_sec) + double(used.tv_nsec) * 1e-9;
}

void PaintWatch::reset()
{
    m_frameCpuMs.clear();
    m_paintMs.clear();
    m_lastCpu = threadCpu();
}

bool PaintWatch::notify(QObject *receiver, QEvent *event)
{
    // The outermost one paints everything that is dirty and brings it to the screen.
    if (m_inside || event->type() != QEvent::UpdateRequest)
        return QApplication::notify(receiver, event);
    m_inside = true;
    const auto begun = Clock::now();
    const bool result = QApplication::notify(receiver, event);
    m_paintMs.append(ms(Clock::now() - begun));
    const double cpu = threadCpu();
    m_frameCpuMs.append((cpu - m_lastCpu) * 1e3);
    m_lastCpu = cpu;
    m_inside = false;
    if (m_painted)
        m_painted();
    return result;
}

class EmptyTimer::Private : public QThread
{
public:
    QList<double> late;

protected:
    void run() override
    {
        QTimer timer;
        timer.setTimerType(Qt::PreciseTimer);
        auto last = Clock::now();
        connect(&timer, &QTimer::timeout, &timer, [this, &last] {
            const auto now = Clock::now();
            late.append(std::max(0.0, ms(now - last) - 16));
            last = now;
        });
        timer.start(16);
        exec();
    }
};

EmptyTimer::EmptyTimer()
    : d(std::make_unique<Private>())
{
    d->start();
}

EmptyTimer::~EmptyTimer()
{
    take();
}

QList<double> EmptyTimer::take()
{
    d->quit();
    d->wait();
    return std::exchange(d->late, {});
}

} // namespace bench
