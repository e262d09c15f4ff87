// SPDX-License-Identifier: Apache-2.0
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

QObject *makeClientTest();
QObject *makeFaultsTest();
QObject *makeTlsTest();
QObject *makeTrapsTest();
QObject *makeProxyTest();
QObject *makeCancelTest();
QObject *makeStreamTest();
QObject *makeRequestParserTest();
QObject *makeHeadReaderTest();
QObject *makeWireLogTest();
QObject *makeCurlFailureTest();
QObject *makeServerTest();
QObject *makeServerResponseTest();

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    return testsupport::runAll(argc, argv,
                               {makeClientTest, makeFaultsTest, makeTlsTest, makeTrapsTest, makeProxyTest,
                                makeCancelTest, makeStreamTest, makeRequestParserTest, makeHeadReaderTest,
                                makeWireLogTest, makeCurlFailureTest, makeServerTest, makeServerResponseTest});
}
