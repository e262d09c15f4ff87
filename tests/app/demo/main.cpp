// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeDemoFaultsTest();
QObject *makeDemoModelsTest();
QObject *makeDemoProgramTest();
QObject *makeGatewayTest();
QObject *makeImageFactsTest();
QObject *makeKongRecordingsTest();
QObject *makeSchemaInstanceTest();
QObject *makeSseFilterTest();
QObject *makeTokensTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeTokensTest, makeSchemaInstanceTest, makeImageFactsTest, makeSseFilterTest,
                                makeDemoModelsTest, makeDemoFaultsTest, makeGatewayTest, makeDemoProgramTest,
                                makeKongRecordingsTest});
}
