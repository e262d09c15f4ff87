// SPDX-License-Identifier: Apache-2.0
#include "demo/demoprogram.h"

#include <QtCore/QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("spanway-demo-gateway"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SPANWAY_VERSION));
    demo::DemoProgram program;
    const auto exitCode = program.start(QCoreApplication::arguments());
    return exitCode ? *exitCode : QCoreApplication::exec();
}
