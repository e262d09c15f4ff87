// SPDX-License-Identifier: Apache-2.0
#include "replayedcall.h"

#include "gateway/callreader.h"
#include "support/recording.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

class RecorderSink : public gateway::CallSink
{
public:
    RecorderSink(chat::TurnRecorder *recorder, const base::Clock &clock)
        : m_recorder(recorder)
        , m_clock(clock)
    { }

    void head(const http::Head &head, const gateway::KongFacts &kong) override { m_recorder->head(head, kong); }
    void event(const llm::ChatEvent &event, base::MonoTime at) override { m_recorder->event(event, m_clock.wall(at)); }
    void plainReply(const llm::ChatReply &, base::MonoTime) override { }

private:
    chat::TurnRecorder *m_recorder;
    base::Clock m_clock;
};

http::Head headOf(const Recording &recording, base::MonoTime at)
{
    http::Head head;
    head.status = recording.status;
    for (const auto &[name, value] : recording.headers)
        head.headers.append({name, value, false});
    head.at = at;
    head.timings.start = at;
    return head;
}

QString folderOf(const QString &scenario)
{
    return u"autolog/"_s + scenario + u'/';
}

QByteArray firstEvents(const QByteArray &stream, int count)
{
    qsizetype end = 0;
    for (; count > 0; --count)
        end = stream.indexOf("\n\n", end) + 2;
    return stream.first(end);
}

} // namespace

const trace::Span &ReplayedCall::model() const
{
    for (const trace::Span &span : record.spans) {
        if (span.type == "CHAT_MODEL"_L1)
            return span;
    }
    qFatal("no CHAT_MODEL span");
}

QString numbered(const QString &stem, int number, const QString &suffix)
{
    return number == 1 ? stem + suffix : u"%1.%2%3"_s.arg(stem).arg(number).arg(suffix);
}

base::Json recordedRequest(const QString &scenario, int exchange)
{
    return *Json::parse(testData(folderOf(scenario) + numbered(u"request"_s, exchange, u".json"_s)));
}

ReplayedCall replay(const QString &scenario, int exchange, const ReplayOptions &options)
{
    const Json request = recordedRequest(scenario, exchange);
    chat::TurnPlan plan;
    plan.request.verbatim = request[u"body_text"].toString().toUtf8();
    plan.own = llm::Message(request[u"body"][u"messages"].items().last());
    plan.session = options.session;
    const base::Clock clock = options.clock;
    const base::MonoTime now = std::chrono::steady_clock::now();
    chat::TurnRecorder recorder(plan, options.seed.value_or(chat::TurnRecorder::Seed::fresh(clock.wall(now))), clock);

    gateway::ChatCall call;
    call.request = plan.request;
    gateway::CallReader reader(call, std::make_shared<RecorderSink>(&recorder, clock), nullptr);
    const Recording recording = readRecording(folderOf(scenario) + numbered(u"response"_s, exchange, u".http"_s));
    const bool stopped = options.stopAfter >= 0;
    reader.head(headOf(recording, now));
    reader.data(stopped ? firstEvents(recording.body, options.stopAfter) : recording.body, now);
    http::Outcome transport;
    transport.headComplete = true;
    transport.timings.start = now;
    transport.timings.end = std::chrono::milliseconds(1);
    transport.error = stopped ? std::optional(base::Error::cancelled()) : options.cut;
    ReplayedCall result;
    result.outcome = reader.finish(transport, stopped);
    recorder.finish(result.outcome, clock.now());
    result.record = recorder.record();
    return result;
}

} // namespace testsupport
