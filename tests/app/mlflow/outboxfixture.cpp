// SPDX-License-Identifier: Apache-2.0
#include "outboxfixture.h"

#include "mlflow/serverprocess.h"
#include "trace/tracepreview.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using base::Json;
using std::chrono::milliseconds;

namespace mlflowtest {

namespace {

trace::Span modelSpan(const trace::Span &root, const Json &messages)
{
    trace::Span model;
    model.id = trace::SpanId::random();
    model.parent = root.id;
    model.name = u"Completions"_s;
    model.type = u"CHAT_MODEL"_s;
    model.status = trace::SpanStatus::Ok;
    model.start = root.start + milliseconds(1);
    model.end = *root.end - milliseconds(1);
    model.attributes.set(trace::keys::SpanInputs.toString(),
                         Json::object({{u"model"_s, u"demo-fast"_s}, {u"messages"_s, messages}}));
    model.attributes.set(u"model"_s, u"demo-fast"_s);
    model.attributes.set(u"temperature"_s, 0.2);
    model.attributes.set(u"stop"_s, u"secret stop word"_s);
    model.attributes.set(trace::keys::MessageFormat.toString(), u"openai"_s);
    model.attributes.set(trace::keys::LlmModel.toString(), u"demo-fast"_s);
    model.attributes.set(trace::keys::TokenUsage.toString(),
                         Json::object({{u"input_tokens"_s, 10}, {u"output_tokens"_s, 5}, {u"total_tokens"_s, 15}}));
    model.attributes.set(u"kong.proxy_latency_ms"_s, 3.5);
    return model;
}

} // namespace

trace::TraceRecord makeTrace(const QString &prompt)
{
    const Json messages = Json::array({Json::object({{u"role"_s, u"user"_s}, {u"content"_s, prompt}})});
    const Json message = Json::object({{u"role"_s, u"assistant"_s}, {u"content"_s, u"answer to "_s + prompt}});
    const Json choice = Json::object({{u"index"_s, 0}, {u"message"_s, message}, {u"finish_reason"_s, u"stop"_s}});
    trace::TraceRecord record;
    record.info.id = trace::TraceId::random();
    record.info.session = u"session-1"_s;
    record.info.tags.insert(u"kong.request_id"_s, u"req-1"_s);
    record.info.tags.insert(u"spanway.ttft_ms"_s, u"12.5"_s);
    trace::Span root;
    root.id = trace::SpanId::random();
    root.name = u"chat turn"_s;
    root.type = u"CHAIN"_s;
    root.status = trace::SpanStatus::Ok;
    root.start
        = std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now()) - milliseconds(250);
    root.end = root.start + milliseconds(123) + std::chrono::microseconds(456);
    root.attributes.set(trace::keys::SpanInputs.toString(), Json::object({{u"messages"_s, messages}}));
    root.attributes.set(trace::keys::SpanOutputs.toString(), Json::object({{u"choices"_s, Json::array({choice})}}));
    record.spans = {root, modelSpan(root, messages)};
    trace::completeInfo(record);
    return record;
}

OutboxFixture::OutboxFixture()
{
    m_pace.first = milliseconds(20);
    m_pace.longest = milliseconds(100);
    m_pace.look = milliseconds(50);
    store::StoreOptions options;
    options.folder = m_folder.filePath(u"data"_s);
    auto opened = store::Store::open(options);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message));
    m_store = std::move(*opened);
    restartExporter();
}

OutboxFixture::~OutboxFixture()
{
    endExporter();
}

void OutboxFixture::endExporter()
{
    m_exporter->stop();
    if (!QTest::qWaitFor([this] { return m_exporter->running() == 0; }, 60000))
        qFatal("The exporter does not stop");
}

void OutboxFixture::restartExporter()
{
    if (m_exporter)
        endExporter();
    const auto resolve = [this](const store::Destination &destination) {
        base::Result<mlflow::Connection> result = connection;
        result->url = destination.server == settings::localMlflowUrl ? localUrl : destination.server;
        if (resolveError)
            result = tl::unexpected(*resolveError);
        QPromise<base::Result<mlflow::Connection>> promise;
        promise.start();
        promise.addResult(result);
        promise.finish();
        return promise.future();
    };
    m_exporter = std::make_unique<mlflow::Exporter>(m_store.get(), &m_client, resolve);
    m_exporter->setPace(m_pace);
    m_exporter->setIdentity({u"ada"_s, u"Spanway"_s});
}

void OutboxFixture::pretendLockHeldBy(qint64 pid)
{
    sqlite3 *database = nullptr;
    QString statement = u"DELETE FROM locks WHERE name = 'exporter';"_s;
    if (pid != 0)
        statement += u"INSERT INTO locks (name, owner_pid, owner_ticks) VALUES ('exporter', %1, %2);"_s.arg(pid).arg(
            store::ProcessOwner::of(pid).startTicks);
    const QByteArray path = m_folder.filePath(u"data/spanway.db"_s).toUtf8();
    if (sqlite3_open(path.constData(), &database) != SQLITE_OK || sqlite3_busy_timeout(database, 30000) != SQLITE_OK
        || sqlite3_exec(database, statement.toUtf8().constData(), nullptr, nullptr, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(database));
    sqlite3_close(database);
}

void OutboxFixture::setPace(const mlflow::Pace &pace)
{
    m_pace = pace;
    m_exporter->setPace(pace);
}

store::Destination OutboxFixture::destination(const QString &server, const QString &experiment) const
{
    return {u"profile-1"_s, server, {}, experiment};
}

void OutboxFixture::enqueue(const trace::TraceRecord &record, const store::Destination &destination,
                            settings::ContentMode content)
{
    store::TurnRecord turn;
    turn.id = record.info.id.hex();
    turn.traceId = record.info.id;
    turn.state = llm::TurnState::Done;
    const auto saved = get(m_store->commitTurn(turn, record, store::OutboxDraft{destination, content}));
    if (!saved)
        qFatal("%s", qPrintable(saved.error().message));
}

store::OutboxRow OutboxFixture::row(const trace::TraceId &id)
{
    const auto found = get(m_store->outboxOf(id));
    return found && *found ? **found : store::OutboxRow();
}

} // namespace mlflowtest
