// SPDX-License-Identifier: Apache-2.0
// The floor of bench_start: the least that a window of Qt Widgets can be.
#include <QtWidgets/QApplication>
#include <QtWidgets/QMainWindow>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QMainWindow window;
    window.resize(1280, 800);
    window.show();
    return application.exec();
}
