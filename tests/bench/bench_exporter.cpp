// SPDX-License-Identifier: Apache-2.0
// How many traces a second the exporter brings to MLflow, both calls each: to a loopback sink that answers at once (a
// process of its own, aim 1,000 a second), and to a real MLflow beside its own Python client (aim 1.3 of that) and a
// bare loop that sends the same bytes (aim 0.8 of that). Best of three runs each, all are printed.
#include "bench/exportsink.h"
#include "http/stream.h"
#include "mlflow/exporter.h"
#include "mlflow/localserver.h"
#include "mlflow/traceexport.h"

#include <QCoroTask>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>

using namespace Qt::StringLiterals;
using base::Json;
using std::chrono::milliseconds;

namespace {

constexpr int runs = 3;

/// Lets the event loop run until `done` holds.
void waitFor(const std::function<bool()> &done)
{
    QEventLoop loop;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    timer.start(2);
    if (!done())
        loop.exec();
}

trace::Span span(const trace::Span *parent, const QString &name, const QString &type, base::Timestamp start)
{
    trace::Span result;
    result.id = trace::SpanId::random();
    if (parent)
        result.parent = parent->id;
    result.name = name;
    result.type = type;
    result.status = trace::SpanStatus::Ok;
    result.start = start;
    result.end = start + milliseconds(900);
    return result;
}

/// Four spans, about 4 kB: the trace of mlflow.md 9.
trace::TraceRecord makeTrace(int number)
{
    const QString text = u"The sky is blue because air scatters short waves more than long ones. "_s.repeated(12);
    const auto start = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    const Json messages
        = Json::array({Json::object({{u"role"_s, u"user"_s}, {u"content"_s, u"%1 %2"_s.arg(number).arg(text)}})});
    const Json message = Json::object({{u"role"_s, u"assistant"_s}, {u"content"_s, text}});
    const Json outputs
        = Json::object({{u"choices"_s, Json::array({Json::object({{u"index"_s, 0}, {u"message"_s, message}})})}});
    trace::TraceRecord record;
    record.info.id = trace::TraceId::random();
    record.info.session = u"bench"_s;
    record.spans.append(span(nullptr, u"chat turn"_s, u"CHAIN"_s, start));
    const trace::Span root = record.spans.first();
    record.spans.append(span(&root, u"Completions"_s, u"CHAT_MODEL"_s, start));
    const trace::Span model = record.spans.last();
    record.spans.append(span(&model, u"connect"_s, u"TASK"_s, start));
    record.spans.append(span(&model, u"generation"_s, u"TASK"_s, start));
    for (const int row : {0, 1}) {
        record.spans[row].attributes.set(trace::keys::SpanInputs.toString(), Json::object({{u"messages"_s, messages}}));
        record.spans[row].attributes.set(trace::keys::SpanOutputs.toString(), outputs);
    }
    record.spans[1].attributes.set(trace::keys::LlmModel.toString(), u"demo-fast"_s);
    record.spans[1].attributes.set(
        trace::keys::TokenUsage.toString(),
        Json::object({{u"input_tokens"_s, 100}, {u"output_tokens"_s, 50}, {u"total_tokens"_s, 150}}));
    return record;
}

QFuture<base::Result<mlflow::Connection>> connectionTo(const QString &url)
{
    mlflow::Connection connection;
    connection.url = url;
    QPromise<base::Result<mlflow::Connection>> promise;
    promise.start();
    promise.addResult(base::Result<mlflow::Connection>(connection));
    promise.finish();
    return promise.future();
}

/// Traces a second from start() of an exporter with a full outbox to the last trace sent; 0 if it cannot be measured.
double exporterRate(const QString &url, int count)
{
    QTemporaryDir folder;
    store::StoreOptions options;
    options.folder = folder.filePath(u"data"_s);
    auto store = store::Store::open(options);
    if (!store)
        return 0;
    for (int i = 0; i < count; ++i) {
        store::TurnRecord turn;
        turn.id = QString::number(i);
        const store::OutboxDraft draft{{u"p"_s, url, {}, u"bench"_s}, settings::ContentMode::Everything};
        (*store)->commitTurn(turn, makeTrace(i), draft);
    }
    const auto flushed = (*store)->flush();
    waitFor([&flushed] { return flushed.isFinished(); });
    http::Client client;
    mlflow::Exporter exporter(store->get(), &client,
                              [](const store::Destination &to) { return connectionTo(to.server); });
    int sent = 0;
    QObject::connect(&exporter, &mlflow::Exporter::traceSent, &exporter, [&sent] { ++sent; });
    QElapsedTimer clock;
    clock.start();
    const std::clock_t cpu = std::clock();
    exporter.start();
    waitFor([&sent, count] { return sent >= count; });
    const double rate = count * 1e9 / double(clock.nsecsElapsed());
    std::printf(" (%.2f ms CPU each)", double(std::clock() - cpu) * 1e3 / CLOCKS_PER_SEC / count);
    exporter.stop();
    waitFor([&exporter] { return exporter.running() == 0; });
    return rate;
}

/// The same bytes, encoded beforehand, in the same posts, with nothing around them.
QCoro::Task<bool> bareLoop(mlflow::Client *client, QList<mlflow::TraceExport> traces, QString experiment)
{
    const std::stop_token never;
    for (qsizetype at = 0; at < traces.size(); at += 50) {
        QByteArray body;
        int spans = 0;
        for (qsizetype i = at; i < std::min(at + 50, traces.size()); ++i) {
            body += traces.at(i).spans;
            spans += traces.at(i).spanCount;
        }
        const auto posted = co_await client->postSpans(experiment, body, spans, never);
        for (qsizetype i = at; i < std::min(at + 50, traces.size()); ++i) {
            const base::Json info = traces.at(i).info;
            const auto echo = co_await client->startTrace(info, never);
            if (!posted || !echo)
                co_return false;
        }
    }
    co_return true;
}

QCoro::Task<QString> experimentId(mlflow::Client *client)
{
    const std::stop_token never;
    const QString name = u"bench"_s;
    const auto made = co_await client->createExperiment(name, never);
    co_return made ? made->id : QString();
}

double bareRate(const QString &url, int count)
{
    http::Client http;
    mlflow::Connection connection;
    connection.url = url;
    mlflow::Client client(&http, connection);
    std::optional<QString> experiment;
    experimentId(&client).then([&experiment](const QString &id) { experiment = id; });
    waitFor([&experiment] { return experiment.has_value(); });
    mlflow::ExportOptions options;
    options.experimentId = *experiment;
    QList<mlflow::TraceExport> traces;
    for (int i = 0; i < count; ++i)
        traces.append(mlflow::prepareTrace(makeTrace(i), options));
    std::optional<bool> done;
    QElapsedTimer clock;
    clock.start();
    bareLoop(&client, traces, *experiment).then([&done](bool good) { done = good; });
    waitFor([&done] { return done.has_value(); });
    return *done ? count * 1e9 / double(clock.nsecsElapsed()) : 0;
}

double pythonRate(const QString &mlflow, const QString &url, int count)
{
    QProcess python;
    python.start(QFileInfo(mlflow).dir().filePath(u"python"_s),
                 {QStringLiteral(SPANWAY_BENCH_DIR "/pythonexport.py"), url, QString::number(count)});
    python.waitForFinished(-1);
    return python.readAllStandardOutput().trimmed().toDouble();
}

double best(const char *name, const std::function<double()> &measure)
{
    double result = 0;
    std::printf("%-34s", name);
    for (int run = 0; run < runs; ++run) {
        const double rate = measure();
        std::printf(" %8.1f", rate);
        std::fflush(stdout);
        result = std::max(result, rate);
    }
    std::printf("  traces/s\n");
    return result;
}

bool verdict(const char *name, double value, double aim)
{
    std::printf("%-34s %8.2f  (aim %.2f) %s\n", name, value, aim, value >= aim ? "met" : "MISSED");
    return value >= aim;
}

bool againstSink()
{
    constexpr int count = 3000;
    constexpr double aim = 1000;
    QProcess sink;
    sink.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    sink.start(QCoreApplication::applicationFilePath(), {u"--sink"_s});
    sink.waitForReadyRead(10000);
    const QString url = QString::fromLatin1(sink.readLine().trimmed());
    best("bare loop to the sink", [&url] { return bareRate(url, count); });
    const double rate = best("exporter to the sink", [&url] { return exporterRate(url, count); });
    sink.kill();
    sink.waitForFinished();
    return verdict("exporter, thousand traces/s", rate / aim, 1);
}

bool againstMlflow(const QString &program)
{
    constexpr int count = 300;
    QTemporaryDir folder;
    http::Client client;
    mlflow::LocalServer server(&client, {program, folder.filePath(u"server"_s)});
    server.start();
    waitFor([&server] { return server.state() != mlflow::LocalServer::State::Starting; });
    if (server.state() != mlflow::LocalServer::State::Ready) {
        std::printf("no real MLflow: %s\n", qPrintable(server.problem()));
        return false;
    }
    const double python = best("MLflow's Python client", [&] { return pythonRate(program, server.url(), count); });
    const double bare = best("bare loop", [&server] { return bareRate(server.url(), count); });
    const double own = best("exporter", [&server] { return exporterRate(server.url(), count); });
    const bool fasterThanPython = verdict("exporter / Python client", python > 0 ? own / python : 0, 1.3);
    const bool nearTheFloor = verdict("exporter / bare loop", bare > 0 ? own / bare : 0, 0.8);
    return fasterThanPython && nearTheFloor;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (application.arguments().contains(u"--sink"_s))
        return bench::runExportSink();
    bool good = againstSink();
    const QString program = qEnvironmentVariable("SPANWAY_TEST_MLFLOW");
    if (program.isEmpty())
        std::printf("SPANWAY_TEST_MLFLOW names no mlflow: not measured against a real server\n");
    else
        good = againstMlflow(program) && good;
    return good ? 0 : 1;
}
