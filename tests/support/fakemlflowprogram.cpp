// SPDX-License-Identifier: Apache-2.0
// Stands for the program `mlflow` in tests of mlflow::LocalServer: says on standard error what it was given, then where
// it listens, as uvicorn does. FAKE_MLFLOW names how it behaves: "exit" ends at once, "mute" never says where it
// listens, "stubborn" ignores SIGTERM.
#include "support/fakemlflow.h"

#include <QtCore/QCoreApplication>

#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QByteArray behaviour = qgetenv("FAKE_MLFLOW");
    for (const QString &argument : application.arguments().mid(1))
        std::fprintf(stderr, "argument %s\n", qPrintable(argument));
    for (const QString &name : {u"MLFLOW_DISABLE_TELEMETRY"_s, u"MLFLOW_SERVER_ENABLE_JOB_EXECUTION"_s,
                                u"MLFLOW_MODEL_CATALOG_URI"_s, u"MLFLOW_TRACKING_URI"_s, u"PYTHONPATH"_s})
        std::fprintf(stderr, "%s=%s\n", qPrintable(name),
                     qPrintable(qEnvironmentVariable(qPrintable(name), u"unset"_s)));
    std::fprintf(stderr, "session leader: %s\n", getsid(0) == getpid() ? "yes" : "no");
    if (behaviour == "exit") {
        std::fprintf(stderr, "filesystem tracking backend is in maintenance mode\n");
        return 0; // MLflow too ends with 0 when its worker was killed
    }
    if (behaviour == "stubborn")
        std::signal(SIGTERM, SIG_IGN);
    const testsupport::FakeMlflow server;
    if (behaviour != "mute")
        std::fprintf(stderr, "INFO:     Uvicorn running on %s (Press CTRL+C to quit)\n", qPrintable(server.url()));
    return QCoreApplication::exec();
}
