// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtWidgets/QApplication>

QObject *makeActionListTest();
QObject *makeActionRegistryTest();
QObject *makeKeyTableTest();
QObject *makeMainWindowTest();
QObject *makePseudoLocaleTest();
QObject *makeStatusFeedTest();
QObject *makeWheelGuardTest();
QObject *makeWindowStateTest();

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeActionListTest, makeActionRegistryTest, makeKeyTableTest, makeMainWindowTest,
                                makePseudoLocaleTest, makeStatusFeedTest, makeWheelGuardTest, makeWindowStateTest});
}
