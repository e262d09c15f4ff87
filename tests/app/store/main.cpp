// SPDX-License-Identifier: Apache-2.0
#include "app/store/child.h"
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeCompressorTest();
QObject *makeConnectionTest();
QObject *makeConversationsTest();
QObject *makeFolderLockTest();
QObject *makeFullDiskTest();
QObject *makeHealthMonitorTest();
QObject *makeMigratorTest();
QObject *makeOpeningTest();
QObject *makeOutboxTest();
QObject *makePreparedTraceTest();
QObject *makeProcessOwnerTest();
QObject *makeSearchWordsTest();
QObject *makeSeveralProcessesTest();
QObject *makeSpanCodecTest();
QObject *makeQueueThreadTest();
QObject *makeTraceRollupTest();
QObject *makeTracesTest();
QObject *makeTraceWordsTest();
QObject *makeTurnsTest();
QObject *makeWireTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (const auto code = storetest::runAsChild(application.arguments()))
        return *code;
    return testsupport::runAll(
        argc, argv, {makeCompressorTest,       makeConnectionTest,    makeConversationsTest, makeFolderLockTest,
                     makeFullDiskTest,         makeHealthMonitorTest, makeMigratorTest,      makeOpeningTest,
                     makeOutboxTest,           makePreparedTraceTest, makeProcessOwnerTest,  makeSearchWordsTest,
                     makeSeveralProcessesTest, makeSpanCodecTest,     makeQueueThreadTest,   makeTraceRollupTest,
                     makeTracesTest,           makeTraceWordsTest,    makeTurnsTest,         makeWireTest});
}
