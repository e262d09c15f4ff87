// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtWidgets/QApplication>

QObject *makeAnatomyBarTest();
QObject *makeMessageReaderTest();
QObject *makePairsModelTest();
QObject *makeSpanDetailTest();
QObject *makeTimeScaleTest();
QObject *makeTraceDocumentTest();
QObject *makeTraceListModelTest();
QObject *makeTracesPageTest();
QObject *makeTraceTreeModelTest();
QObject *makeTraceTreeViewTest();

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeTimeScaleTest, makeMessageReaderTest, makePairsModelTest, makeTraceDocumentTest,
                                makeTraceTreeModelTest, makeTraceTreeViewTest, makeAnatomyBarTest, makeSpanDetailTest,
                                makeTraceListModelTest, makeTracesPageTest});
}
