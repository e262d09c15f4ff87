// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeDeclarativeTest();
QObject *makeEntityIdTest();
QObject *makeErrorBodyTest();
QObject *makePluginOrderTest();
QObject *makePluginPlanTest();
QObject *makeRouterTest();
QObject *makeSchemaDefaultsTest();
QObject *makeYamlReaderTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeDeclarativeTest, makeEntityIdTest, makeErrorBodyTest, makePluginOrderTest,
                                makePluginPlanTest, makeRouterTest, makeSchemaDefaultsTest, makeYamlReaderTest});
}
