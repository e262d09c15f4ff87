// SPDX-License-Identifier: Apache-2.0
#include "support/fakemlflow.h"

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>

#include <zlib.h>

using namespace Qt::StringLiterals;
using base::Json;

namespace testsupport {

namespace {

QByteArray compact(const Json &json)
{
    return json.write(base::JsonStyle::Compact);
}

QByteArray errorBody(const QString &code, const QString &message)
{
    return compact(Json::object({{u"error_code"_s, code}, {u"message"_s, message}}));
}

QByteArray gunzipped(const QByteArray &packed)
{
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK)
        return {};
    constexpr qsizetype BestRatio = 1100; // of deflate
    QByteArray plain(packed.size() * BestRatio, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.constData()));
    stream.avail_in = uInt(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(plain.data());
    stream.avail_out = uInt(plain.size());
    inflate(&stream, Z_FINISH);
    plain.truncate(qsizetype(stream.total_out));
    inflateEnd(&stream);
    return plain;
}

QString mlflowId(const QByteArray &bytes)
{
    return u"tr-"_s + QString::fromLatin1(bytes.toHex());
}

constexpr auto notFoundPage = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n";

} // namespace

FakeMlflow::FakeMlflow(const QByteArray &version, const http::ServerLimits &limits)
    : version(version)
    , m_limits(limits)
{
    experiments.insert(u"0"_s, {u"Default"_s, false, {}});
    listen(0);
}

void FakeMlflow::listen(quint16 port)
{
    m_server = std::make_unique<http::Server>(
        [this](const http::ServerRequest &request, const Response &response) { handle(request, response); }, m_limits);
    m_port = m_server->listen(QHostAddress(QHostAddress::LocalHost), port).value_or(0);
}

QString FakeMlflow::url() const
{
    return u"http://%1:%2%3"_s.arg(QString::fromLatin1(host.isEmpty() ? "127.0.0.1"_ba : host))
        .arg(m_port)
        .arg(QString::fromLatin1(prefix));
}

void FakeMlflow::crash()
{
    m_silent.clear();
    m_server.reset();
}

void FakeMlflow::resume()
{
    listen(m_port);
}

void FakeMlflow::fail(const QByteArray &method, const QByteArray &target, const Fault &fault, int times)
{
    m_rules.push_back({method, target, fault, times});
}

int FakeMlflow::count(const QByteArray &method, const QByteArray &target) const
{
    return int(std::count_if(m_requests.cbegin(), m_requests.cend(), [&](const http::ServerRequest &request) {
        return request.method == method && request.target.startsWith(prefix + target);
    }));
}

int FakeMlflow::addExperiment(const QString &name, bool deleted)
{
    const int id = int(experiments.size());
    experiments.insert(QString::number(id), {name, deleted, {}});
    return id;
}

void FakeMlflow::handle(const http::ServerRequest &request, const Response &response)
{
    m_requests.append(request);
    const QByteArray target = request.target.startsWith(prefix) ? request.target.mid(prefix.size()) : QByteArray();
    for (Rule &rule : m_rules) {
        if (rule.times == 0 || rule.method != request.method || !target.startsWith(rule.target))
            continue;
        --rule.times;
        switch (rule.fault.kind) {
        case Fault::Kind::Answer:
            response->respond(rule.fault.status, rule.fault.headers, rule.fault.body);
            return;
        case Fault::Kind::StoreThenReset:
            route(request, target);
            response->reset();
            return;
        case Fault::Kind::Reset:
            response->reset();
            return;
        case Fault::Kind::Silence:
            m_silent.append(response);
            return;
        }
    }
    const Answer answer = route(request, target);
    response->respond(answer.status, {{"Content-Type"_ba, answer.type, false}}, answer.body);
}

FakeMlflow::Answer FakeMlflow::route(const http::ServerRequest &request, const QByteArray &target)
{
    const Answer notFound{404, notFoundPage, "text/html; charset=utf-8"};
    const bool open = target.startsWith("/health") || target.startsWith("/api/3.0/mlflow/server-info");
    if (!open && !authorization.isEmpty() && http::headerValue(request.headers, "Authorization") != authorization)
        return {401, "You are not authenticated. Please see ...", "text/html; charset=utf-8"};
    if (target == "/health")
        return {200, "OK", "text/plain"};
    if (target == "/version")
        return {200, version, "text/html; charset=utf-8"};
    if (target == "/api/3.0/mlflow/server-info" && atLeast(3, 9))
        return {200, compact(Json::object({{u"store_type"_s, u"SqlStore"_s}, {u"workspaces_enabled"_s, workspaces}}))};
    if (http::hasHeader(request.headers, "X-MLFLOW-WORKSPACE") && !workspaces)
        return {500, errorBody(u"FEATURE_DISABLED"_s, u"Workspaces are not enabled"_s)};
    if (target == "/v1/traces" && atLeast(3, 4))
        return postSpans(request);
    if (request.method == "PUT" && target.startsWith("/api/2.0/mlflow-artifacts/artifacts/")) {
        artifacts.insert(QString::fromUtf8(target.mid(36)), request.body);
        return {};
    }
    const Json body = Json::parse(request.body).value_or(Json());
    if (target.startsWith("/api/2.0/mlflow/experiments/get-by-name"))
        return experimentByName(target);
    if (target == "/api/2.0/mlflow/experiments/create")
        return createExperiment(body);
    if (target == "/api/2.0/mlflow/experiments/restore")
        return restoreExperiment(body);
    if (target == "/api/3.0/mlflow/traces" && request.method == "POST" && atLeast(3, 2))
        return startTrace(body);
    if (target == "/api/3.0/mlflow/traces/delete-traces")
        return deleteTraces(body);
    if (target.startsWith("/api/3.0/mlflow/traces/tr-"))
        return readTrace(QString::fromLatin1(target.mid(23)));
    return notFound;
}

bool FakeMlflow::atLeast(int major, int minor) const
{
    const QList<QByteArray> parts = version.split('.');
    return std::pair(parts.value(0).toInt(), parts.value(1).toInt()) >= std::pair(major, minor);
}

FakeMlflow::Answer FakeMlflow::experimentByName(const QByteArray &target) const
{
    const QString name = QUrlQuery(QUrl::fromEncoded(target)).queryItemValue(u"experiment_name"_s, QUrl::FullyDecoded);
    for (auto it = experiments.cbegin(); it != experiments.cend(); ++it) {
        if (it->name != name)
            continue;
        const Json experiment = Json::object({{u"experiment_id"_s, it.key()},
                                              {u"name"_s, it->name},
                                              {u"lifecycle_stage"_s, it->deleted ? u"deleted"_s : u"active"_s}});
        return {200, compact(Json::object({{u"experiment"_s, experiment}}))};
    }
    return {404, errorBody(u"RESOURCE_DOES_NOT_EXIST"_s, u"Could not find experiment with name '%1'"_s.arg(name))};
}

FakeMlflow::Answer FakeMlflow::createExperiment(const Json &body)
{
    const QString name = body[u"name"].toString();
    for (const Experiment &known : std::as_const(experiments)) {
        if (known.name == name)
            return {
                400,
                errorBody(u"RESOURCE_ALREADY_EXISTS"_s, u"Experiment(name=%1) already exists. Error: SQL"_s.arg(name))};
    }
    const int id = addExperiment(name);
    experiments[QString::number(id)].tags = body[u"tags"];
    return {200, compact(Json::object({{u"experiment_id"_s, QString::number(id)}}))};
}

FakeMlflow::Answer FakeMlflow::restoreExperiment(const Json &body)
{
    const auto it = experiments.find(body[u"experiment_id"].toString());
    if (it == experiments.end() || !it->deleted)
        return {404,
                errorBody(u"RESOURCE_DOES_NOT_EXIST"_s,
                          u"No Experiment with id=%1 exists"_s.arg(body[u"experiment_id"].toString()))};
    it->deleted = false;
    return {};
}

FakeMlflow::Answer FakeMlflow::postSpans(const http::ServerRequest &request)
{
    const bool packed = http::headerValue(request.headers, "Content-Encoding") == "gzip";
    if (packed && !atLeast(3, 7))
        return {400, R"({"detail":"Invalid OpenTelemetry format"})"};
    const QList<Span> spans = readOtlpSpans(packed ? gunzipped(request.body) : request.body);
    if (http::headerValue(request.headers, "Content-Type") != "application/x-protobuf" || spans.isEmpty())
        return {400, R"({"detail":"Invalid OpenTelemetry format"})"};
    const QString experiment = QString::fromLatin1(http::headerValue(request.headers, "x-mlflow-experiment-id"));
    if (!experiments.contains(experiment))
        return {404, errorBody(u"RESOURCE_DOES_NOT_EXIST"_s, u"No Experiment with id=%1 exists"_s.arg(experiment))};
    for (const Span &span : spans) {
        if (!poison.isEmpty() && span.name == poison)
            return {422, R"({"detail":"Failed to log OpenTelemetry spans"})"};
    }
    ++posts;
    for (const Span &span : spans) {
        if (dropsSpans || !atLeast(3, 6))
            break;
        Trace &trace = traces[mlflowId(span.traceId)];
        if (trace.experimentId.isEmpty())
            trace.experimentId = experiment;
        if (addsTokens || !trace.spans.contains(span.spanId))
            trace.tokens += span.totalTokens;
        trace.spans.insert(span.spanId, span);
    }
    return {200, {}, "application/x-protobuf"};
}

FakeMlflow::Answer FakeMlflow::startTrace(const Json &body)
{
    Json info = body[u"trace"][u"trace_info"];
    const QString experiment = info[u"trace_location"][u"mlflow_experiment"][u"experiment_id"].toString();
    if (!experiments.contains(experiment))
        return {404, errorBody(u"RESOURCE_DOES_NOT_EXIST"_s, u"No Experiment with id=%1 exists"_s.arg(experiment))};
    if (experiments.value(experiment).deleted)
        return {
            400,
            errorBody(u"INVALID_PARAMETER_VALUE"_s,
                      u"The experiment %1 must be in the 'active' state. Current state is deleted."_s.arg(experiment))};
    const QString id = info[u"trace_id"].toString();
    Trace &trace = traces[id];
    ++trace.starts;
    trace.experimentId = experiment;
    Json tags = info[u"tags"];
    tags.insert(u"mlflow.artifactLocation"_s, u"mlflow-artifacts:/%1/traces/%2/artifacts"_s.arg(experiment, id));
    if (!trace.spans.isEmpty())
        tags.insert(u"mlflow.trace.spansLocation"_s, u"TRACKING_STORE"_s);
    info.insert(u"tags"_s, tags);
    trace.info = info;
    const Json usage
        = Json::parse(info[u"trace_metadata"][u"mlflow.trace.tokenUsage"].toString().toUtf8()).value_or(Json());
    if (usage.isObject())
        trace.tokens = usage[u"total_tokens"].toInt64();
    const Json answer = echo ? echo(info) : info;
    return {200, compact(Json::object({{u"trace"_s, Json::object({{u"trace_info"_s, answer}})}}))};
}

FakeMlflow::Answer FakeMlflow::readTrace(const QString &id) const
{
    const auto it = traces.constFind(id);
    if (it == traces.cend())
        return {404, errorBody(u"RESOURCE_DOES_NOT_EXIST"_s, u"Trace with ID %1 is not found."_s.arg(id))};
    return {200, compact(Json::object({{u"trace"_s, Json::object({{u"trace_info"_s, it->info}})}}))};
}

FakeMlflow::Answer FakeMlflow::deleteTraces(const Json &body)
{
    int deleted = 0;
    for (const Json &id : body[u"request_ids"].items())
        deleted += int(traces.remove(id.toString()));
    return {200, compact(Json::object({{u"traces_deleted"_s, deleted}}))};
}

} // namespace testsupport
