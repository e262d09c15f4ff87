// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtWidgets/QApplication>

QObject *makeOutboxModelTest();
QObject *makeOutboxPageTest();

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    return testsupport::runAll(argc, argv, {makeOutboxModelTest, makeOutboxPageTest});
}
