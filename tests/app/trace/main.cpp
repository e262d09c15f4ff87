// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeIdsTest();
QObject *makeSpanTest();
QObject *makeOtlpTest();
QObject *makeMlflowReaderTest();
QObject *makeMlflowWriterTest();
QObject *makeTracePreviewTest();
QObject *makeTraceTreeTest();
QObject *makeTraceRowsTest();
QObject *makeLiveTraceTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeIdsTest, makeSpanTest, makeOtlpTest, makeMlflowReaderTest, makeMlflowWriterTest,
                                makeTracePreviewTest, makeTraceTreeTest, makeTraceRowsTest, makeLiveTraceTest});
}
