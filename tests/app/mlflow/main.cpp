// SPDX-License-Identifier: Apache-2.0
#include "http/client.h"
#include "mlflow/localserver.h"
#include "support/testmain.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

QObject *makeConnectionTest();
QObject *makeRefusalTest();
QObject *makeMlflowClientTest();
QObject *makeTraceCheckTest();
QObject *makeAttachmentsTest();
QObject *makeTraceExportTest();
QObject *makeBackoffTest();
QObject *makeExporterTest();
QObject *makeExportFaultsTest();
QObject *makeLocalServerTest();

/// What the tests of LocalServer start as another Spanway: a local server, its address on standard output, until
/// killed.
static int runLocalServer(const QString &program, const QString &folder)
{
    http::Client client;
    mlflow::LocalServer server(&client, {program, folder});
    QObject::connect(&server, &mlflow::LocalServer::stateChanged, &server, [&server] {
        if (server.state() == mlflow::LocalServer::State::Ready) {
            std::puts(qPrintable(server.url()));
            std::fflush(stdout);
        }
    });
    server.start();
    return QCoreApplication::exec();
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.value(1) == u"--run-local-server")
        return runLocalServer(arguments.value(2), arguments.value(3));
    return testsupport::runAll(argc, argv,
                               {makeConnectionTest, makeRefusalTest, makeMlflowClientTest, makeTraceCheckTest,
                                makeAttachmentsTest, makeTraceExportTest, makeBackoffTest, makeExporterTest,
                                makeExportFaultsTest, makeLocalServerTest});
}
