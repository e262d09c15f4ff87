// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtWidgets/QApplication>

QObject *makeBannerTest();
QObject *makeChipTest();
QObject *makeElidedLabelTest();
QObject *makeFocusRingTest();
QObject *makeFormatsTest();
QObject *makeIconsTest();
QObject *makePluralsTest();
QObject *makeThemeTest();

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeBannerTest, makeChipTest, makeElidedLabelTest, makeFocusRingTest, makeFormatsTest,
                                makeIconsTest, makePluralsTest, makeThemeTest});
}
