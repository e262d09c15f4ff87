// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mlflow/localserver.h"

#include <QtTest/QTest>

#include <memory>

namespace testsupport {

/// The MLflow that SPANWAY_TEST_MLFLOW names, on a data folder of its own; state() and problem() tell whether it came up.
inline std::unique_ptr<mlflow::LocalServer> startRealMlflow(http::Client *client, const QString &dataFolder)
{
    constexpr int patience = 180000;
    mlflow::LocalServer::Options options;
    options.program = qEnvironmentVariable("SPANWAY_TEST_MLFLOW");
    options.dataFolder = dataFolder;
    auto server = std::make_unique<mlflow::LocalServer>(client, options);
    server->start();
    (void)QTest::qWaitFor([&server] { return server->state() != mlflow::LocalServer::State::Starting; }, patience);
    return server;
}

} // namespace testsupport
