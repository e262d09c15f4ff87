// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtWidgets/QApplication>

QObject *makeBoxListTest();
QObject *makeLinkQuestionTest();
QObject *makeMessageListTest();
QObject *makeTextColumnTest();

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeBoxListTest, makeLinkQuestionTest, makeMessageListTest, makeTextColumnTest});
}
