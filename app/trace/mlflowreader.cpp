// SPDX-License-Identifier: Apache-2.0
#include "trace/mlflowreader.h"

#include "trace/mlflowspanreader.h"
#include "trace/otlpvalue.h"
#include "trace/tracepreview.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;
using base::Json;

namespace trace {

namespace {

/// The members of a trace, wherever its form keeps them.
struct Parts
{
    const Json &info;
    const Json &spans;
    QString infoPath;
    QString spansPath;
};

std::optional<Parts> partsOf(const Json &json)
{
    const Json &inner = json[u"trace"];
    if (json[u"info"].isObject() && json[u"data"].isObject())
        return Parts{json[u"info"], json[u"data"][u"spans"], u"info"_s, u"data.spans"_s};
    if (inner.isObject() && (inner.contains(u"trace_info") || inner.contains(u"spans")))
        return Parts{inner[u"trace_info"], inner[u"spans"], u"trace.trace_info"_s, u"trace.spans"_s};
    if (json[u"trace_info"].isObject() || json[u"spans"].isArray())
        return Parts{json[u"trace_info"], json[u"spans"], u"trace_info"_s, u"spans"_s};
    const bool bareInfo = (json[u"trace_id"].isString() || json[u"request_id"].isString())
        && (json.contains(u"state") || json.contains(u"status") || json.contains(u"request_time"));
    if (bareInfo)
        return Parts{json, json[u"spans"], {}, u"spans"_s};
    return std::nullopt;
}

base::Error noTrace(const QString &detail)
{
    return base::Error(base::ErrorKind::InvalidInput,
                       QCoreApplication::translate("trace",
                                                   "This JSON holds no trace in a form that MLflow writes. "
                                                   "Export the trace from MLflow once more, as JSON."),
                       detail);
}

TraceState stateOf(const QString &word)
{
    if (word == u"OK")
        return TraceState::Ok;
    return word == u"ERROR" ? TraceState::Error : TraceState::InProgress;
}

// Nothing MLflow holds is further away; start and duration together still fit 64 bits of nanoseconds.
constexpr qint64 LatestMs = 8'000'000'000'000; // the year 2223
constexpr qint64 LongestMs = 1'000'000'000'000; // 31 years

/// RFC 3339 text, or milliseconds as the older API gives them.
std::optional<base::Timestamp> requestTime(const Json &value)
{
    std::optional<qint64> ms = otlpInteger(value);
    if (const QDateTime time = QDateTime::fromString(value.toString(), Qt::ISODateWithMs); !ms && time.isValid())
        ms = time.toMSecsSinceEpoch();
    if (!ms || *ms < 0 || *ms > LatestMs)
        return std::nullopt;
    return base::Timestamp(std::chrono::milliseconds(*ms));
}

/// "1.234s" or a number of milliseconds.
std::optional<std::chrono::milliseconds> duration(const Json &info)
{
    std::optional<qint64> ms = otlpInteger(info[u"execution_duration_ms"]);
    if (!ms)
        ms = otlpInteger(info[u"execution_time_ms"]);
    const QString text = info[u"execution_duration"].toString();
    if (!ms && text.endsWith(u's')) {
        bool valid = false;
        const double seconds = QStringView(text).chopped(1).toDouble(&valid);
        if (valid && std::abs(seconds) * 1000 <= double(LongestMs))
            ms = qRound64(seconds * 1000);
    }
    if (!ms || *ms < 0 || *ms > LongestMs)
        return std::nullopt;
    return std::chrono::milliseconds(*ms);
}

QMap<QString, QString> textMap(const Json &json)
{
    QMap<QString, QString> map;
    for (const auto &[key, value] : json.members())
        map.insert(key, value.isString() ? value.toString() : QString::fromUtf8(value.write(base::JsonStyle::Python)));
    return map;
}

const Json &firstOf(const Json &json, std::initializer_list<QStringView> keys)
{
    static const Json null;
    for (const QStringView key : keys) {
        if (!json[key].isNull())
            return json[key];
    }
    return null;
}

void unreadable(IssueList &issues, const QString &place)
{
    issues.add(Issue::Kind::Unreadable, -1, [&place] { return place; });
}

std::optional<TraceId> infoId(const Json &info)
{
    const QString text = firstOf(info, {u"trace_id", u"request_id"}).toString();
    return parseTraceId(QStringView(text).sliced(text.lastIndexOf(u'/') + 1)); // v4: trace:/<location>/<hex>
}

/// The id by the info, else by the first span that has one, else made from the content, so that the same file gives the
/// same trace.
TraceId traceId(const Json &json, const Parts &parts, IssueList &issues)
{
    if (const auto id = infoId(parts.info))
        return *id;
    for (const Json &span : parts.spans.items()) {
        if (const auto id = otlpTraceId(otlpMember(span, u"trace_id")))
            return *id;
    }
    unreadable(issues, parts.infoPath + (parts.infoPath.isEmpty() ? u""_s : u"."_s) + u"trace_id"_s);
    return *TraceId::fromBytes(QCryptographicHash::hash(json.write(), QCryptographicHash::Sha256).first(16));
}

/// The info has milliseconds; where the spans agree with it, theirs are the exact times.
void sharpenTimes(TraceRecord &record, const TraceInfo &told)
{
    const auto agrees = [](base::Timestamp exact, base::Timestamp rounded) {
        return std::chrono::abs(base::floorMs(exact) - base::floorMs(rounded)) <= std::chrono::milliseconds(1);
    };
    TraceInfo &info = record.info;
    if (!agrees(info.start, told.start))
        info.start = told.start;
    if (told.end && (!info.end || !agrees(*info.end, *told.end)))
        info.end = told.end;
}

void finish(TraceRecord &record, const TraceInfo &told, bool hasInfo)
{
    record.sortSpans();
    TraceRecord described = record;
    describeFromSpans(described);
    if (!hasInfo) {
        record.info = described.info;
        return;
    }
    if (!record.spans.isEmpty()) {
        record.info.start = described.info.start;
        record.info.end = described.info.end;
        sharpenTimes(record, told);
    }
    if (record.info.name.isEmpty())
        record.info.name = described.info.name;
}

} // namespace

TraceInfo readTraceInfo(const Json &json, IssueList &issues)
{
    TraceInfo info;
    info.id = infoId(json).value_or(TraceId());
    info.clientRequestId = json[u"client_request_id"].toString();
    if (const auto start = requestTime(firstOf(json, {u"request_time", u"timestamp_ms"})))
        info.start = *start;
    else
        unreadable(issues, u"request_time"_s);
    if (const auto length = duration(json))
        info.end = info.start + *length;
    info.state = stateOf(firstOf(json, {u"state", u"status"}).toString());
    info.requestPreview = json[u"request_preview"].toString();
    info.responsePreview = json[u"response_preview"].toString();
    info.tags = textMap(json[u"tags"]);
    info.metadata = textMap(firstOf(json, {u"trace_metadata", u"request_metadata"}));
    info.name = info.tags.take(infokeys::TraceName.toString());
    info.session = info.metadata.take(infokeys::Session.toString());
    return info;
}

base::Result<LoadedTrace> readMlflowTrace(const Json &json)
{
    const auto parts = partsOf(json);
    if (!parts)
        return tl::unexpected(noTrace(u"none of: info and data, trace, trace_info, spans"_s));
    LoadedTrace loaded;
    TraceRecord &record = loaded.record;
    const bool hasInfo = parts->info.isObject();
    if (hasInfo)
        record.info = readTraceInfo(parts->info, loaded.issues);
    record.info.id = traceId(json, *parts, loaded.issues);
    const TraceInfo told = record.info;
    if (!parts->spans.isNull() && !parts->spans.isArray())
        unreadable(loaded.issues, parts->spansPath);
    MlflowSpanReader(record, loaded.issues, parts->spansPath).read(parts->spans);
    finish(record, told, hasInfo);
    return loaded;
}

base::Result<QList<LoadedTrace>> readMlflowJson(QByteArrayView utf8)
{
    const auto json = Json::parse(utf8);
    if (!json)
        return tl::unexpected(json.error());
    QList<Json> candidates{*json};
    if (json->isArray())
        candidates = json->items();
    else if ((*json)[u"traces"].isArray())
        candidates = (*json)[u"traces"].items();
    QList<LoadedTrace> traces;
    base::Error error = noTrace(u"an empty list"_s);
    for (const Json &candidate : std::as_const(candidates)) {
        auto trace = readMlflowTrace(candidate);
        if (trace)
            traces.append(std::move(*trace));
        else
            error = trace.error();
    }
    if (traces.isEmpty())
        return tl::unexpected(std::move(error));
    return traces;
}

} // namespace trace
