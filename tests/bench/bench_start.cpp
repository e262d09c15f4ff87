// SPDX-License-Identifier: Apache-2.0
// How long Spanway takes from its start to its first picture on the screen, and how much memory is its own when idle,
// both beside a program that shows an empty QMainWindow. Seen from outside, on the X server: the moment when the
// middle of the window has been drawn. Median of 15 starts, aim at most 2.5 of the floor; idle PSS 5 s after the first
// picture, aim at most 2.2. Best of three runs. Needs DISPLAY with a window manager, and SPANWAY_BIN.
#include "bench/screen.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QThread>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int starts = 15;
constexpr int runs = 3;
constexpr double paintAim = 2.5;
constexpr double memoryAim = 2.2;

/// One start of one program, ended when the value goes.
class Run
{
public:
    Run(bench::Screen &screen, const QString &program, QStringList arguments)
    {
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
        if (program.endsWith("spanway"_L1))
            arguments += {u"--data-dir"_s, m_folder.filePath(u"data"_s)};
        screen.clear();
        QElapsedTimer clock;
        clock.start();
        m_process.start(program, arguments);
        if (!m_process.waitForStarted() || !screen.waitForPicture())
            qFatal("%s showed no window", qPrintable(program));
        m_paintMs = double(clock.nsecsElapsed()) * 1e-6;
    }

    ~Run()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(10000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }

    double paintMs() const { return m_paintMs; }

    /// Megabytes.
    double pss() const
    {
        QFile file(u"/proc/%1/smaps_rollup"_s.arg(m_process.processId()));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            if (line.startsWith("Pss:"))
                return line.mid(4).trimmed().split(' ').first().toDouble() / 1024;
        }
        qFatal("no Pss");
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    double m_paintMs = 0;
};

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

double paintRatio(bench::Screen &screen, const QString &own, const QString &bare)
{
    QList<double> ours;
    QList<double> floor;
    for (int i = 0; i < starts; ++i) {
        floor.append(Run(screen, bare, {}).paintMs());
        ours.append(Run(screen, own, {}).paintMs());
    }
    const double ratio = median(ours) / median(floor);
    std::printf("first paint: spanway %6.1f ms, bare QMainWindow %6.1f ms, ratio %.2f\n", median(ours), median(floor),
                ratio);
    std::fflush(stdout);
    return ratio;
}

double idlePss(bench::Screen &screen, const QString &program)
{
    const Run run(screen, program, {});
    QThread::sleep(5);
    return run.pss();
}

double memoryRatio(bench::Screen &screen, const QString &own, const QString &bare)
{
    const double floor = idlePss(screen, bare);
    const double ours = idlePss(screen, own);
    std::printf("idle PSS:    spanway %6.1f MB, bare QMainWindow %6.1f MB, ratio %.2f\n", ours, floor, ours / floor);
    std::fflush(stdout);
    return ours / floor;
}

bool verdict(const char *name, double value, double aim)
{
    std::printf("%s: %.2f of a bare QMainWindow, aim at most %.1f: %s\n", name, value, aim,
                value <= aim ? "met" : "MISSED");
    return value <= aim;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QString folder = qEnvironmentVariable("SPANWAY_BIN");
    bench::Screen screen;
    if (folder.isEmpty() || !screen.isOpen()) {
        std::printf("not measured: SPANWAY_BIN names no folder, or DISPLAY no X server\n");
        return 1;
    }
    qputenv("QT_QPA_PLATFORM", "xcb");
    qputenv("SPANWAY_THEME", "light");
    const QString own = folder + "/spanway"_L1;
    const QString bare = QCoreApplication::applicationDirPath() + "/barewindow"_L1;
    // Once each, so that what is read from disk is read for all.
    Run(screen, bare, {});
    Run(screen, own, {});
    QList<double> paint;
    QList<double> memory;
    for (int run = 0; run < runs; ++run) {
        paint.append(paintRatio(screen, own, bare));
        memory.append(memoryRatio(screen, own, bare));
    }
    const bool fast = verdict("first paint", *std::min_element(paint.begin(), paint.end()), paintAim);
    const bool small = verdict("idle PSS", *std::min_element(memory.begin(), memory.end()), memoryAim);
    return fast && small ? 0 : 1;
}
