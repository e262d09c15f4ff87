// SPDX-License-Identifier: Apache-2.0
#include "mlflow/traceexport.h"

#include "outboxfixture.h"
#include "support/fakemlflow.h"

using namespace Qt::StringLiterals;
using base::Json;
using mlflow::ExportOptions;
using mlflow::TraceExport;
using mlflowtest::makeTrace;

namespace {

ExportOptions options(settings::ContentMode content = settings::ContentMode::Everything)
{
    ExportOptions result;
    result.content = content;
    result.identity = {u"ada"_s, u"Spanway"_s};
    result.experimentId = u"7"_s;
    return result;
}

QStringList keysOf(const Json &object)
{
    QStringList keys;
    for (const auto &[key, value] : object.members())
        keys.append(key);
    keys.sort();
    return keys;
}

} // namespace

class TraceExportTest : public testsupport::TestCase
{
    Q_OBJECT

private Q_SLOTS:
    void infoIsAutologs();
    void identityMayBeEmpty();
    void bodiesMayBeJoined();
    void repeatsTheSameBytes();
    void problemsComeFirst();
    void artifactOnDemand();
    void numbersOnlyHoldsNoText();
    void attachmentsLeaveBeside();
    void costIsSummedPerBranch();
    void halfCharactersAreReplaced();
    void echo();
};

void TraceExportTest::infoIsAutologs()
{
    const trace::TraceRecord record = makeTrace();
    const TraceExport made = mlflow::prepareTrace(record, options());
    QVERIFY(!made.problem);
    QCOMPARE(made.spanCount, 2);
    QCOMPARE(testsupport::readOtlpSpans(made.spans).size(), 2);
    QCOMPARE(made.info[u"trace_id"].toString(), trace::mlflowTraceId(record.info.id));
    QCOMPARE(made.info[u"trace_location"][u"mlflow_experiment"][u"experiment_id"].toString(), u"7"_s);
    QCOMPARE(made.info[u"state"].toString(), u"OK"_s);
    QCOMPARE(made.info[u"request_preview"].toString(), u"hello"_s);
    QCOMPARE(made.info[u"response_preview"].toString(), u"answer to hello"_s);
    const Json &metadata = made.info[u"trace_metadata"];
    QStringList wanted{u"mlflow.trace.session"_s,        u"mlflow.trace.sizeBytes"_s,
                       u"mlflow.trace.sizeStats"_s,      u"mlflow.trace.tokenUsage"_s,
                       u"mlflow.traceInputs"_s,          u"mlflow.traceOutputs"_s,
                       u"mlflow.trace_schema.version"_s, u"mlflow.user"_s,
                       u"mlflow.source.name"_s,          u"mlflow.source.type"_s,
                       u"mlflow.source.git.commit"_s,    u"mlflow.source.git.branch"_s,
                       u"mlflow.source.git.repoURL"_s};
    wanted.sort();
    QCOMPARE(keysOf(metadata), wanted);
    QCOMPARE(metadata[u"mlflow.trace.tokenUsage"].toString(),
             u"{\"input_tokens\": 10, \"output_tokens\": 5, \"total_tokens\": 15}"_s);
    QCOMPARE(metadata[u"mlflow.trace_schema.version"].toString(), u"3"_s);
    QCOMPARE(metadata[u"mlflow.source.type"].toString(), u"LOCAL"_s);
    QCOMPARE(metadata[u"mlflow.source.git.commit"].toString(), QString());
    QCOMPARE(metadata[u"mlflow.user"].toString(), u"ada"_s);
    const Json stats = *Json::parse(metadata[u"mlflow.trace.sizeStats"].toString().toUtf8());
    QCOMPARE(stats[u"num_spans"].toInt64(), 2);
    const QStringList tags{u"kong.request_id"_s, u"mlflow.traceName"_s, u"spanway.ttft_ms"_s};
    QCOMPARE(keysOf(made.info[u"tags"]), tags);
    QCOMPARE(made.info[u"tags"][u"mlflow.traceName"].toString(), u"chat turn"_s);
}

void TraceExportTest::identityMayBeEmpty()
{
    ExportOptions own = options();
    own.identity = {};
    const TraceExport made = mlflow::prepareTrace(makeTrace(), own);
    QVERIFY(!made.info[u"trace_metadata"].contains(u"mlflow.user"));
    QVERIFY(!made.info[u"trace_metadata"].contains(u"mlflow.source.name"));
}

void TraceExportTest::bodiesMayBeJoined()
{
    const TraceExport a = mlflow::prepareTrace(makeTrace(u"a"_s), options());
    const TraceExport b = mlflow::prepareTrace(makeTrace(u"b"_s), options());
    const auto spans = testsupport::readOtlpSpans(a.spans + b.spans);
    QCOMPARE(spans.size(), 4);
    QCOMPARE(spans.first().traceId, a.id.bytes());
    QCOMPARE(spans.last().traceId, b.id.bytes());
    QCOMPARE(spans.last().totalTokens, 15);
}

void TraceExportTest::repeatsTheSameBytes()
{
    const trace::TraceRecord record = makeTrace(u"data:image/png;base64,QUJDRA=="_s);
    const TraceExport first = mlflow::prepareTrace(record, options());
    const TraceExport second = mlflow::prepareTrace(record, options());
    QCOMPARE(first.spans, second.spans);
    QCOMPARE(first.info, second.info);
    QCOMPARE(first.attachments.size(), 1);
    QCOMPARE(first.attachments.first().uuid, second.attachments.first().uuid);
}

void TraceExportTest::problemsComeFirst()
{
    trace::TraceRecord record = makeTrace();
    record.spans.first().end.reset();
    const TraceExport made = mlflow::prepareTrace(record, options());
    QVERIFY(made.problem);
    QVERIFY(made.spans.isEmpty());
}

void TraceExportTest::artifactOnDemand()
{
    ExportOptions own = options();
    QVERIFY(mlflow::prepareTrace(makeTrace(), own).artifact.isEmpty());
    own.artifact = true;
    const Json artifact = *Json::parse(mlflow::prepareTrace(makeTrace(), own).artifact);
    QCOMPARE(artifact[u"spans"].size(), 2);
}

void TraceExportTest::numbersOnlyHoldsNoText()
{
    trace::TraceRecord record = makeTrace(u"canary prompt"_s);
    trace::Span &model = record.spans.last();
    trace::SpanEvent event{u"exception"_s, model.start, {}};
    event.attributes.set(u"exception.message"_s, u"canary message"_s);
    event.attributes.set(u"exception.type"_s, u"RateLimitError"_s);
    model.events.append(event);
    model.statusMessage = u"canary status"_s;
    model.attributes.set(trace::keys::SpanOutputs.toString(), qint64(9876543210)); // an answer that is a bare number
    record.info.tags.insert(u"my note"_s, u"canary tag"_s);
    record.info.metadata.insert(u"mine"_s, u"canary metadata"_s);
    record.info.clientRequestId = u"canary request"_s;
    const TraceExport made = mlflow::prepareTrace(record, options(settings::ContentMode::NumbersOnly));
    const QByteArray info = made.info.write();
    QVERIFY(!made.spans.contains("canary"));
    QVERIFY(!info.contains("canary"));
    QVERIFY(!made.spans.contains("secret stop word"));
    QVERIFY(!made.spans.contains("9876543210"));
    QVERIFY(made.spans.contains("demo-fast"));
    QVERIFY(made.spans.contains("temperature"));
    QVERIFY(made.spans.contains("kong.proxy_latency_ms"));
    QVERIFY(made.spans.contains("RateLimitError"));
    QVERIFY(info.contains("total_tokens"));
    QVERIFY(info.contains("spanway.ttft_ms"));
    QVERIFY(!made.info.contains(u"request_preview"));
    QVERIFY(!made.info.contains(u"response_preview"));
    QCOMPARE(testsupport::readOtlpSpans(made.spans).last().totalTokens, 15);
}

void TraceExportTest::attachmentsLeaveBeside()
{
    const trace::TraceRecord record = makeTrace(u"data:image/png;base64,QUJDRA=="_s);
    const TraceExport made = mlflow::prepareTrace(record, options());
    QCOMPARE(made.attachments.size(), 1);
    QCOMPARE(made.attachments.first().bytes, "ABCD"_ba);
    const QByteArray reference = "mlflow-attachment://" + made.attachments.first().uuid.toLatin1()
        + "?content_type=image%2Fpng&trace_id=" + trace::mlflowTraceId(record.info.id).toLatin1() + "&size=4";
    QVERIFY(made.spans.contains(reference));
    QCOMPARE(made.spans.count("QUJDRA"), 1); // within the text of the answer, which is no data URL
    const TraceExport numbers = mlflow::prepareTrace(record, options(settings::ContentMode::NumbersOnly));
    QVERIFY(numbers.attachments.isEmpty());
}

void TraceExportTest::costIsSummedPerBranch()
{
    trace::TraceRecord record = makeTrace();
    const auto cost = [](double each) {
        return Json::object({{u"input_cost"_s, each}, {u"output_cost"_s, each}, {u"total_cost"_s, 2 * each}});
    };
    record.spans.last().attributes.set(trace::keys::LlmCost.toString(), cost(0.25));
    trace::Span below = record.spans.last();
    below.id = trace::SpanId::random();
    below.parent = record.spans.last().id;
    record.spans.append(below);
    const TraceExport made = mlflow::prepareTrace(record, options());
    QCOMPARE(made.info[u"trace_metadata"][u"mlflow.trace.cost"].toString(),
             u"{\"input_cost\": 0.25, \"output_cost\": 0.25, \"total_cost\": 0.5}"_s);
}

void TraceExportTest::halfCharactersAreReplaced()
{
    trace::TraceRecord record = makeTrace(u"cut "_s + QChar(0xd83d));
    record.info.tags.insert(u"spanway.profile"_s, QString(QChar(0xdc4b)));
    const TraceExport made = mlflow::prepareTrace(record, options());
    QVERIFY(!made.problem);
    QVERIFY(made.info[u"request_preview"].toString().isValidUtf16());
    QVERIFY(made.info[u"tags"][u"spanway.profile"].toString().isValidUtf16());
    QVERIFY(made.info[u"request_preview"].toString().startsWith(u"cut "));
}

void TraceExportTest::echo()
{
    const TraceExport made = mlflow::prepareTrace(makeTrace(), options());
    Json echo = made.info;
    QCOMPARE(mlflow::echoDifference(made.info, echo), QString());
    QVERIFY(!mlflow::spansAreStored(echo));
    Json tags = echo[u"tags"];
    tags.insert(u"mlflow.trace.spansLocation"_s, u"TRACKING_STORE"_s);
    echo.insert(u"tags"_s, tags);
    QVERIFY(mlflow::spansAreStored(echo));
    // protobuf leaves out fractions of zero.
    Json sent = made.info;
    sent.insert(u"request_time"_s, u"2026-11-23T17:06:12.000Z"_s);
    sent.insert(u"execution_duration"_s, u"2.000s"_s);
    echo.insert(u"request_time"_s, u"2026-11-23T17:06:12Z"_s);
    echo.insert(u"execution_duration"_s, u"2s"_s);
    QCOMPARE(mlflow::echoDifference(sent, echo), QString());
    echo.insert(u"execution_duration"_s, u"2.001s"_s);
    QCOMPARE(mlflow::echoDifference(sent, echo), u"execution_duration"_s);
    QCOMPARE(mlflow::echoDifference(sent, Json()), u"trace_id"_s);
}

QObject *makeTraceExportTest()
{
    return new TraceExportTest;
}

#include "tst_traceexport.moc"
