// SPDX-License-Identifier: Apache-2.0
#include "mlflow/client.h"

#include "mlflow/refusal.h"
#include "outboxfixture.h"
#include "support/fakemlflow.h"
#include "trace/mlflowwriter.h"
#include "trace/otlpwriter.h"

using namespace Qt::StringLiterals;
using base::Json;
using mlflowtest::makeTrace;
using mlflowtest::run;
using testsupport::FakeMlflow;
using ServerFault = FakeMlflow::Fault;

namespace {

mlflow::Connection to(const QString &url)
{
    mlflow::Connection connection;
    connection.url = url;
    return connection;
}

QByteArray otlp(const trace::TraceRecord &record)
{
    trace::OtlpWriter writer(trace::Attributes{});
    writer.add(record);
    return writer.finish();
}

} // namespace

class MlflowClientTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void serverInfo();
    void serverInfoOfOldServer();
    void prefixAndLoginGoEverywhere();
    void neverSendsOrigin();
    void workspaceOnlyWhereThereAreAny();
    void experiments();
    void spansAndStart();
    void packsForDistantNewServers();
    void annotates();
    void refusedUrl();
    void missingExperimentIdIsRefusedHere();
    void keptConnectionIsReplacedOnce();
    void freshConnectionIsNotRepeated();
    void stopped();
    void echoedSecretsAreMasked();
    void largeAnswer();

private:
    http::Client m_http;
};

void MlflowClientTest::serverInfo()
{
    FakeMlflow server;
    server.workspaces = true;
    mlflow::Client client(&m_http, to(server.url()));
    const auto info = run(client.serverInfo({}));
    QVERIFY(info);
    QCOMPARE(info->version.toString(), u"3.17.2"_s);
    QVERIFY(info->workspaces);
}

void MlflowClientTest::serverInfoOfOldServer()
{
    FakeMlflow server("3.6.0");
    mlflow::Client client(&m_http, to(server.url()));
    const auto info = run(client.serverInfo({}));
    QVERIFY(info);
    QCOMPARE(info->version.toString(), u"3.6.0"_s);
    QVERIFY(!info->workspaces);
}

void MlflowClientTest::prefixAndLoginGoEverywhere()
{
    FakeMlflow server;
    server.prefix = "/ml/flow";
    server.authorization = "Bearer abcd";
    mlflow::Connection connection = to(server.url() + u"/"_s);
    connection.headers = {{"Authorization"_ba, "Bearer abcd"_ba, true}, {"X-Team"_ba, "blue"_ba, false}};
    mlflow::Client client(&m_http, connection);
    QVERIFY(run(client.serverInfo({})));
    const auto made = run(client.createExperiment(u"exp"_s, {}));
    QVERIFY(made);
    const trace::TraceRecord record = makeTrace();
    QVERIFY(run(client.postSpans(made->id, otlp(record), 2, {})));
    QVERIFY(run(client.startTrace(trace::startTraceInfo(record, made->id), {})));
    QVERIFY(run(client.putArtifact(u"1/traces/x/artifacts/a"_s, "bytes"_ba, {})));
    for (const http::ServerRequest &request : server.requests()) {
        QVERIFY(request.target.startsWith("/ml/flow/"));
        QCOMPARE(http::headerValue(request.headers, "X-Team"), "blue"_ba);
        QCOMPARE(http::headerValue(request.headers, "Authorization"), "Bearer abcd"_ba);
    }
    QCOMPARE(server.artifacts.value(u"1/traces/x/artifacts/a"_s), "bytes"_ba);
}

void MlflowClientTest::neverSendsOrigin()
{
    FakeMlflow server;
    mlflow::Connection connection = to(server.url());
    connection.headers = {{"origin"_ba, "app://spanway"_ba, false}};
    mlflow::Client client(&m_http, connection);
    QVERIFY(run(client.createExperiment(u"exp"_s, {})));
    QVERIFY(!http::hasHeader(server.requests().last().headers, "Origin"));
}

void MlflowClientTest::workspaceOnlyWhereThereAreAny()
{
    for (const bool workspaces : {false, true}) {
        FakeMlflow server;
        server.workspaces = workspaces;
        mlflow::Connection connection = to(server.url());
        connection.workspace = u"team"_s;
        mlflow::Client client(&m_http, connection);
        QVERIFY(run(client.serverInfo({})));
        QVERIFY(run(client.createExperiment(u"exp"_s, {})));
        QCOMPARE(http::headerValue(server.requests().last().headers, "X-MLFLOW-WORKSPACE"),
                 workspaces ? "team"_ba : QByteArray());
    }
}

void MlflowClientTest::experiments()
{
    FakeMlflow server;
    mlflow::Client client(&m_http, to(server.url()));
    const QString name = u"Grüße & Co? 100%"_s;
    const auto missing = run(client.experimentByName(name, {}));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, base::ErrorKind::NotFound);
    QCOMPARE(mlflow::faultOf(missing.error()), mlflow::Fault::NotThere);
    const auto made = run(client.createExperiment(name, {}));
    QVERIFY(made);
    QCOMPARE(server.experiments.value(made->id).name, name);
    const Json tag = server.experiments.value(made->id).tags.at(0);
    QCOMPARE(tag[u"key"].toString(), u"mlflow.experimentKind"_s);
    QCOMPARE(tag[u"value"].toString(), u"genai_development"_s);
    const auto found = run(client.experimentByName(name, {}));
    QVERIFY(found);
    QCOMPARE(found->id, made->id);
    QVERIFY(!found->deleted);
    const auto again = run(client.createExperiment(name, {}));
    QVERIFY(again);
    QCOMPARE(again->id, made->id);
    server.experiments[made->id].deleted = true;
    const auto deleted = run(client.experimentByName(name, {}));
    QVERIFY(deleted && deleted->deleted);
    QVERIFY(run(client.restoreExperiment(made->id, {})));
    QVERIFY(!server.experiments.value(made->id).deleted);
    QVERIFY(!run(client.restoreExperiment(made->id, {})));
}

void MlflowClientTest::spansAndStart()
{
    FakeMlflow server;
    mlflow::Client client(&m_http, to(server.url()));
    const trace::TraceRecord record = makeTrace();
    const QString id = trace::mlflowTraceId(record.info.id);
    QVERIFY(run(client.postSpans(u"0"_s, otlp(record), 2, {})));
    const http::ServerRequest &request = server.requests().last();
    QCOMPARE(http::headerValue(request.headers, "Content-Type"), "application/x-protobuf"_ba);
    QCOMPARE(http::headerValue(request.headers, "x-mlflow-experiment-id"), "0"_ba);
    QVERIFY(!http::hasHeader(request.headers, "Content-Encoding"));
    const auto echo = run(client.startTrace(trace::startTraceInfo(record, u"0"_s), {}));
    QVERIFY(echo);
    QCOMPARE((*echo)[u"trace_id"].toString(), id);
    const auto info = run(client.traceInfo(id, {}));
    QVERIFY(info);
    QCOMPARE((*info)[u"state"].toString(), u"OK"_s);
    QVERIFY(!run(client.traceInfo(u"tr-none"_s, {})));
    QCOMPARE(run(client.deleteTraces(u"0"_s, {id, u"tr-none"_s}, {})).value_or(-1), 1);
}

void MlflowClientTest::packsForDistantNewServers()
{
    const trace::TraceRecord record = makeTrace(QString(20000, u'x'));
    for (const QByteArray &version : {"3.6.0"_ba, "3.7.0"_ba}) {
        FakeMlflow server(version);
        server.host = "mlflow.localhost"; // libcurl takes every name below localhost for this computer
        mlflow::Client client(&m_http, to(server.url()));
        QVERIFY(run(client.serverInfo({})));
        QVERIFY(run(client.postSpans(u"0"_s, otlp(record), 2, {})));
        const http::ServerRequest &request = server.requests().last();
        QCOMPARE(http::headerValue(request.headers, "Content-Encoding"), version == "3.7.0" ? "gzip"_ba : QByteArray());
        QCOMPARE(request.body.size() < 5000, version == "3.7.0");
        if (version == "3.7.0")
            QCOMPARE(server.traces.size(), 1);
    }
}

void MlflowClientTest::annotates()
{
    FakeMlflow server;
    mlflow::Client client(&m_http, to(server.url()));
    server.fail("POST", "/api/3.0/mlflow/traces/search",
                {ServerFault::Kind::Answer, 200, R"({"traces":[{"trace_id":"tr-1"}]})", {}});
    const auto found = run(client.searchTraces(u"7"_s, u"status = 'OK'"_s, 10, {}));
    QVERIFY(found);
    QCOMPARE((*found)[u"traces"].size(), 1);
    const Json asked = *Json::parse(server.requests().last().body);
    QCOMPARE(asked[u"locations"].at(0)[u"mlflow_experiment"][u"experiment_id"].toString(), u"7"_s);
    QCOMPARE(asked[u"max_results"].toInt64(), 10);
    server.fail("GET", "/ajax-api/3.0/mlflow/get-trace-artifact?request_id=tr-1",
                {ServerFault::Kind::Answer, 200, R"({"spans":[]})", {}});
    QVERIFY(run(client.traceSpans(u"tr-1"_s, {})));
}

void MlflowClientTest::refusedUrl()
{
    for (const QString &url : {u"http://ada:pw@127.0.0.1:1"_s, u"ftp://h"_s, QString()}) {
        mlflow::Client client(&m_http, to(url));
        const auto info = run(client.serverInfo({}));
        QVERIFY(!info);
        QCOMPARE(info.error().kind, base::ErrorKind::InvalidInput);
        QCOMPARE(m_http.running(), 0);
    }
}

void MlflowClientTest::missingExperimentIdIsRefusedHere()
{
    FakeMlflow server;
    mlflow::Client client(&m_http, to(server.url()));
    QVERIFY(!run(client.postSpans({}, otlp(makeTrace()), 2, {})));
    QVERIFY(server.requests().isEmpty());
}

void MlflowClientTest::keptConnectionIsReplacedOnce()
{
    FakeMlflow server;
    mlflow::Client client(&m_http, to(server.url()));
    QVERIFY(run(client.serverInfo({})));
    server.fail("GET", "/version", {ServerFault::Kind::Reset, 0, {}, {}});
    QVERIFY(run(client.serverInfo({})));
    QCOMPARE(server.count("GET", "/version"), 3);
    server.fail("GET", "/version", {ServerFault::Kind::Reset, 0, {}, {}}, 2);
    QVERIFY(!run(client.serverInfo({})));
    QCOMPARE(server.count("GET", "/version"), 5);
}

void MlflowClientTest::freshConnectionIsNotRepeated()
{
    FakeMlflow server;
    mlflow::Client client(&m_http, to(server.url()));
    server.fail("GET", "/version", {ServerFault::Kind::Reset, 0, {}, {}});
    const auto info = run(client.serverInfo({}));
    QVERIFY(!info);
    QCOMPARE(mlflow::faultOf(info.error()), mlflow::Fault::Unreachable);
    QCOMPARE(server.count("GET", "/version"), 1);
}

void MlflowClientTest::stopped()
{
    FakeMlflow server;
    server.fail("GET", "/version", {ServerFault::Kind::Silence, 0, {}, {}});
    auto client = std::make_unique<mlflow::Client>(&m_http, to(server.url()));
    std::stop_source source;
    std::optional<base::Result<mlflow::ServerInfo>> result;
    client->serverInfo(source.get_token()).then([&result](base::Result<mlflow::ServerInfo> value) {
        result = std::move(value);
    });
    QTRY_COMPARE(server.count("GET", "/version"), 1);
    source.request_stop();
    client.reset();
    QTRY_VERIFY(result);
    QVERIFY(!*result);
    QCOMPARE(result->error().kind, base::ErrorKind::Cancelled);
}

void MlflowClientTest::echoedSecretsAreMasked()
{
    FakeMlflow server;
    server.fail("GET", "/version", {ServerFault::Kind::Answer, 400, "bad header: canary-token", {}});
    mlflow::Connection connection = to(server.url());
    connection.secrets = {u"canary-token"_s};
    mlflow::Client client(&m_http, connection);
    const auto info = run(client.serverInfo({}));
    QVERIFY(!info);
    QVERIFY(!info.error().message.contains(u"canary"));
    QVERIFY(!info.error().detail.contains(u"canary"));
}

void MlflowClientTest::largeAnswer()
{
    FakeMlflow server;
    Json spans = Json::array();
    for (int i = 0; i < 3000; ++i)
        spans.append(Json::object({{u"name"_s, u"a span with a name %1"_s.arg(i)}}));
    const QByteArray body = Json::object({{u"spans"_s, spans}}).write();
    QVERIFY(body.size() > 64 * 1024);
    server.fail("GET", "/ajax-api/3.0/mlflow/get-trace-artifact", {ServerFault::Kind::Answer, 200, body, {}});
    mlflow::Client client(&m_http, to(server.url()));
    const auto read = run(client.traceSpans(u"tr-1"_s, {}));
    QVERIFY(read);
    QCOMPARE((*read)[u"spans"].size(), 3000);
}

QObject *makeMlflowClientTest()
{
    return new MlflowClientTest;
}

#include "tst_client.moc"
