// SPDX-License-Identifier: Apache-2.0
#include "mlflow/client.h"

#include "mlflow/background.h"
#include "mlflow/gzip.h"
#include "mlflow/refusal.h"

#include <QCoroFuture>

#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorKind;
using base::Json;
using base::Result;

namespace mlflow {

namespace {

constexpr Version firstWithGzip{3, 7, 0};
constexpr Version lastWithOldArtifacts{3, 6, 999};
constexpr qsizetype SmallBody = 64 * 1024; ///< what the GUI thread reads, writes or packs itself
constexpr qsizetype WorthPacking = 2 * 1024;
constexpr qsizetype AnswerLimit = 256 * 1024 * 1024;

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

bool isLoopback(const QString &url)
{
    const QString host = QUrl(url).host();
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

/// How one exchange ended; `stale`: the kept connection was closed by the server before it read the request.
struct Attempt
{
    Result<http::Response> response = tl::unexpected(Error::cancelled());
    bool stale = false;
};

QCoro::Task<Attempt> attempt(http::Client *client, http::Request request, std::stop_token stop)
{
    Attempt result;
    http::Response response;
    http::Stream stream(client, request, stop);
    while (!stream.ended()) {
        co_await stream.next();
        if (stop.stop_requested())
            co_return result;
        const QList<http::Stream::Piece> pieces = stream.take();
        for (const http::Stream::Piece &piece : pieces)
            response.body += piece.bytes;
    }
    response.outcome = stream.outcome();
    if (response.outcome.error) {
        result.stale = response.outcome.reusedConnection && !response.outcome.headComplete
            && response.outcome.error->kind == ErrorKind::Incomplete;
        result.response = tl::unexpected(*response.outcome.error);
    } else {
        response.head = *stream.head();
        result.response = std::move(response);
    }
    co_return result;
}

Result<Json> parsed(const QByteArray &body)
{
    return body.isEmpty() ? Json::object() : Json::parse(body);
}

Experiment experimentFrom(const Json &json)
{
    return {json[u"experiment_id"].toString(), json[u"name"].toString(),
            json[u"lifecycle_stage"].toString() == "deleted"_L1};
}

template <typename T> Result<void> withoutValue(const Result<T> &result)
{
    if (!result)
        return tl::unexpected(result.error());
    return {};
}

} // namespace

Client::Client(http::Client *client, Connection connection)
    : m_client(client)
    , m_connection(std::move(connection))
    , m_redactor(std::make_unique<base::Redactor>())
{
    m_connection.url = normalizedUrl(m_connection.url);
    for (const QString &secret : m_connection.secrets)
        m_redactor->addSecret(secret);
    // Any Origin that is not this computer's makes MLflow refuse writes (mlflow.md 1.3).
    m_connection.headers.removeIf([](const http::Header &header) { return header.name.toLower() == "origin"; });
}

Client::~Client() = default;

/// The server works off spans one by one and large bodies slowly (mlflow.md 10).
std::chrono::milliseconds Client::patienceFor(qsizetype bytes, int spans) const
{
    return m_patience + std::chrono::milliseconds(qint64(spans) * 2 + bytes / 1000);
}

http::Request Client::request(const QByteArray &method, const QString &path) const
{
    http::Request request;
    request.method = method;
    request.url = m_connection.url + path;
    request.headers = m_connection.headers;
    request.caFile = m_connection.caFile;
    request.idleTimeout = m_patience;
    request.maxBody = AnswerLimit;
    if (m_info && m_info->workspaces && !m_connection.workspace.isEmpty())
        request.headers.append({"X-MLFLOW-WORKSPACE"_ba, m_connection.workspace.toUtf8(), false});
    return request;
}

http::Request Client::jsonRequest(const QByteArray &method, const QString &path, const Json &body) const
{
    http::Request result = request(method, path);
    result.headers.append({"Content-Type"_ba, "application/json"_ba, false});
    result.body = body.write(base::JsonStyle::Compact);
    return result;
}

Error Client::refusalOf(const http::Response &response) const
{
    return refusal(response.head, response.body, m_connection.url, *m_redactor);
}

QCoro::Task<Result<http::Response>> Client::send(http::Request request, std::stop_token stop)
{
    if (const auto problem = urlProblem(m_connection.url))
        co_return tl::unexpected(Error(ErrorKind::InvalidInput, *problem));
    http::Client *client = m_client;
    Attempt result = co_await attempt(client, request, stop);
    if (stop.stop_requested())
        co_return tl::unexpected(Error::cancelled());
    if (result.stale) {
        result = co_await attempt(client, request, stop);
        if (stop.stop_requested())
            co_return tl::unexpected(Error::cancelled());
    }
    if (!result.response) {
        Error error = result.response.error();
        error.message = m_redactor->redact(error.message);
        error.detail = m_redactor->redact(error.detail);
        co_return tl::unexpected(error);
    }
    if (result.response->head.status < 200 || result.response->head.status >= 300)
        co_return tl::unexpected(refusalOf(*result.response));
    co_return std::move(result.response);
}

QCoro::Task<Result<Json>> Client::call(http::Request request, std::stop_token stop)
{
    const QString url = m_connection.url;
    const auto response = co_await send(std::move(request), stop);
    if (!response)
        co_return tl::unexpected(response.error());
    Result<Json> json = Json::object();
    if (response->body.size() <= SmallBody) {
        json = parsed(response->body);
    } else {
        const auto parsing = inBackground([body = response->body] { return parsed(body); });
        json = co_await qCoro(parsing).waitForFinished();
        if (stop.stop_requested())
            co_return tl::unexpected(Error::cancelled());
    }
    if (!json || !json->isObject())
        co_return tl::unexpected(notMlflow(url, u"the answer is not a JSON object"_s));
    co_return json;
}

QCoro::Task<Result<ServerInfo>> Client::serverInfo(std::stop_token stop)
{
    const http::Request question = request("GET"_ba, u"/version"_s);
    const auto answer = co_await send(question, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    ServerInfo info;
    info.version = Version::parse(QString::fromUtf8(answer->body.first(std::min<qsizetype>(answer->body.size(), 64))));
    if (info.version == Version{})
        co_return tl::unexpected(notMlflow(m_connection.url, u"/version gives no version"_s));
    // Unknown to servers before 3.9, which answer 404.
    const http::Request details = request("GET"_ba, u"/api/3.0/mlflow/server-info"_s);
    const auto found = co_await call(details, stop);
    if (stop.stop_requested())
        co_return tl::unexpected(Error::cancelled());
    if (found)
        info.workspaces = (*found)[u"workspaces_enabled"].toBool();
    else if (faultOf(found.error()) == Fault::Unreachable)
        co_return tl::unexpected(found.error());
    m_info = info;
    co_return info;
}

QCoro::Task<Result<Experiment>> Client::experimentByName(QString name, std::stop_token stop)
{
    const QString path = u"/api/2.0/mlflow/experiments/get-by-name?experiment_name="_s + encoded(name);
    const http::Request question = request("GET"_ba, path);
    const QString url = m_connection.url;
    const auto answer = co_await call(question, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const Experiment experiment = experimentFrom((*answer)[u"experiment"]);
    if (experiment.id.isEmpty())
        co_return tl::unexpected(notMlflow(url, u"get-by-name gives no experiment"_s));
    co_return experiment;
}

QCoro::Task<Result<Experiment>> Client::createExperiment(QString name, std::stop_token stop)
{
    const Json tag = Json::object({{u"key"_s, u"mlflow.experimentKind"_s}, {u"value"_s, u"genai_development"_s}});
    const Json body = Json::object({{u"name"_s, name}, {u"tags"_s, Json::array({tag})}});
    const http::Request order = jsonRequest("POST"_ba, u"/api/2.0/mlflow/experiments/create"_s, body);
    const auto answer = co_await call(order, stop);
    if (answer)
        co_return Experiment{(*answer)[u"experiment_id"].toString(), name, false};
    if (faultOf(answer.error()) != Fault::AlreadyExists)
        co_return tl::unexpected(answer.error());
    const auto found = co_await experimentByName(name, stop);
    co_return found;
}

QCoro::Task<Result<void>> Client::restoreExperiment(QString id, std::stop_token stop)
{
    const Json body = Json::object({{u"experiment_id"_s, id}});
    const http::Request order = jsonRequest("POST"_ba, u"/api/2.0/mlflow/experiments/restore"_s, body);
    const auto answer = co_await call(order, stop);
    co_return withoutValue(answer);
}

QCoro::Task<Result<void>> Client::postSpans(QString experimentId, QByteArray body, int spanCount, std::stop_token stop)
{
    const QString url = m_connection.url;
    // With an empty id the server says 200 and drops the spans.
    if (experimentId.isEmpty())
        co_return tl::unexpected(Error(ErrorKind::Internal, u"spans were to be sent without an experiment"_s));
    http::Request order = request("POST"_ba, u"/v1/traces"_s);
    order.headers.append({"Content-Type"_ba, "application/x-protobuf"_ba, false});
    order.headers.append({"x-mlflow-experiment-id"_ba, experimentId.toLatin1(), false});
    order.idleTimeout = patienceFor(body.size(), spanCount);
    if (m_info && m_info->version >= firstWithGzip && body.size() >= WorthPacking && !isLoopback(url)) {
        const auto packing = inBackground([body] { return gzip(body); });
        order.body = co_await qCoro(packing).waitForFinished();
        if (stop.stop_requested())
            co_return tl::unexpected(Error::cancelled());
        order.headers.append({"Content-Encoding"_ba, "gzip"_ba, false});
    } else {
        order.body = body;
    }
    const auto answer = co_await send(std::move(order), stop);
    if (answer && http::headerValue(answer->head.headers, "Content-Type").startsWith("text/html"))
        co_return tl::unexpected(notMlflow(url, u"/v1/traces gives a page"_s));
    co_return withoutValue(answer);
}

QCoro::Task<Result<Json>> Client::startTrace(Json traceInfo, std::stop_token stop)
{
    const Json body = Json::object({{u"trace"_s, Json::object({{u"trace_info"_s, traceInfo}})}});
    const http::Request order = jsonRequest("POST"_ba, u"/api/3.0/mlflow/traces"_s, body);
    const auto answer = co_await call(order, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return (*answer)[u"trace"][u"trace_info"];
}

QCoro::Task<Result<void>> Client::putArtifact(QString path, QByteArray body, std::stop_token stop)
{
    http::Request order = request("PUT"_ba, u"/api/2.0/mlflow-artifacts/artifacts/"_s + path);
    order.headers.append({"Content-Type"_ba, "application/octet-stream"_ba, false});
    order.idleTimeout = patienceFor(body.size(), 0);
    order.body = body;
    const auto answer = co_await send(std::move(order), stop);
    co_return withoutValue(answer);
}

QCoro::Task<Result<Json>> Client::traceInfo(QString mlflowTraceId, std::stop_token stop)
{
    const http::Request question = request("GET"_ba, u"/api/3.0/mlflow/traces/"_s + encoded(mlflowTraceId));
    const auto answer = co_await call(question, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return (*answer)[u"trace"][u"trace_info"];
}

QCoro::Task<Result<Json>> Client::traceSpans(QString mlflowTraceId, std::stop_token stop)
{
    const bool old = m_info && m_info->version <= lastWithOldArtifacts;
    const QString path = u"/ajax-api/%1/mlflow/get-trace-artifact?request_id=%2"_s.arg(old ? u"2.0"_s : u"3.0"_s,
                                                                                       encoded(mlflowTraceId));
    const http::Request question = request("GET"_ba, path);
    const auto answer = co_await call(question, stop);
    co_return answer;
}

QCoro::Task<Result<Json>> Client::searchTraces(QString experimentId, QString filter, int limit, std::stop_token stop)
{
    const Json location = Json::object({{u"type"_s, u"MLFLOW_EXPERIMENT"_s},
                                        {u"mlflow_experiment"_s, Json::object({{u"experiment_id"_s, experimentId}})}});
    const Json body = Json::object({{u"locations"_s, Json::array({location})},
                                    {u"filter"_s, filter},
                                    {u"max_results"_s, limit},
                                    {u"order_by"_s, Json::array({Json(u"timestamp_ms DESC"_s)})}});
    const http::Request question = jsonRequest("POST"_ba, u"/api/3.0/mlflow/traces/search"_s, body);
    const auto answer = co_await call(question, stop);
    co_return answer;
}

QCoro::Task<Result<int>> Client::deleteTraces(QString experimentId, QStringList mlflowTraceIds, std::stop_token stop)
{
    Json ids = Json::array();
    for (const QString &id : mlflowTraceIds)
        ids.append(id);
    const Json body = Json::object({{u"experiment_id"_s, experimentId}, {u"request_ids"_s, ids}});
    const http::Request order = jsonRequest("POST"_ba, u"/api/3.0/mlflow/traces/delete-traces"_s, body);
    const auto answer = co_await call(order, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    co_return int((*answer)[u"traces_deleted"].toInt64());
}

} // namespace mlflow
