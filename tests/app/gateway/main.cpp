// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeAdminClientTest();
QObject *makeAdminSecretsTest();
QObject *makeCallReaderTest();
QObject *makeConnectCheckTest();
QObject *makeEndpointTest();
QObject *makeEventRedactorTest();
QObject *makeGatewayClientTest();
QObject *makeKongFactsTest();
QObject *makeModelCatalogueTest();
QObject *makeOfferedModelsTest();
QObject *makeRefusalTest();
QObject *makeWireRedactionTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeEndpointTest, makeKongFactsTest, makeRefusalTest, makeEventRedactorTest,
                                makeWireRedactionTest, makeCallReaderTest, makeGatewayClientTest,
                                makeModelCatalogueTest, makeAdminSecretsTest, makeOfferedModelsTest,
                                makeAdminClientTest, makeConnectCheckTest});
}
