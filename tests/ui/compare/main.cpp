// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtWidgets/QApplication>

QObject *makeComparePageTest();
QObject *makeResultsModelTest();

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    return testsupport::runAll(argc, argv, {makeComparePageTest, makeResultsModelTest});
}
