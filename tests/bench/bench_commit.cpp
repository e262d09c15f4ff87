// SPDX-License-Identifier: Apache-2.0
// How fast the store commits finished turns, beside raw SQLite that writes the very same rows: aim at least 70 % of it,
// best of three runs.
#include "bench/rawcopy.h"
#include "store/store.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using base::Json;

namespace {

constexpr int traceCount = 1000;
constexpr double aim = 0.70;

/// Words that differ from trace to trace, as prose does.
QString prose(int seed, int words)
{
    static const QStringList vocabulary
        = u"the sky light scatters because small particles of air bend short waves more than long ones so blue "
          "reaches the eye from everywhere while red goes straight through gateway model token latency"_s.split(u' ');
    QString text;
    quint32 state = quint32(seed) * 2654435761U + 1;
    for (int i = 0; i < words; ++i) {
        state = state * 1664525U + 1013904223U;
        text += vocabulary.at(qsizetype(state >> 16) % vocabulary.size())
            + (state % 97 == 0 ? u" x%1 "_s.arg(state % 5000) : u" "_s);
    }
    return text;
}

trace::Span child(const trace::Span &root, const QString &name, const QString &type)
{
    trace::Span span;
    span.id = trace::SpanId::random();
    span.parent = root.id;
    span.name = name;
    span.type = type;
    span.status = trace::SpanStatus::Ok;
    span.start = root.start;
    span.end = root.end;
    return span;
}

/// Ten spans, about 4 KB of payload, 1.8 KB of it text.
trace::TraceRecord makeTrace(int seed)
{
    const QString prompt = prose(seed, 60);
    const QString reply = prose(seed + 100000, 240);
    trace::TraceRecord trace;
    trace.info.id = trace::TraceId::random();
    trace.info.name = u"Chat"_s;
    trace.info.state = trace::TraceState::Ok;
    trace.info.start = base::Timestamp(std::chrono::seconds(1790000000 + seed));
    trace.info.end = trace.info.start + std::chrono::milliseconds(1500);
    trace.info.requestPreview = prompt;
    trace.info.responsePreview = reply.left(1000);
    trace.info.metadata.insert(u"mlflow.user"_s, u"ann"_s);
    trace::Span root;
    root.id = trace::SpanId::random();
    root.name = u"Chat"_s;
    root.type = u"CHAIN"_s;
    root.start = trace.info.start;
    root.end = trace.info.end;
    const Json asked = Json::object({{u"role"_s, Json(u"user"_s)}, {u"content"_s, Json(prompt)}});
    const Json answered = Json::object({{u"role"_s, Json(u"assistant"_s)}, {u"content"_s, Json(reply)}});
    root.attributes.set(trace::keys::SpanInputs.toString(), Json::object({{u"messages"_s, Json::array({asked})}}));
    root.attributes.set(trace::keys::SpanOutputs.toString(), Json::object({{u"choices"_s, Json::array({answered})}}));
    trace.spans = {root};
    trace::Span model = child(root, u"Completions"_s, u"CHAT_MODEL"_s);
    model.attributes = root.attributes;
    model.attributes.set(trace::keys::LlmModel.toString(), Json(u"gpt-4o"_s));
    model.attributes.set(trace::keys::TokenUsage.toString(),
                         Json::object({{u"input_tokens"_s, Json(80)}, {u"output_tokens"_s, Json(300)}}));
    trace.spans.append(model);
    for (int phase = 0; phase < 8; ++phase) {
        trace::Span span = child(model, u"phase %1"_s.arg(phase), u"UNKNOWN"_s);
        span.attributes.set(trace::keys::Phase.toString(), Json(u"phase"_s));
        trace.spans.append(span);
    }
    return trace;
}

store::TurnRecord makeTurn(const trace::TraceRecord &trace, int seed)
{
    store::TurnRecord turn;
    turn.id = QString::number(seed);
    turn.conversationId = u"conversation"_s;
    turn.position = seed;
    turn.traceId = trace.info.id;
    turn.state = llm::TurnState::Done;
    turn.created = trace.info.start;
    turn.model = u"gpt-4o"_s;
    turn.prompt = trace.info.requestPreview;
    turn.replyText = trace.info.responsePreview;
    turn.details = trace.spans.first().attributes[trace::keys::SpanOutputs];
    return turn;
}

/// Seconds that the store took.
double commitAll(const QString &folder, const QList<trace::TraceRecord> &traces)
{
    auto store = store::Store::open({folder, 0});
    if (!store)
        qFatal("%s", qPrintable(store.error().message));
    QList<store::TurnRecord> turns;
    for (int i = 0; i < traces.size(); ++i)
        turns.append(makeTurn(traces.at(i), i));
    const store::OutboxDraft draft{{u"profile"_s, u"http://localhost:5000"_s, {}, u"Kong AI Gateway"_s},
                                   settings::ContentMode::Everything};
    QElapsedTimer timer;
    timer.start();
    store::Store::Future<void> last;
    for (int i = 0; i < traces.size(); ++i)
        last = (*store)->commitTurn(turns.at(i), traces.at(i), draft);
    const bool worked = last.result().has_value();
    const double taken = double(timer.nsecsElapsed()) * 1e-9;
    if (!worked || (*store)->traceCount().result().value() != traces.size())
        qFatal("not everything was committed");
    return taken;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QList<trace::TraceRecord> traces;
    for (int i = 0; i < traceCount; ++i)
        traces.append(makeTrace(i));
    double best = 0;
    for (int run = 1; run <= 3; ++run) {
        const QTemporaryDir folder;
        const double ours = commitAll(folder.filePath(u"store"_s), traces);
        const bench::RawCopy raw(folder.filePath(u"store/spanway.db"_s));
        if (raw.traces() != traceCount)
            qFatal("the floor does not write the same");
        const double floor = raw.write(folder.filePath(u"raw.db"_s));
        const double ratio = floor / ours;
        best = std::max(best, ratio);
        std::printf("run %d: store %.0f traces/s, raw SQLite %.0f traces/s, ratio %.2f\n", run, traceCount / ours,
                    traceCount / floor, ratio);
    }
    std::printf("commit of a trace: %.0f %% of raw SQLite, aim %.0f %%: %s\n", best * 100, aim * 100,
                best >= aim ? "met" : "missed");
    return best >= aim ? 0 : 1;
}
