// SPDX-License-Identifier: Apache-2.0
#include "app/gateway/recordingsink.h"
#include "app/gateway/replayserver.h"
#include "base/redactor.h"
#include "base/taskscope.h"
#include "gateway/gatewayclient.h"
#include "support/recording.h"
#include "support/testmain.h"

#include <QtCore/QElapsedTimer>

using namespace Qt::StringLiterals;
using gateway::CallOutcome;
using gateway::ChatCall;
using gateway::GatewayClient;
using llm::TurnState;

namespace {

QCoro::Task<> run(GatewayClient *client, ChatCall call, std::shared_ptr<CallOutcome> result,
                  std::shared_ptr<bool> ended, std::shared_ptr<gateway::CallSink> sink, std::stop_token stop)
{
    CallOutcome outcome = co_await client->complete(std::move(call), std::move(sink), stop);
    *result = std::move(outcome);
    *ended = true;
}

} // namespace

/// Against a real server on loopback: what leaves, what comes back, how it ends.
class GatewayClientTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void requestIsWhatKongWants();
    void plainRequestAsksForJson();
    void ownHeadersWin();
    void recordedAnswers_data();
    void recordedAnswers();
    void eventsArriveOneByOne();
    void silenceTimesOut();
    void stopClosesAtOnce();
    void stoppedScopeTouchesNothing();
    void endMarkerWithoutEndOfMessage();
    void lengthThatLies();
    void closedPort();
    void redirectIsNotFollowed();
    void manyCallsAtOnce();
    void keptWireHoldsNoSecret_data();
    void keptWireHoldsNoSecret();
    void wireIsKeptOnRequestOnly();

protected:
    void prepare() override;

private:
    ChatCall call(bool streams = true) const;
    CallOutcome complete(const ChatCall &call);

    std::unique_ptr<ReplayServer> m_server;
    std::unique_ptr<http::Client> m_http;
    std::unique_ptr<base::Redactor> m_redactor;
    std::unique_ptr<GatewayClient> m_client;
    std::shared_ptr<RecordingSink> m_sink;
};

void GatewayClientTest::prepare()
{
    m_client.reset();
    m_http.reset();
    m_server = std::make_unique<ReplayServer>();
    m_http = std::make_unique<http::Client>();
    m_redactor = std::make_unique<base::Redactor>();
    m_client = std::make_unique<GatewayClient>(m_http.get(), m_redactor.get());
    m_sink = std::make_shared<RecordingSink>();
}

ChatCall GatewayClientTest::call(bool streams) const
{
    ChatCall call;
    call.endpoint.url = m_server->url(u"/v1/chat/completions"_s);
    call.request.model = u"gpt-4o-mini"_s;
    call.request.messages = {llm::Message::text(u"user"_s, u"What is Kong?"_s)};
    call.request.stream = streams;
    return call;
}

CallOutcome GatewayClientTest::complete(const ChatCall &call)
{
    const auto result = std::make_shared<CallOutcome>();
    const auto ended = std::make_shared<bool>(false);
    base::TaskScope scope;
    scope.start(run(m_client.get(), call, result, ended, m_sink, scope.token()));
    if (!QTest::qWaitFor([&ended] { return *ended; }, 30000))
        qWarning("the call did not end");
    return *result;
}

void GatewayClientTest::requestIsWhatKongWants()
{
    m_server->setAnswers({ReplayServer::recorded(u"kong/010-stream.http"_s)});
    ChatCall used = call();
    used.endpoint.headers = {{"apikey", "demo-key", true}};
    used.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"_ba;
    QCOMPARE(complete(used).state, TurnState::Done);

    QCOMPARE(m_server->requests().size(), 1);
    const http::ServerRequest request = m_server->requests().first();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.target, "/v1/chat/completions");
    QCOMPARE(request.body, used.request.bytes());
    const auto header = [&request](const char *name) { return http::headerValue(request.headers, name); };
    QCOMPARE(header("accept"), "text/event-stream, application/json");
    QCOMPARE(header("accept-encoding"), "identity");
    QCOMPARE(header("content-type"), "application/json");
    QCOMPARE(header("user-agent"), "Spanway/" SPANWAY_VERSION);
    QCOMPARE(header("traceparent"), used.traceparent);
    QCOMPARE(header("apikey"), "demo-key");
    QVERIFY(!http::hasHeader(request.headers, "tracestate"));
    QVERIFY(!http::hasHeader(request.headers, "expect"));
}

void GatewayClientTest::plainRequestAsksForJson()
{
    m_server->setAnswers({ReplayServer::recorded(u"kong/001-chat-plain.http"_s)});
    const CallOutcome outcome = complete(call(false));
    QCOMPARE(outcome.state, TurnState::Done);
    QCOMPARE(outcome.reply.text(), u"Kong is a gateway. It sits between your client and the model."_s);
    QCOMPARE(m_sink->plain.size(), 1);
    QCOMPARE(http::headerValue(m_server->requests().first().headers, "accept"), "application/json");
    QVERIFY(!http::hasHeader(m_server->requests().first().headers, "traceparent"));
    QVERIFY(outcome.kong.upstreamLatencyMs);
}

void GatewayClientTest::ownHeadersWin()
{
    m_server->setAnswers({ReplayServer::recorded(u"kong/010-stream.http"_s)});
    ChatCall used = call();
    used.endpoint.headers = {{"user-agent", "mine", false}};
    complete(used);
    int agents = 0;
    for (const http::Header &header : m_server->requests().first().headers)
        agents += header.name.compare("User-Agent", Qt::CaseInsensitive) == 0;
    QCOMPARE(agents, 1);
    QCOMPARE(http::headerValue(m_server->requests().first().headers, "user-agent"), "mine");
}

void GatewayClientTest::recordedAnswers_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, TurnState state, int status) { QTest::newRow(name) << int(state) << status; };
    row("010-stream", TurnState::Done, 200);
    row("018-stream-nodone", TurnState::Done, 200);
    row("170-stream-cut", TurnState::Incomplete, 200);
    row("171-stream-cut-clean", TurnState::Incomplete, 200);
    row("175-stream-inband-error", TurnState::Failed, 200);
    row("176-stream-plain-json", TurnState::Failed, 0);
    row("177-stream-gzipped", TurnState::Done, 200);
    row("178-stream-crlf", TurnState::Done, 200);
    row("160-upstream-html-503", TurnState::Failed, 0);
    row("400-key-missing", TurnState::Failed, 401);
    row("515-rate-chat-stream-429", TurnState::Failed, 429);
    row("606-https-only", TurnState::Failed, 426);
    row("206-anthropic-529", TurnState::Failed, 529);
    row("061-expect-continue", TurnState::Done, 200);
}

void GatewayClientTest::recordedAnswers()
{
    QFETCH(int, state);
    QFETCH(int, status);
    QString path = u"kong/%1.http"_s.arg(QString::fromLatin1(QTest::currentDataTag()));
    m_server->setAnswers({ReplayServer::recorded(path)});
    const CallOutcome outcome = complete(call());
    if (outcome.state != TurnState(state))
        QFAIL(qPrintable(llm::turnStateName(outcome.state) + u": "_s
                         + outcome.error.value_or(base::Error::cancelled()).message));
    QCOMPARE(outcome.head.status, status);
    QCOMPARE(m_server->requests().size(), 1); // never a second time
    QVERIFY(outcome.transport.timings.end);
    QVERIFY(!outcome.transport.wire.isEmpty());
}

void GatewayClientTest::eventsArriveOneByOne()
{
    const testsupport::Recording recording
        = testsupport::readRecording(u"autolog/21-stream-without-usage/response.http"_s);
    ReplayServer::Answer answer;
    const qsizetype body = recording.raw.indexOf("\r\n\r\n") + 4;
    answer.pieces = {recording.raw.first(body)};
    qsizetype at = body;
    while (at < recording.raw.size()) {
        const qsizetype next = recording.raw.indexOf("\n\n\r\n", at);
        const qsizetype end = next < 0 ? recording.raw.size() : next + 4;
        answer.pieces.append(recording.raw.sliced(at, end - at));
        at = end;
    }
    answer.pause = std::chrono::milliseconds(20);
    m_server->setAnswers({answer});
    const CallOutcome outcome = complete(call());
    QCOMPARE(outcome.state, TurnState::Done);
    QVERIFY(m_sink->times.size() > 3);
    for (qsizetype i = 1; i < m_sink->times.size(); ++i)
        QVERIFY(m_sink->times.at(i) >= m_sink->times.at(i - 1));
    QVERIFY(m_sink->times.last() - m_sink->times.first() >= std::chrono::milliseconds(20));
    QVERIFY(*outcome.tokens.firstToken > outcome.transport.timings.start);
}

void GatewayClientTest::silenceTimesOut()
{
    ReplayServer::Answer answer;
    answer.pieces = {testsupport::readRecording(u"kong/010-stream.http"_s).raw.first(1500)};
    answer.end = ReplayServer::End::Silence;
    m_server->setAnswers({answer});
    ChatCall used = call();
    used.endpoint.idleTimeout = std::chrono::milliseconds(300);
    const CallOutcome outcome = complete(used);
    QCOMPARE(outcome.state, TurnState::TimedOut);
    QCOMPARE(outcome.error->kind, base::ErrorKind::Timeout);
    QVERIFY(!outcome.reply.text().isEmpty() || outcome.reply.chunkCount > 0);
}

void GatewayClientTest::stopClosesAtOnce()
{
    ReplayServer::Answer answer;
    answer.pieces = {testsupport::readRecording(u"kong/010-stream.http"_s).raw.first(2000)};
    answer.end = ReplayServer::End::Silence;
    m_server->setAnswers({answer});
    const auto result = std::make_shared<CallOutcome>();
    const auto ended = std::make_shared<bool>(false);
    base::TaskScope scope;
    scope.start(run(m_client.get(), call(), result, ended, m_sink, scope.token()));
    QTRY_VERIFY(!m_sink->text().isEmpty());
    const qsizetype heard = m_sink->events.size();
    scope.requestStop();
    QTRY_VERIFY(*ended);
    QCOMPARE(result->state, TurnState::Stopped);
    QCOMPARE(result->reply.text(), m_sink->text());
    QCOMPARE(m_sink->events.size(), heard);
    QVERIFY(result->transport.timings.end);
    QVERIFY(result->transport.timings.headerEnd);
    QVERIFY(*result->tokens.firstToken > result->transport.timings.start);
    QByteArray received;
    for (const http::WireEntry &entry : result->transport.wire) {
        if (entry.direction == http::WireEntry::Direction::Received)
            received += entry.bytes;
    }
    // The head differs: the cookie in it is masked.
    const QByteArray body = answer.pieces.first().mid(answer.pieces.first().indexOf("\r\n\r\n"));
    QCOMPARE(received.mid(received.indexOf("\r\n\r\n")), body);
    QVERIFY(result->transport.remoteAddress.startsWith("127.0.0.1:"_L1));
    QTRY_COMPARE(m_server->hangUps(), 1);
    QCOMPARE(scope.running(), 0);
}

void GatewayClientTest::stoppedScopeTouchesNothing()
{
    ReplayServer::Answer answer;
    answer.end = ReplayServer::End::Silence;
    m_server->setAnswers({answer});
    const auto result = std::make_shared<CallOutcome>();
    const auto ended = std::make_shared<bool>(false);
    {
        base::TaskScope scope;
        scope.start(run(m_client.get(), call(), result, ended, m_sink, scope.token()));
        QTRY_COMPARE(m_server->requests().size(), 1);
    }
    m_client.reset();
    QTRY_VERIFY(*ended);
    QCOMPARE(result->state, TurnState::Stopped);
    QTRY_COMPARE(m_server->hangUps(), 1);
}

void GatewayClientTest::endMarkerWithoutEndOfMessage()
{
    ReplayServer::Answer answer;
    answer.pieces = {"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "e\r\ndata: [DONE]\n\n\r\n"};
    answer.end = ReplayServer::End::Silence;
    m_server->setAnswers({answer});
    QElapsedTimer timer;
    timer.start();
    const CallOutcome outcome = complete(call());
    QCOMPARE(outcome.state, TurnState::Done);
    QVERIFY(timer.elapsed() < 20000); // not the idle time of 300 s
}

void GatewayClientTest::lengthThatLies()
{
    // response-ratelimiting: the body follows a Content-Length of 0 (kong.md 0b).
    const testsupport::Recording lie = testsupport::readRecording(u"kong/533-response-rate-3.http"_s);
    ReplayServer::Answer answer;
    answer.pieces = {lie.raw};
    m_server->setAnswers({answer, ReplayServer::recorded(u"kong/010-stream.http"_s)});
    const CallOutcome refused = complete(call());
    QCOMPARE(refused.state, TurnState::Failed);
    QCOMPARE(refused.head.status, 429);
    const CallOutcome next = complete(call());
    QCOMPARE(next.state, TurnState::Done);
    QCOMPARE(next.head.status, 200);
}

void GatewayClientTest::closedPort()
{
    ChatCall used = call();
    m_server.reset();
    const CallOutcome outcome = complete(used);
    QCOMPARE(outcome.state, TurnState::Failed);
    QCOMPARE(outcome.error->kind, base::ErrorKind::Connect);
    QCOMPARE(outcome.head.status, 0);
}

void GatewayClientTest::redirectIsNotFollowed()
{
    ReplayServer::Answer answer;
    answer.pieces
        = {"HTTP/1.1 307 Temporary Redirect\r\nLocation: https://other.example/v1\r\nContent-Length: 0\r\n\r\n"};
    m_server->setAnswers({answer});
    const CallOutcome outcome = complete(call());
    QCOMPARE(outcome.state, TurnState::Failed);
    QVERIFY(outcome.error->message.contains("https://other.example/v1"_L1));
    QCOMPARE(m_server->requests().size(), 1);
}

void GatewayClientTest::manyCallsAtOnce()
{
    m_server->setAnswers({ReplayServer::recorded(u"kong/010-stream.http"_s)});
    base::TaskScope scope;
    QList<std::shared_ptr<CallOutcome>> results;
    QList<std::shared_ptr<bool>> ends;
    for (int i = 0; i < 64; ++i) {
        results.append(std::make_shared<CallOutcome>());
        ends.append(std::make_shared<bool>(false));
        scope.start(
            run(m_client.get(), call(), results.last(), ends.last(), std::make_shared<RecordingSink>(), scope.token()));
    }
    QTRY_COMPARE_WITH_TIMEOUT(scope.running(), 0, 30000);
    for (const auto &result : results) {
        QCOMPARE(result->state, TurnState::Done);
        QCOMPARE(result->reply.text(), u"Kong is a gateway. Grüße, 世界 🦍!"_s);
    }
    QCOMPARE(m_server->requests().size(), 64);
}

void GatewayClientTest::keptWireHoldsNoSecret_data()
{
    QTest::addColumn<int>("padding");
    QTest::newRow("short") << 10;
    QTest::newRow("long, so in the thread pool") << 400 * 1024;
}

void GatewayClientTest::keptWireHoldsNoSecret()
{
    QFETCH(int, padding);
    m_redactor->addSecret(u"sk-canary-0123"_s);
    const QByteArray body
        = R"({"choices":[{"message":{"content":"you sent sk-canary-0123"}}],"x":")" + QByteArray(padding, 'x') + "\"}";
    m_server->setAnswers({ReplayServer::json(200, body)});
    ChatCall used = call(false);
    used.endpoint.headers = {{"Authorization", "Bearer sk-canary-0123", true}};
    const CallOutcome outcome = complete(used);
    QCOMPARE(http::headerValue(m_server->requests().first().headers, "authorization"), "Bearer sk-canary-0123");
    QCOMPARE(outcome.reply.text(), u"you sent [redacted]"_s);
    qsizetype bytes = 0;
    for (const http::WireEntry &entry : outcome.transport.wire) {
        bytes += entry.bytes.size();
        QVERIFY(!entry.bytes.contains("canary"));
    }
    QVERIFY(bytes > padding);
}

void GatewayClientTest::wireIsKeptOnRequestOnly()
{
    m_server->setAnswers({ReplayServer::recorded(u"kong/010-stream.http"_s)});
    ChatCall used = call();
    used.keepWire = false;
    QVERIFY(complete(used).transport.wire.isEmpty());
}

QObject *makeGatewayClientTest()
{
    return new GatewayClientTest;
}

#include "tst_gatewayclient.moc"
