// SPDX-License-Identifier: Apache-2.0
#include "mlflow/traceexport.h"

#include "mlflow/contentfilter.h"
#include "mlflow/tracecheck.h"
#include "trace/mlflowwriter.h"
#include "trace/otlpwriter.h"
#include "trace/tracepreview.h"

#include <QtCore/QDateTime>
#include <QtCore/QHash>

#include <array>

using namespace Qt::StringLiterals;
using base::Json;

namespace mlflow {

namespace {

/// Only telemetry.sdk.*: MLflow 3.14 and later make a tag of every other attribute of the resource (mlflow.md 4.2).
trace::Attributes resource()
{
    trace::Attributes attributes;
    attributes.set(u"telemetry.sdk.language"_s, u"cpp"_s);
    attributes.set(u"telemetry.sdk.name"_s, u"spanway"_s);
    attributes.set(u"telemetry.sdk.version"_s, QStringLiteral(SPANWAY_VERSION));
    return attributes;
}

/// The keys that MLflow's client writes about the process (mlflow/tracing/utils/environment.py).
void addIdentity(trace::TraceInfo &info, const Identity &identity)
{
    if (!identity.user.isEmpty())
        info.metadata.insert(u"mlflow.user"_s, identity.user);
    if (!identity.sourceName.isEmpty())
        info.metadata.insert(u"mlflow.source.name"_s, identity.sourceName);
    info.metadata.insert(u"mlflow.source.type"_s, u"LOCAL"_s);
    for (const auto &key :
         {u"mlflow.source.git.commit"_s, u"mlflow.source.git.branch"_s, u"mlflow.source.git.repoURL"_s}) {
        if (!info.metadata.contains(key))
            info.metadata.insert(key, QString());
    }
}

/// Whether a span above has a cost of its own, which then stands for the whole branch.
bool costAbove(const QHash<trace::SpanId, const trace::Span *> &spans, const trace::Span &span)
{
    const trace::Span *above = &span;
    for (qsizetype steps = spans.size(); steps > 0 && above->parent; --steps) {
        above = spans.value(*above->parent);
        if (!above)
            return false;
        if (above->attributes.contains(trace::keys::LlmCost))
            return true;
    }
    return false;
}

/// Sum of the spans' costs as the server makes it; servers up to 3.14 count a re-sent one twice unless StartTrace says
/// it (mlflow.md 0.2).
void addCost(trace::TraceRecord &record)
{
    constexpr std::array keys{QStringView(u"input_cost"), QStringView(u"output_cost"), QStringView(u"total_cost")};
    QHash<trace::SpanId, const trace::Span *> byId;
    bool any = false;
    for (const trace::Span &span : std::as_const(record.spans)) {
        byId.insert(span.id, &span);
        any = any || span.attributes.contains(trace::keys::LlmCost);
    }
    if (!any)
        return;
    std::array<double, keys.size()> sum{};
    for (const trace::Span &span : std::as_const(record.spans)) {
        if (costAbove(byId, span))
            continue;
        for (std::size_t i = 0; i < keys.size(); ++i)
            sum.at(i) += span.attributes[trace::keys::LlmCost][keys.at(i)].toDouble();
    }
    Json total = Json::object();
    for (std::size_t i = 0; i < keys.size(); ++i)
        total.insert(keys.at(i).toString(), sum.at(i));
    record.info.metadata.insert(trace::infokeys::Cost.toString(),
                                QString::fromUtf8(total.write(base::JsonStyle::Python)));
}

qint64 milliseconds(const Json &time)
{
    return QDateTime::fromString(time.toString(), Qt::ISODateWithMs).toMSecsSinceEpoch();
}

qint64 durationMilliseconds(const Json &duration)
{
    QString text = duration.toString();
    text.chop(text.endsWith(u's') ? 1 : 0);
    return qRound64(text.toDouble() * 1000);
}

} // namespace

TraceExport prepareTrace(trace::TraceRecord record, const ExportOptions &options)
{
    TraceExport result;
    result.id = record.info.id;
    result.spanCount = int(record.spans.size());
    result.problem = exportProblem(record);
    if (result.problem)
        return result;
    if (options.content == settings::ContentMode::Everything)
        result.attachments = extractAttachments(record);
    else
        keepNumbersOnly(record);
    addIdentity(record.info, options.identity);
    addCost(record);
    const QString name = record.info.name;
    mendSpans(record);
    trace::completeInfo(record, options.experimentId);
    if (!name.isEmpty())
        record.info.name = name;
    mendTexts(record.info);

    trace::OtlpWriter writer(resource());
    writer.add(record);
    result.spans = writer.finish();
    result.info = trace::startTraceInfo(record, options.experimentId);
    if (options.artifact)
        result.artifact = trace::traceArtifact(record).write(base::JsonStyle::Compact);
    return result;
}

QString echoDifference(const Json &sent, const Json &echo)
{
    for (const QStringView key : {QStringView(u"trace_id"), QStringView(u"state")}) {
        if (sent[key].toString() != echo[key].toString())
            return key.toString();
    }
    if (milliseconds(sent[u"request_time"]) != milliseconds(echo[u"request_time"]))
        return u"request_time"_s;
    if (durationMilliseconds(sent[u"execution_duration"]) != durationMilliseconds(echo[u"execution_duration"]))
        return u"execution_duration"_s;
    return {};
}

bool spansAreStored(const Json &echo)
{
    return echo[u"tags"][u"mlflow.trace.spansLocation"].toString() == "TRACKING_STORE"_L1;
}

QString artifactFolder(const Json &echo, const QString &experimentId, const trace::TraceId &id)
{
    constexpr auto Scheme = "mlflow-artifacts:/"_L1;
    const QString location = echo[u"tags"][u"mlflow.artifactLocation"].toString();
    return location.startsWith(Scheme) ? location.mid(Scheme.size())
                                       : u"%1/traces/%2/artifacts"_s.arg(experimentId, trace::mlflowTraceId(id));
}

} // namespace mlflow
