// SPDX-License-Identifier: Apache-2.0
#include "app/gateway/recordingsink.h"
#include "base/redactor.h"
#include "gateway/callreader.h"
#include "support/recording.h"
#include "support/testmain.h"

using namespace Qt::StringLiterals;
using gateway::CallOutcome;
using gateway::CallReader;
using llm::TurnState;

namespace {

/// How the transport told the end of a hand-made answer.
enum class End { Clean, Cut, Late, NeverBegan, Stopped };

http::Outcome transportOf(End end)
{
    http::Outcome outcome;
    outcome.headComplete = end != End::NeverBegan;
    outcome.timings.start = base::MonoTime(std::chrono::seconds(1));
    if (end == End::Cut || end == End::NeverBegan) {
        outcome.error = base::Error(base::ErrorKind::Incomplete, u"cut"_s);
        outcome.possiblyProcessed = true;
    } else if (end == End::Late) {
        outcome.error = base::Error(base::ErrorKind::Timeout, u"late"_s);
    } else if (end == End::Stopped) {
        outcome.error = base::Error::cancelled();
    }
    return outcome;
}

gateway::ChatCall callOf(bool streams, qsizetype bodySize = 100)
{
    gateway::ChatCall call;
    call.endpoint.url = u"http://h:8000/v1/chat/completions"_s;
    call.request.stream = streams;
    call.request.messages = {llm::Message::text(u"user"_s, QString(bodySize, u'x'))};
    return call;
}

http::Head headOf(int status, const http::Headers &headers)
{
    http::Head head;
    head.status = status;
    head.headers = headers;
    return head;
}

http::Headers events()
{
    return {{"Content-Type", "text/event-stream; charset=utf-8"}, {"X-Kong-Request-Id", "0123"}};
}

http::Headers json()
{
    return {{"Content-Type", "application/json"}, {"X-Kong-Request-Id", "0123"}};
}

/// One chat answer, read.
struct Reading
{
    std::shared_ptr<RecordingSink> sink = std::make_shared<RecordingSink>();
    CallOutcome outcome;
};

Reading read(const gateway::ChatCall &call, const http::Head &head, const QList<QByteArray> &pieces, End end,
             const base::Redactor *redactor = nullptr)
{
    Reading reading;
    CallReader reader(call, reading.sink, redactor);
    if (head.status != 0)
        reader.head(head);
    base::MonoTime at(std::chrono::seconds(1));
    for (const QByteArray &piece : pieces)
        reader.data(piece, at += std::chrono::milliseconds(10));
    reading.outcome = reader.finish(transportOf(end), end == End::Stopped);
    return reading;
}

Reading readRecorded(const QString &path, const gateway::ChatCall &call, bool bytewise = false)
{
    const testsupport::Recording recording = testsupport::readRecording(path);
    http::Head head;
    head.status = recording.status;
    for (const auto &[name, value] : recording.headers)
        head.headers.append({name, value, false});
    QList<QByteArray> pieces = recording.chunks;
    if (bytewise) {
        pieces.clear();
        for (const char c : recording.body)
            pieces.append(QByteArray(1, c));
    }
    const End end = recording.status == 0 ? End::NeverBegan : recording.complete ? End::Clean : End::Cut;
    return read(call, head, pieces, end);
}

QByteArray chunk(const QByteArray &delta, const QByteArray &more = {})
{
    return R"(data: {"id":"c","choices":[{"index":0,"delta":)" + delta + more + "}]}\n\n";
}

const QByteArray hello = chunk(R"({"role":"assistant","content":"Hel"})") + chunk(R"({"content":"lo"})");
const QByteArray stop = chunk("{}", R"(,"finish_reason":"stop")");

} // namespace

class CallReaderTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void recordedAnswers_data();
    void recordedAnswers();
    void judgesStreams_data();
    void judgesStreams();
    void judgesPlainAnswers_data();
    void judgesPlainAnswers();
    void streamWithoutItsContentType();
    void jsonUnderTheNameOfAStream();
    void doubledLastEventIsTakenBack();
    void tokensAreStampedWhenTheyArrive();
    void toolCallIsAToken();
    void errorBodyNeverBecomesEvents();
    void longHistoryIsNamed();
    void malformedEventEndsTheReading();
    void nothingAfterTheEndMarkerCounts();
    void stopKeepsWhatCame();
    void silencedSinkHearsNothing();
    void secretsAreMaskedEverywhere();
    void zeroBytesNameWhatHappened();
    void headReachesTheSinkFirst();
};

void CallReaderTest::recordedAnswers_data()
{
    QTest::addColumn<bool>("streams");
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("streamed");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, bool streams, TurnState state, bool streamed, const QString &text) {
        QTest::newRow(name) << streams << int(state) << streamed << text;
    };
    const QString kong = u"Kong is a gateway. Grüße, 世界 🦍!"_s;
    row("kong/010-stream", true, TurnState::Done, true, kong);
    row("kong/011-stream-usage", true, TurnState::Done, true, kong);
    row("kong/014-stream-length", true, TurnState::Done, true, kong);
    row("kong/018-stream-nodone", true, TurnState::Done, true, kong);
    row("kong/170-stream-cut", true, TurnState::Incomplete, true, u"Kong is a gateway"_s);
    row("kong/171-stream-cut-clean", true, TurnState::Incomplete, true, u"Kong is a gateway"_s);
    row("kong/173-stream-stall", true, TurnState::Incomplete, true, u"Kong is a"_s);
    row("kong/174-stream-cut-buffered", true, TurnState::Incomplete, true, u"Kong is a gateway"_s);
    row("kong/175-stream-inband-error", true, TurnState::Failed, true, u"Kong"_s);
    row("kong/176-stream-plain-json", true, TurnState::Failed, false, QString());
    row("kong/178-stream-crlf", true, TurnState::Done, true, u"Kong is a gateway."_s);
    row("kong/179-preserve-cut", true, TurnState::Incomplete, true, u"Kong is a gateway"_s);
    row("kong/001-chat-plain", false, TurnState::Done, false,
        u"Kong is a gateway. It sits between your client and the model."_s);
    row("kong/160-upstream-html-503", false, TurnState::Failed, false, QString());
    row("kong/544-cache-stream-hit", true, TurnState::Done, true, kong);
    row("kong/515-rate-chat-stream-429", true, TurnState::Failed, false, QString());
    row("kong/214-gemini-400-stream", true, TurnState::Failed, false, QString());
    row("autolog/29-stream-empty/response", true, TurnState::Done, true, QString());
    row("autolog/46-error-200-not-json/response", false, TurnState::Done, false, QString());
    row("autolog/49-stream-ends-early/response", true, TurnState::Incomplete, true, u"Silent layers learn,\n"_s);
    row("autolog/51-stream-bad-json/response", true, TurnState::Incomplete, true, u"Par"_s);
}

void CallReaderTest::recordedAnswers()
{
    QFETCH(bool, streams);
    QFETCH(int, state);
    QFETCH(bool, streamed);
    QFETCH(QString, text);
    const QString path = QString::fromLatin1(QTest::currentDataTag()) + u".http"_s;
    for (const bool bytewise : {false, true}) {
        const Reading reading = readRecorded(path, callOf(streams), bytewise);
        QCOMPARE(llm::turnStateName(reading.outcome.state), llm::turnStateName(TurnState(state)));
        QCOMPARE(reading.outcome.streamed, streamed);
        QCOMPARE(reading.outcome.reply.text(), text);
        QCOMPARE(reading.outcome.error.has_value(), reading.outcome.state != TurnState::Done);
        if (reading.outcome.error)
            QVERIFY(!reading.outcome.error->message.isEmpty());
    }
}

void CallReaderTest::judgesStreams_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("state");
    const auto row = [](const char *name, const QByteArray &body, End end, TurnState state) {
        QTest::newRow(name) << body << int(end) << int(state);
    };
    row("end marker, no finish reason", hello + "data: [DONE]", End::Clean, TurnState::Done);
    row("end marker, then the cable", hello + "data: [DONE]\n\n", End::Cut, TurnState::Done);
    row("finish reason, no end marker", hello + stop, End::Clean, TurnState::Done);
    row("finish reason, then a cut", hello + stop, End::Cut, TurnState::Incomplete);
    row("neither", hello, End::Clean, TurnState::Incomplete);
    row("half an event at the end", hello + "data: {\"id\":\"c\",\"cho", End::Clean, TurnState::Incomplete);
    row("half an event after the finish reason", hello + stop + "data: {\"id\":", End::Clean, TurnState::Incomplete);
    row("half an event and a cut", hello + "data: {\"id\":\"c\",\"cho", End::Cut, TurnState::Incomplete);
    row("silence", hello, End::Late, TurnState::TimedOut);
    row("nothing at all", QByteArray(), End::Clean, TurnState::Incomplete);
    row("comments only", ": ping\n\n", End::Clean, TurnState::Incomplete);
    row("cut before the first event", QByteArray(), End::Cut, TurnState::Incomplete);
    row("error event", hello + "data: {\"error\":{\"message\":\"m\"}}\n\n", End::Clean, TurnState::Failed);
    row("error event without newline", "data: {\"error\": true, \"message\": \"m\"}", End::Clean, TurnState::Failed);
    row("error event, then a cut", "data: {\"error\":\"m\"}\n\n", End::Cut, TurnState::Failed);
    row("not JSON", hello + "data: oops\n\n" + stop, End::Clean, TurnState::Incomplete);
    row("stopped", hello, End::Stopped, TurnState::Stopped);
    row("stopped after the end marker", hello + "data: [DONE]\n\n", End::Stopped, TurnState::Done);
}

void CallReaderTest::judgesStreams()
{
    QFETCH(QByteArray, body);
    QFETCH(int, end);
    QFETCH(int, state);
    const Reading reading = read(callOf(true), headOf(200, events()), {body}, End(end));
    QCOMPARE(llm::turnStateName(reading.outcome.state), llm::turnStateName(TurnState(state)));
    QCOMPARE(reading.outcome.error.has_value(), reading.outcome.state != TurnState::Done);
    QVERIFY(reading.outcome.streamed);
    if (body.startsWith(hello)) {
        QCOMPARE(reading.outcome.reply.text(), u"Hello"_s);
        QCOMPARE(reading.outcome.tokens.contentEvents, 2);
    }
    if (reading.outcome.error && reading.outcome.state != TurnState::Stopped) {
        QCOMPARE(reading.outcome.error->requestId, u"0123"_s);
        QVERIFY(reading.outcome.error->message.contains(u' '));
    }
}

void CallReaderTest::judgesPlainAnswers_data()
{
    QTest::addColumn<bool>("streams");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("end");
    QTest::addColumn<int>("state");
    const QByteArray chat = R"({"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}]})";
    QTest::newRow("chat") << false << chat << int(End::Clean) << int(TurnState::Done);
    QTest::newRow("chat though a stream was asked for") << true << chat << int(End::Clean) << int(TurnState::Done);
    QTest::newRow("cut") << false << chat.first(20) << int(End::Cut) << int(TurnState::Incomplete);
    QTest::newRow("late") << false << chat.first(20) << int(End::Late) << int(TurnState::TimedOut);
    QTest::newRow("empty") << false << QByteArray() << int(End::Clean) << int(TurnState::Incomplete);
    QTest::newRow("blank") << true << "  \n"_ba << int(End::Clean) << int(TurnState::Incomplete);
    QTest::newRow("error with status 200")
        << false << R"({"error":{"message":"m"}})"_ba << int(End::Clean) << int(TurnState::Failed);
    QTest::newRow("page, as autolog takes it") << false << "<html>"_ba << int(End::Clean) << int(TurnState::Done);
    QTest::newRow("page instead of a stream") << true << "<html>"_ba << int(End::Clean) << int(TurnState::Failed);
    QTest::newRow("gzip nobody asked for")
        << false << "\x1f\x8b\x08\x01"_ba << int(End::Clean) << int(TurnState::Failed);
    QTest::newRow("stopped") << false << chat.first(9) << int(End::Stopped) << int(TurnState::Stopped);
}

void CallReaderTest::judgesPlainAnswers()
{
    QFETCH(bool, streams);
    QFETCH(QByteArray, body);
    QFETCH(int, end);
    QFETCH(int, state);
    const Reading reading = read(callOf(streams), headOf(200, json()), {body}, End(end));
    QCOMPARE(llm::turnStateName(reading.outcome.state), llm::turnStateName(TurnState(state)));
    QVERIFY(!reading.outcome.streamed);
    QCOMPARE(reading.outcome.error.has_value(), reading.outcome.state != TurnState::Done);
    QVERIFY(reading.sink->events.isEmpty());
    QCOMPARE(reading.outcome.tokens.contentEvents, 0);
}

void CallReaderTest::streamWithoutItsContentType()
{
    const QByteArray body = hello + "data: [DONE]";
    const Reading reading = read(callOf(true), headOf(200, {{"Content-Type", "text/plain"}}),
                                 {body.first(2), body.sliced(2, 3), body.sliced(5)}, End::Clean);
    QCOMPARE(reading.outcome.state, TurnState::Done);
    QVERIFY(reading.outcome.streamed);
    QCOMPARE(reading.sink->text(), u"Hello"_s);
}

void CallReaderTest::jsonUnderTheNameOfAStream()
{
    const Reading error
        = read(callOf(true), headOf(200, events()), {R"({"error":{"message":"no )", R"(quota"}})"}, End::Clean);
    QCOMPARE(error.outcome.state, TurnState::Failed);
    QCOMPARE(error.outcome.apiMessage, u"no quota"_s);
    QVERIFY(error.outcome.error->message.contains("no quota"_L1));

    const Reading whole
        = read(callOf(true), headOf(200, events()), {R"({"choices":[{"message":{"content":"Hello"}}]})"}, End::Clean);
    QCOMPARE(whole.outcome.state, TurnState::Done);
    QVERIFY(!whole.outcome.streamed);
    QCOMPARE(whole.outcome.reply.text(), u"Hello"_s);
    QCOMPARE(whole.sink->plain.size(), 1);
}

void CallReaderTest::doubledLastEventIsTakenBack()
{
    const QByteArray last = chunk(R"({"content":"lo"})");
    const Reading cut = read(callOf(true), headOf(200, events()), {hello, last}, End::Cut);
    QCOMPARE(cut.outcome.reply.text(), u"Hello"_s);
    QCOMPARE(cut.outcome.tokens.contentEvents, 2);
    QCOMPARE(cut.outcome.tokens.lastToken, std::optional(base::MonoTime(std::chrono::milliseconds(1010))));
    // A stream that ended well may say the same twice.
    const Reading whole = read(callOf(true), headOf(200, events()), {hello, last, "data: [DONE]"}, End::Clean);
    QCOMPARE(whole.outcome.reply.text(), u"Hellolo"_s);
}

void CallReaderTest::tokensAreStampedWhenTheyArrive()
{
    const Reading reading = read(callOf(true), headOf(200, events()),
                                 {chunk(R"({"role":"assistant","content":""})"), chunk(R"({"reasoning_content":"r"})"),
                                  chunk(R"({"content":"a"})"), chunk(R"({"content":"b"})"), stop + "data: [DONE]"},
                                 End::Clean);
    const auto at
        = [](int milliseconds) { return std::optional(base::MonoTime(std::chrono::milliseconds(milliseconds))); };
    QCOMPARE(reading.outcome.tokens.firstToken, at(1020));
    QCOMPARE(reading.outcome.tokens.firstText, at(1030));
    QCOMPARE(reading.outcome.tokens.lastToken, at(1040));
    QCOMPARE(reading.outcome.tokens.contentEvents, 3);
    QCOMPARE(reading.sink->times.size(), 6);
    QCOMPARE(std::optional(reading.sink->times.at(2)), at(1030));
}

void CallReaderTest::toolCallIsAToken()
{
    const Reading reading = readRecorded(u"autolog/20-stream-tool-call/response.http"_s, callOf(true));
    QCOMPARE(reading.outcome.state, TurnState::Done);
    QVERIFY(reading.outcome.tokens.firstToken);
    QVERIFY(!reading.outcome.tokens.firstText);
    QCOMPARE(reading.outcome.reply.first()->toolCalls.size(), 1);
    QCOMPARE(reading.outcome.reply.first()->toolCalls.first().name, u"get_weather"_s);
}

void CallReaderTest::errorBodyNeverBecomesEvents()
{
    const Reading reading = read(callOf(true), headOf(500, events()), {hello + "data: [DONE]"}, End::Clean);
    QCOMPARE(reading.outcome.state, TurnState::Failed);
    QVERIFY(reading.sink->events.isEmpty());
    QCOMPARE(reading.outcome.error->httpStatus, 500);

    const Reading recorded = readRecorded(u"kong/140s-upstream-400-stream.http"_s, callOf(true));
    QVERIFY(recorded.sink->events.isEmpty());
    QVERIFY(recorded.outcome.apiMessage.startsWith("Invalid value: 'wizard'"_L1));
    QVERIFY(recorded.outcome.error->detail.contains("invalid_request_error"_L1));
}

void CallReaderTest::longHistoryIsNamed()
{
    const Reading large = readRecorded(u"kong/058-body-12k-defaults-stream.http"_s, callOf(true, 12000));
    QVERIFY(large.outcome.error->message.contains("too long for this gateway"_L1));
    const Reading small = readRecorded(u"kong/052-no-messages.http"_s, callOf(true));
    QVERIFY(!small.outcome.error->message.contains("too long for this gateway"_L1));
    const Reading model = readRecorded(u"kong/032-model-other-stream.http"_s, callOf(true));
    QCOMPARE(model.outcome.suggestedModel, u"gpt-4o-mini"_s);
}

void CallReaderTest::malformedEventEndsTheReading()
{
    const Reading reading = readRecorded(u"autolog/51-stream-bad-json/response.http"_s, callOf(true));
    QVERIFY(reading.outcome.streamError);
    QCOMPARE(reading.outcome.streamError->message, u"Unterminated string starting at: line 1 column 7 (char 6)"_s);
    QCOMPARE(reading.outcome.error->kind, base::ErrorKind::Protocol);
    QCOMPARE(reading.sink->events.last().type, llm::ChatEvent::Type::Malformed);
    QCOMPARE(reading.outcome.reply.chunkCount, 2);
}

void CallReaderTest::nothingAfterTheEndMarkerCounts()
{
    const Reading reading = read(callOf(true), headOf(200, events()), {hello + "data: [DONE]\n\n", hello}, End::Clean);
    QCOMPARE(reading.outcome.reply.text(), u"Hello"_s);
    QCOMPARE(reading.sink->events.size(), 3);
}

void CallReaderTest::stopKeepsWhatCame()
{
    const Reading reading = read(callOf(true), headOf(200, events()), {hello, "data: {\"id\""}, End::Stopped);
    QCOMPARE(reading.outcome.state, TurnState::Stopped);
    QCOMPARE(reading.outcome.error->kind, base::ErrorKind::Cancelled);
    QCOMPARE(reading.outcome.reply.text(), u"Hello"_s);
}

void CallReaderTest::silencedSinkHearsNothing()
{
    const auto sink = std::make_shared<RecordingSink>();
    CallReader reader(callOf(true), sink, nullptr);
    reader.head(headOf(200, events()));
    reader.data(hello, {});
    reader.silence();
    reader.data(hello, {});
    const CallOutcome outcome = reader.finish(transportOf(End::Stopped), true);
    QCOMPARE(sink->text(), u"Hello"_s);
    QCOMPARE(outcome.reply.text(), u"HelloHello"_s);
}

void CallReaderTest::secretsAreMaskedEverywhere()
{
    base::Redactor redactor;
    redactor.addSecret(u"sk-canary-0123"_s);
    http::Headers headers = events();
    headers.append({"x-echo", "Bearer sk-canary-0123", false});
    const QByteArray body = chunk(R"({"content":"your key is sk-canary-0123, again sk-can"})")
        + chunk(R"({"content":"ary-0123"})") + "data: [DONE]";
    const Reading stream
        = read(callOf(true), headOf(200, headers), {body.first(70), body.sliced(70)}, End::Clean, &redactor);
    QCOMPARE(stream.outcome.reply.text(), u"your key is [redacted], again [redacted]"_s);
    QVERIFY(!stream.sink->everything().contains("ary-0123"));
    QVERIFY(!stream.sink->heads.first().headers.last().value.contains("canary"));
    for (const base::Json &kept : stream.outcome.reply.chunks)
        QVERIFY(!kept.write().contains("ary-0123"));

    const Reading plain
        = read(callOf(false), headOf(200, json()), {R"({"choices":[{"message":{"content":"sk-can)", R"(ary-0123"}}]})"},
               End::Clean, &redactor);
    QCOMPARE(plain.outcome.reply.text(), u"[redacted]"_s);
    QVERIFY(!plain.sink->everything().contains("canary"));

    const Reading error
        = read(callOf(false), headOf(400, json()), {R"({"message":"bad key sk-canary-0123"})"}, End::Clean, &redactor);
    QVERIFY(!error.outcome.error->message.contains("canary"_L1));
    QVERIFY(!error.outcome.error->detail.contains("canary"_L1));
    QVERIFY(!error.outcome.apiMessage.contains("canary"_L1));
    QVERIFY(error.outcome.apiMessage.contains("[redacted]"_L1));
}

void CallReaderTest::zeroBytesNameWhatHappened()
{
    const Reading reading = read(callOf(false), {}, {}, End::NeverBegan);
    QCOMPARE(reading.outcome.state, TurnState::Failed);
    QVERIFY(reading.sink->heads.isEmpty());
    QVERIFY2(reading.outcome.error->message.contains("closed without an answer"_L1),
             qPrintable(reading.outcome.error->message));
    QVERIFY(!reading.outcome.error->retryable);
}

void CallReaderTest::headReachesTheSinkFirst()
{
    const auto sink = std::make_shared<RecordingSink>();
    CallReader reader(callOf(true), sink, nullptr);
    reader.head(headOf(200, events()));
    QCOMPARE(sink->heads.size(), 1);
    QCOMPARE(sink->events.size(), 0);
    QVERIFY(!reader.isSatisfied());
    reader.data("data: [DONE]\n\n", {});
    QVERIFY(reader.isSatisfied());
}

QObject *makeCallReaderTest()
{
    return new CallReaderTest;
}

#include "tst_callreader.moc"
