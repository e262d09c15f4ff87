// SPDX-License-Identifier: Apache-2.0
#include "outboxfixture.h"
#include "support/fakemlflow.h"

#include <QtTest/QSignalSpy>

using namespace Qt::StringLiterals;
using base::Json;
using mlflowtest::makeTrace;
using mlflowtest::OutboxFixture;
using store::OutboxState;
using testsupport::FakeMlflow;
using Fault = FakeMlflow::Fault;
using std::chrono::milliseconds;

namespace {

constexpr auto spansPath = "/v1/traces";
constexpr auto startPath = "/api/3.0/mlflow/traces";
constexpr auto artifactPath = "/api/2.0/mlflow-artifacts/";

Fault answer(int status, const QByteArray &body, const http::Headers &headers = {})
{
    return {Fault::Kind::Answer, status, body, headers};
}

http::Headers page()
{
    return {{"Content-Type"_ba, "text/html"_ba, false}};
}

bool isWhole(const FakeMlflow &server, const trace::TraceRecord &record)
{
    const auto found = server.traces.constFind(trace::mlflowTraceId(record.info.id));
    return found != server.traces.cend() && found->spans.size() == 2 && found->tokens == 15 && !found->info.isNull();
}

/// Of the first needsAttention().
QString messageIn(const QSignalSpy &spy)
{
    return static_cast<const base::Error *>(spy.first().at(1).constData())->message;
}

} // namespace

/// The fault table of reference/mlflow.md 10, row by row, and the rules of its section 0 that the exporter keeps.
class ExportFaultsTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void passingFault_data();
    void passingFault();
    void refusedThenBack();
    void unreachable_data();
    void unreachable();
    void silence();
    void clientDiesBetweenTheSteps();
    void retryAfterIsHonoured();
    void attention_data();
    void attention();
    void loginMended();
    void experimentGone();
    void experimentDeleted();
    void experimentMadeMeanwhile();
    void badDataIsParked_data();
    void badDataIsParked();
    void poisonAmongFifty();
    void serverFaultFiveTimes();
    void serverFaultPasses();
    void keptConnectionClosed();
    void echoDiffers_data();
    void echoDiffers();
    void spansNotStored();
    void oldServerTakesArtifact();
    void oldServerArtifactFails();
    void tooOld();
    void tokensAreRepaired();
    void oneDestinationDoesNotHoldUpAnother();
    void deletedTraceStaysAway();
};

void ExportFaultsTest::passingFault_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("says");
    const QByteArray locked
        = R"({"error_code":"TEMPORARILY_UNAVAILABLE","message":"database is locked [SQL: hush hush]"})";
    const auto add = [&](const char *name, const QByteArray &method, const QByteArray &target, const Fault &fault,
                         const QString &says) { QTest::newRow(name) << method << target << fault << says; };
    add("spans: reset", "POST", spansPath, {Fault::Kind::Reset, 0, {}, {}}, u"without an answer"_s);
    add("spans: stored, answer lost", "POST", spansPath, {Fault::Kind::StoreThenReset, 0, {}, {}},
        u"without an answer"_s);
    add("start: reset", "POST", startPath, {Fault::Kind::Reset, 0, {}, {}}, u"without an answer"_s);
    add("start: stored, answer lost", "POST", startPath, {Fault::Kind::StoreThenReset, 0, {}, {}},
        u"without an answer"_s);
    add("spans: database locked", "POST", spansPath, answer(503, locked), u"503 TEMPORARILY_UNAVAILABLE"_s);
    add("start: database locked", "POST", startPath, answer(503, locked), u"503 TEMPORARILY_UNAVAILABLE"_s);
    add("spans: proxy 502", "POST", spansPath, answer(502, "<html>Bad Gateway</html>", page()), u"proxy"_s);
    add("start: proxy 504", "POST", startPath, answer(504, "<html>Gateway Timeout</html>", page()), u"proxy"_s);
    add("spans: 429", "POST", spansPath, answer(429, "slow down"), u"429"_s);
    add("version: 503", "GET", "/version", answer(503, "<html>", page()), u"proxy"_s);
    add("experiment: 503", "GET", "/api/2.0/mlflow/experiments/get-by-name", answer(503, locked), u"503"_s);
}

void ExportFaultsTest::passingFault()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(Fault, fault);
    QFETCH(QString, says);
    FakeMlflow server;
    // A reset on a kept connection is repeated at once, so the second one counts.
    server.fail(method, target, fault, fault.kind == Fault::Kind::Answer ? 1 : 2);
    OutboxFixture fixture;
    mlflow::Pace pace;
    pace.first = std::chrono::hours(1); // so that the reason stands until it has been read
    pace.longest = std::chrono::hours(1);
    fixture.setPace(pace);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(fixture.row(record.info.id).reason.isEmpty(), false);
    const store::OutboxRow waiting = fixture.row(record.info.id);
    QCOMPARE(waiting.state, OutboxState::Waiting);
    QVERIFY2(waiting.reason.contains(says), qPrintable(waiting.reason));
    QVERIFY(!waiting.reason.contains(u"hush"));
    fixture.exporter().retryNow();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QVERIFY(isWhole(server, record));
    QCOMPARE(server.traces.size(), 1);
    QCOMPARE(server.requests().last().target, QByteArray(startPath));
}

void ExportFaultsTest::refusedThenBack()
{
    FakeMlflow server;
    server.crash();
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.row(record.info.id).reason.contains(u"refused the connection"));
    QTRY_VERIFY(fixture.exporter().status().reason.contains(u"refused the connection"));
    QCOMPARE(fixture.exporter().status().failed, 0);
    server.resume();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QVERIFY(isWhole(server, record));
    QTRY_COMPARE(fixture.exporter().status().waiting, 0);
}

void ExportFaultsTest::unreachable_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("no such name") << u"http://no-such-host.invalid:5000"_s;
    QTest::newRow("no TLS there") << u"https://127.0.0.1:%1"_s;
}

void ExportFaultsTest::unreachable()
{
    QFETCH(QString, url);
    FakeMlflow server;
    OutboxFixture fixture;
    QSignalSpy attention(&fixture.exporter(), &mlflow::Exporter::needsAttention);
    const trace::TraceRecord record = makeTrace();
    const QString port = server.url().section(u':', 2);
    fixture.enqueue(record, fixture.destination(url.contains(u'%') ? url.arg(port) : url));
    fixture.exporter().start();
    QTRY_VERIFY(!fixture.row(record.info.id).reason.isEmpty());
    QVERIFY(fixture.row(record.info.id).state != OutboxState::Failed);
    QCOMPARE(attention.size(), 0);
}

void ExportFaultsTest::silence()
{
    FakeMlflow server;
    server.fail("POST", spansPath, {Fault::Kind::Silence, 0, {}, {}});
    OutboxFixture fixture;
    mlflow::Pace pace;
    pace.first = milliseconds(50);
    pace.answer = milliseconds(300);
    fixture.setPace(pace);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QVERIFY(server.count("POST", spansPath) >= 2);
    QVERIFY(isWhole(server, record));
}

void ExportFaultsTest::clientDiesBetweenTheSteps()
{
    FakeMlflow server("3.10.1");
    server.addsTokens = true;
    server.fail("POST", startPath, {Fault::Kind::Silence, 0, {}, {}});
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(server.count("POST", startPath), 1);
    QVERIFY(!fixture.isSent(record.info.id));
    fixture.restartExporter();
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.posts, 2);
    QVERIFY(isWhole(server, record));
}

void ExportFaultsTest::retryAfterIsHonoured()
{
    FakeMlflow server;
    server.fail("POST", spansPath, answer(429, "later", {{"Retry-After"_ba, "2"_ba, false}}));
    OutboxFixture fixture; // without the header it would try again after 100 ms at most
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    const auto begun = std::chrono::steady_clock::now();
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.count("POST", spansPath), 2);
    QVERIFY(std::chrono::steady_clock::now() - begun >= std::chrono::seconds(2));
}

void ExportFaultsTest::attention_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("says");
    const auto add = [&](const char *name, const QByteArray &method, const QByteArray &target, const Fault &fault,
                         const QString &says) { QTest::newRow(name) << method << target << fault << says; };
    const Fault login = answer(401, "You are not authenticated. Please see ...");
    const Fault permission = answer(403, "Permission denied");
    const Fault hostName = answer(403, "Invalid Host header - possible DNS rebinding attack detected");
    const Fault notFound = answer(404, "<!doctype html><title>404 Not Found</title>", page());
    add("version: 401", "GET", "/version", login, u"login"_s);
    add("spans: 401", "POST", spansPath, login, u"login"_s);
    add("start: 401", "POST", startPath, login, u"login"_s);
    add("spans: 403", "POST", spansPath, permission, u"may only read"_s);
    add("start: 403", "POST", startPath, permission, u"may only read"_s);
    add("create: 403", "POST", "/api/2.0/mlflow/experiments/create", permission, u"may only read"_s);
    add("host", "GET", "/api/2.0/mlflow/experiments", hostName, u"--allowed-hosts 127.0.0.1:"_s);
    add("version: HTML 404", "GET", "/version", notFound, u"prefix"_s);
    add("spans: HTML 404", "POST", spansPath, notFound, u"prefix"_s);
    add("spans: 405", "POST", spansPath, answer(405, R"({"detail":"Method Not Allowed"})"), u"too old"_s);
    add("login page", "GET", "/version", answer(302, "", {{"Location"_ba, "https://sso.example/"_ba, false}}),
        u"elsewhere"_s);
    add("not MLflow", "GET", "/version", answer(200, "<html>hello</html>", page()), u"not MLflow"_s);
}

void ExportFaultsTest::attention()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(Fault, fault);
    QFETCH(QString, says);
    FakeMlflow server;
    server.fail(method, target, fault, 1000);
    OutboxFixture fixture;
    QSignalSpy attention(&fixture.exporter(), &mlflow::Exporter::needsAttention);
    const trace::TraceRecord first = makeTrace(u"one"_s);
    const trace::TraceRecord second = makeTrace(u"two"_s);
    fixture.enqueue(first, fixture.destination(server.url()));
    fixture.enqueue(second, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(attention.size(), 1);
    QVERIFY2(messageIn(attention).contains(says), qPrintable(messageIn(attention)));
    QTRY_COMPARE(fixture.exporter().status().waiting, 2);
    QTRY_VERIFY(fixture.exporter().status().reason.contains(says));
    // The queue stands: what is added now is not sent either, and nothing is dropped.
    const int before = int(server.requests().size());
    const trace::TraceRecord third = makeTrace(u"three"_s);
    fixture.enqueue(third, fixture.destination(server.url()));
    QTRY_VERIFY(fixture.row(third.info.id).reason.contains(says));
    QCOMPARE(int(server.requests().size()), before);
    QCOMPARE(attention.size(), 1);
    QCOMPARE(fixture.row(first.info.id).state, OutboxState::Waiting);
}

void ExportFaultsTest::loginMended()
{
    FakeMlflow server;
    server.authorization = "Basic " + "ada:pw1234"_ba.toBase64();
    OutboxFixture fixture;
    QSignalSpy attention(&fixture.exporter(), &mlflow::Exporter::needsAttention);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(attention.size(), 1);
    fixture.connection.headers = {{"Authorization"_ba, server.authorization, true}};
    fixture.exporter().retryNow();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QVERIFY(isWhole(server, record));
}

void ExportFaultsTest::experimentGone()
{
    FakeMlflow server;
    OutboxFixture fixture;
    const trace::TraceRecord first = makeTrace();
    fixture.enqueue(first, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(first.info.id));
    // As after a server came back with another database.
    server.experiments.clear();
    server.experiments.insert(u"0"_s, {u"Default"_s, false, {}});
    server.experiments.insert(u"77"_s, {u"exp"_s, false, {}});
    QList<trace::TraceRecord> more;
    for (int i = 0; i < 5; ++i) {
        more.append(makeTrace(QString::number(i)));
        fixture.enqueue(more.last(), fixture.destination(server.url()));
    }
    for (const trace::TraceRecord &record : more) {
        QTRY_VERIFY(fixture.isSent(record.info.id));
        QCOMPARE(fixture.row(record.info.id).experimentId, u"77"_s);
        QCOMPARE(server.traces.value(trace::mlflowTraceId(record.info.id)).experimentId, u"77"_s);
    }
}

void ExportFaultsTest::experimentDeleted()
{
    FakeMlflow server;
    OutboxFixture fixture;
    QSignalSpy attention(&fixture.exporter(), &mlflow::Exporter::needsAttention);
    const store::Destination destination = fixture.destination(server.url());
    const trace::TraceRecord first = makeTrace();
    fixture.enqueue(first, destination);
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(first.info.id));
    server.experiments[u"1"_s].deleted = true;
    const trace::TraceRecord second = makeTrace();
    fixture.enqueue(second, destination);
    QTRY_COMPARE(attention.size(), 1);
    QVERIFY(messageIn(attention).contains(u"was deleted"));
    QVERIFY(server.experiments.value(u"1"_s).deleted);
    QTRY_COMPARE(fixture.row(second.info.id).state, OutboxState::Waiting);
    QVERIFY(fixture.exporter().experimentIsDeleted(destination));
    QVERIFY(!fixture.exporter().experimentIsDeleted(fixture.destination(server.url(), u"other"_s)));
    fixture.exporter().restoreExperiment(destination);
    QTRY_VERIFY(fixture.isSent(second.info.id));
    QVERIFY(!fixture.exporter().experimentIsDeleted(destination));
    QVERIFY(!server.experiments.value(u"1"_s).deleted);
}

void ExportFaultsTest::experimentMadeMeanwhile()
{
    FakeMlflow server;
    server.addExperiment(u"exp"_s);
    server.fail("GET", "/api/2.0/mlflow/experiments/get-by-name",
                answer(404, R"({"error_code":"RESOURCE_DOES_NOT_EXIST","message":"Could not find experiment"})"));
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.experiments.size(), 2);
    QCOMPARE(fixture.row(record.info.id).experimentId, u"1"_s);
}

void ExportFaultsTest::badDataIsParked_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("says");
    QTest::newRow("spans 422") << QByteArray(spansPath) << 422 << R"({"detail":"Failed to log OpenTelemetry spans"})"_ba
                               << u"Failed to log OpenTelemetry spans"_s;
    QTest::newRow("spans 400")
        << QByteArray(spansPath) << 400
        << R"({"error_code":"INVALID_PARAMETER_VALUE","message":"'Session ID' exceeds the maximum length"})"_ba
        << u"'Session ID' exceeds"_s;
    QTest::newRow("spans 413") << QByteArray(spansPath) << 413 << "<html>Too Large</html>"_ba << u"size"_s;
    QTest::newRow("start 400")
        << QByteArray(startPath) << 400
        << R"({"error_code":"INVALID_PARAMETER_VALUE","message":"Missing value for required parameter 'trace'"})"_ba
        << u"Missing value"_s;
}

void ExportFaultsTest::badDataIsParked()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, says);
    FakeMlflow server;
    server.fail("POST", target, answer(status, body), 1);
    OutboxFixture fixture;
    const trace::TraceRecord bad = makeTrace();
    fixture.enqueue(bad, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(fixture.row(bad.info.id).state, OutboxState::Failed);
    QVERIFY2(fixture.row(bad.info.id).reason.contains(says), qPrintable(fixture.row(bad.info.id).reason));
    const trace::TraceRecord good = makeTrace();
    fixture.enqueue(good, fixture.destination(server.url()));
    QTRY_VERIFY(fixture.isSent(good.info.id));
    QCOMPARE(fixture.row(bad.info.id).state, OutboxState::Failed);
    fixture.exporter().retryNow(fixture.row(bad.info.id).id);
    QTRY_VERIFY(fixture.isSent(bad.info.id));
}

void ExportFaultsTest::poisonAmongFifty()
{
    FakeMlflow server;
    server.poison = "poison";
    OutboxFixture fixture;
    QList<trace::TraceRecord> records;
    for (int i = 0; i < 50; ++i) {
        trace::TraceRecord record = makeTrace(QString::number(i));
        if (i == 17)
            record.spans.last().name = u"poison"_s;
        records.append(record);
        fixture.enqueue(record, fixture.destination(server.url()));
    }
    fixture.exporter().start();
    for (int i = 0; i < 50; ++i) {
        const trace::TraceId id = records.at(i).info.id;
        if (i == 17)
            QTRY_COMPARE(fixture.row(id).state, OutboxState::Failed);
        else
            QTRY_VERIFY(fixture.isSent(id));
    }
    QCOMPARE(server.traces.size(), 49);
    for (const FakeMlflow::Trace &trace : std::as_const(server.traces))
        QCOMPARE(trace.starts, 1);
    // Batching goes on afterwards.
    const int posts = server.count("POST", spansPath);
    QVERIFY(posts > 50);
    fixture.exporter().stop();
    QTRY_COMPARE(fixture.exporter().running(), 0);
    QList<trace::TraceRecord> more;
    for (int i = 0; i < 20; ++i) {
        more.append(makeTrace());
        fixture.enqueue(more.last(), fixture.destination(server.url()));
    }
    fixture.restartExporter();
    fixture.exporter().start();
    for (const trace::TraceRecord &record : more)
        QTRY_VERIFY(fixture.isSent(record.info.id));
    QVERIFY(server.count("POST", spansPath) <= posts + 3);
}

void ExportFaultsTest::serverFaultFiveTimes()
{
    FakeMlflow server;
    server.fail("POST", spansPath,
                answer(500, R"({"error_code":"INTERNAL_ERROR","message":"(sqlite3.OperationalError) [SQL: hush]"})"),
                5);
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(fixture.row(record.info.id).state, OutboxState::Failed);
    QCOMPARE(server.count("POST", spansPath), 5);
    QVERIFY(fixture.row(record.info.id).reason.contains(u"INTERNAL_ERROR"));
    QVERIFY(!fixture.row(record.info.id).reason.contains(u"hush"));
}

void ExportFaultsTest::serverFaultPasses()
{
    FakeMlflow server;
    server.fail("POST", startPath, answer(500, "Internal Server Error"), 3);
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.posts, 4);
    QVERIFY(isWhole(server, record));
}

void ExportFaultsTest::keptConnectionClosed()
{
    http::ServerLimits limits;
    limits.idle = milliseconds(150);
    FakeMlflow server("3.17.2", limits);
    OutboxFixture fixture;
    const trace::TraceRecord first = makeTrace();
    fixture.enqueue(first, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(first.info.id));
    for (int i = 0; i < 3; ++i) {
        const trace::TraceRecord next = makeTrace();
        QTest::qWait(170 - 10 * i);
        fixture.enqueue(next, fixture.destination(server.url()));
        QTRY_VERIFY(fixture.isSent(next.info.id));
        QCOMPARE(fixture.row(next.info.id).attempts, 1);
    }
}

void ExportFaultsTest::echoDiffers_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::newRow("state") << u"state"_s << u"STATE_UNSPECIFIED"_s;
    QTest::newRow("time") << u"request_time"_s << u"1970-01-01T00:00:00Z"_s;
    QTest::newRow("duration") << u"execution_duration"_s << u"0s"_s;
    QTest::newRow("id") << u"trace_id"_s << u""_s;
}

void ExportFaultsTest::echoDiffers()
{
    QFETCH(QString, key);
    QFETCH(QString, value);
    FakeMlflow server;
    int left = 2;
    server.echo = [&](Json info) {
        if (left-- > 0)
            info.insert(key, value);
        return info;
    };
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.posts, 3);
    QVERIFY(isWhole(server, record));
    left = 1000;
    fixture.enqueue(record, fixture.destination(server.url()));
    QTRY_COMPARE(fixture.row(record.info.id).state, OutboxState::Failed);
    QVERIFY(fixture.row(record.info.id).reason.contains(key));
}

void ExportFaultsTest::spansNotStored()
{
    FakeMlflow server;
    server.dropsSpans = true;
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(fixture.row(record.info.id).state, OutboxState::Failed);
    QCOMPARE(server.posts, 5);
    QVERIFY(server.artifacts.isEmpty());
    server.dropsSpans = false;
    fixture.exporter().retryNow();
    QTRY_VERIFY(fixture.isSent(record.info.id));
}

void ExportFaultsTest::oldServerTakesArtifact()
{
    FakeMlflow server("3.5.1");
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.count("POST", spansPath), 0);
    const QString path = u"1/traces/%1/artifacts/traces.json"_s.arg(trace::mlflowTraceId(record.info.id));
    QVERIFY(server.artifacts.contains(path));
    const Json artifact = *Json::parse(server.artifacts.value(path));
    QCOMPARE(artifact[u"spans"].size(), 2);
    QCOMPARE(artifact[u"spans"].at(0)[u"attributes"][u"mlflow.spanType"].toString(), u"\"CHAIN\""_s);
}

void ExportFaultsTest::oldServerArtifactFails()
{
    FakeMlflow server("3.4.0");
    server.fail("PUT", artifactPath, answer(500, "Internal Server Error"), 7);
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.count("PUT", artifactPath), 8);
    QCOMPARE(server.artifacts.size(), 1);
}

void ExportFaultsTest::tooOld()
{
    FakeMlflow server("2.22.5");
    OutboxFixture fixture;
    QSignalSpy attention(&fixture.exporter(), &mlflow::Exporter::needsAttention);
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_COMPARE(attention.size(), 1);
    QVERIFY(messageIn(attention).contains(u"2.22.5, too old"));
    QTRY_COMPARE(fixture.row(record.info.id).state, OutboxState::Waiting);
    QVERIFY(server.experiments.size() == 1);
}

void ExportFaultsTest::tokensAreRepaired()
{
    FakeMlflow server("3.6.0");
    server.addsTokens = true;
    server.fail("POST", spansPath, {Fault::Kind::StoreThenReset, 0, {}, {}}, 3);
    OutboxFixture fixture;
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QCOMPARE(server.posts, 4);
    QVERIFY(isWhole(server, record));
}

void ExportFaultsTest::oneDestinationDoesNotHoldUpAnother()
{
    FakeMlflow dead, silent, good;
    dead.crash();
    silent.fail("GET", "/version", {Fault::Kind::Silence, 0, {}, {}}, 1000);
    OutboxFixture fixture;
    for (int i = 0; i < 20; ++i) {
        fixture.enqueue(makeTrace(), fixture.destination(dead.url()));
        fixture.enqueue(makeTrace(), fixture.destination(silent.url()));
    }
    const trace::TraceRecord record = makeTrace();
    fixture.enqueue(record, fixture.destination(good.url()));
    fixture.exporter().start();
    QTRY_VERIFY(fixture.isSent(record.info.id));
    QVERIFY(isWhole(good, record));
}

void ExportFaultsTest::deletedTraceStaysAway()
{
    FakeMlflow server;
    server.crash();
    OutboxFixture fixture;
    const trace::TraceRecord gone = makeTrace();
    const trace::TraceRecord kept = makeTrace();
    fixture.enqueue(gone, fixture.destination(server.url()));
    fixture.enqueue(kept, fixture.destination(server.url()));
    fixture.exporter().start();
    QTRY_VERIFY(!fixture.row(kept.info.id).reason.isEmpty());
    mlflowtest::get(fixture.store().removeTrace(gone.info.id));
    server.resume();
    QTRY_VERIFY(fixture.isSent(kept.info.id));
    QCOMPARE(server.traces.size(), 1);
}

QObject *makeExportFaultsTest()
{
    return new ExportFaultsTest;
}

#include "tst_exportfaults.moc"
