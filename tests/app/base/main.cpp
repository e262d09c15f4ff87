// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeErrorTest();
QObject *makeJsonTest();
QObject *makeJsonReaderTest();
QObject *makeJsonWriterTest();
QObject *makeClockTest();
QObject *makeTaskScopeTest();
QObject *makeRedactorTest();
QObject *makeStreamRedactorTest();
QObject *makeRandomTest();
QObject *makeLogTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeErrorTest, makeJsonTest, makeJsonReaderTest, makeJsonWriterTest, makeClockTest,
                                makeTaskScopeTest, makeRedactorTest, makeStreamRedactorTest, makeRandomTest,
                                makeLogTest});
}
