// SPDX-License-Identifier: Apache-2.0
#include "services/mlflowcheck.h"

#include "base/clock.h"
#include "mlflow/client.h"
#include "mlflow/traceexport.h"
#include "trace/tracepreview.h"

#include <QtCore/QCoreApplication>

using base::ErrorKind;
using Finding = services::MlflowReport::Finding;
using namespace Qt::StringLiterals;

namespace services {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("services::MlflowReport", source);
}

Finding findingOf(const base::Error &error)
{
    switch (error.kind) {
    case ErrorKind::NameLookup:
    case ErrorKind::Connect:
    case ErrorKind::Tls:
    case ErrorKind::Proxy:
    case ErrorKind::Timeout:
        return Finding::NotReached;
    case ErrorKind::Unauthorized:
        return Finding::LoginRefused;
    case ErrorKind::Forbidden:
        return error.detail.contains("Invalid Host header"_L1) ? Finding::HostRefused : Finding::NoPermission;
    case ErrorKind::NotFound:
        return Finding::WrongPrefix;
    default:
        return Finding::Other;
    }
}

MlflowReport failed(const base::Error &error, const QString &experiment)
{
    MlflowReport report;
    report.finding = findingOf(error);
    report.message = error.message;
    if (report.finding == Finding::NoPermission)
        report.ownExperiment = experiment + u" (%1)"_s.arg(qEnvironmentVariable("USER", u"mine"_s));
    return report;
}

trace::TraceRecord testTrace()
{
    trace::TraceRecord record;
    record.info.id = trace::TraceId::random();
    record.info.tags.insert(u"spanway.test"_s, u"true"_s);
    trace::Span span;
    span.id = trace::SpanId::random();
    span.name = u"Spanway connection test"_s;
    span.type = u"CHAIN"_s;
    span.status = trace::SpanStatus::Ok;
    span.start = base::Clock().now();
    span.end = span.start + std::chrono::milliseconds(1);
    span.attributes.set(trace::keys::SpanType.toString(), span.type);
    record.spans.append(span);
    trace::completeInfo(record);
    return record;
}

base::Error notKept()
{
    return base::Error(ErrorKind::Protocol,
                       text(QT_TRANSLATE_NOOP("services::MlflowReport",
                                              "MLflow took the test trace but did not keep its spans. Look at its log.")));
}

/// The way the exporter takes: spans as OTLP, to older servers as a file.
QCoro::Task<base::Result<void>> writeTrace(mlflow::Client *client, mlflow::TraceExport made, QString experimentId,
                                           std::stop_token stop)
{
    const bool asFile = !made.artifact.isEmpty();
    if (!asFile) {
        const auto posted = co_await client->postSpans(experimentId, made.spans, made.spanCount, stop);
        if (!posted)
            co_return tl::unexpected(posted.error());
    }
    const auto echo = co_await client->startTrace(made.info, stop);
    if (!echo)
        co_return tl::unexpected(echo.error());
    if (!asFile && !mlflow::spansAreStored(*echo))
        co_return tl::unexpected(notKept());
    if (!asFile)
        co_return base::Result<void>();
    const QString path = mlflow::artifactFolder(*echo, experimentId, made.id) + u"/traces.json"_s;
    const auto put = co_await client->putArtifact(path, made.artifact, stop);
    co_return put;
}

QCoro::Task<base::Result<mlflow::Experiment>> resolveExperiment(mlflow::Client *client, QString name, std::stop_token stop)
{
    const auto found = co_await client->experimentByName(name, stop);
    const bool missing = !found && found.error().kind == ErrorKind::NotFound;
    if (!missing)
        co_return found;
    const auto made = co_await client->createExperiment(name, stop);
    co_return made;
}

MlflowReport deleted(const mlflow::Experiment &experiment)
{
    MlflowReport report;
    report.finding = Finding::ExperimentDeleted;
    report.experimentId = experiment.id;
    report.message = text(QT_TRANSLATE_NOOP("services::MlflowReport",
                                            "The experiment %1 was deleted in MLflow. Restore it, or name another one."))
                         .arg(experiment.name);
    return report;
}

MlflowReport tooOld(const QString &version)
{
    MlflowReport report;
    report.finding = Finding::TooOld;
    report.version = version;
    report.message = text(QT_TRANSLATE_NOOP("services::MlflowReport",
                                            "MLflow %1 cannot take traces from Spanway. Version 3.2 or newer is needed."))
                         .arg(version);
    return report;
}

} // namespace

QCoro::Task<MlflowReport> checkMlflow(http::Client *client, mlflow::Connection connection, QString experiment,
                                      std::stop_token stop)
{
    mlflow::Client server(client, connection);
    const auto info = co_await server.serverInfo(stop);
    if (!info)
        co_return failed(info.error(), experiment);
    const mlflow::Version version = info->version;
    const QString versionText = u"%1.%2.%3"_s.arg(version.major).arg(version.minor).arg(version.patch);
    if (version < mlflow::firstWithStartTrace)
        co_return tooOld(versionText);
    const auto target = co_await resolveExperiment(&server, experiment, stop);
    if (!target)
        co_return failed(target.error(), experiment);
    if (target->deleted)
        co_return deleted(*target);
    mlflow::ExportOptions options;
    options.experimentId = target->id;
    options.artifact = version < mlflow::firstWithReadableOtlp;
    const mlflow::TraceExport made = mlflow::prepareTrace(testTrace(), options);
    const auto written = co_await writeTrace(&server, made, target->id, stop);
    const QStringList ids{trace::mlflowTraceId(made.id)};
    const auto removed = co_await server.deleteTraces(target->id, ids, stop); // also what arrived in part
    if (!written)
        co_return failed(written.error(), experiment);
    MlflowReport report;
    report.finding = Finding::Works;
    report.version = versionText;
    report.experimentId = target->id;
    report.traceDeleted = removed && *removed == 1;
    report.message = text(QT_TRANSLATE_NOOP("services::MlflowReport", "MLflow %1 takes traces for the experiment %2."))
                         .arg(versionText, experiment);
    co_return report;
}

} // namespace services
