// SPDX-License-Identifier: Apache-2.0
#include "bench/exportsink.h"

#include "http/server.h"

#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace bench {

namespace {

/// The echo of StartTrace: what came, with the mark that its spans are stored.
QByteArray echoOf(QByteArray body)
{
    constexpr auto tags = "\"tags\":{";
    return body.replace(tags, "\"tags\":{\"mlflow.trace.spansLocation\":\"TRACKING_STORE\",");
}

QByteArray answerTo(const http::ServerRequest &request)
{
    if (request.target == "/version")
        return "3.17.2";
    if (request.target.startsWith("/api/2.0/mlflow/experiments/get-by-name"))
        return R"({"experiment":{"experiment_id":"1","name":"bench","lifecycle_stage":"active"}})";
    if (request.target == "/api/2.0/mlflow/experiments/create")
        return R"({"experiment_id":"1"})";
    if (request.target == "/api/3.0/mlflow/traces")
        return echoOf(request.body);
    return request.target == "/v1/traces" ? QByteArray() : "{}";
}

} // namespace

int runExportSink()
{
    http::Server server([](const http::ServerRequest &request, const std::shared_ptr<http::ServerResponse> &response) {
        response->respond(200, {{"Content-Type"_ba, "application/json"_ba, false}}, answerTo(request));
    });
    const auto port = server.listen(QHostAddress(QHostAddress::LocalHost), 0);
    if (!port)
        return 1;
    std::printf("http://127.0.0.1:%d\n", int(*port));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace bench
