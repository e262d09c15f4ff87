// SPDX-License-Identifier: Apache-2.0
#include "trace/mlflowwriter.h"

#include "trace/tracepreview.h"
#include "trace/wireattributes.h"
#include "trace/withvalues.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using base::Json;

namespace trace {

namespace {

// What MLflow keeps of keys and values (mlflow.md 4.3); anything longer is refused or cut by the server.
constexpr qsizetype MetadataLimit = 250;
constexpr qsizetype KeyLimit = 250;
constexpr qsizetype TagLimit = 4096;

Json base64(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

Json nanoseconds(base::Timestamp time)
{
    return qint64(time.time_since_epoch().count());
}

QString stateName(TraceState state)
{
    switch (state) {
    case TraceState::Ok:
        return u"OK"_s;
    case TraceState::Error:
        return u"ERROR"_s;
    case TraceState::InProgress:
        break;
    }
    return u"IN_PROGRESS"_s;
}

QString statusCode(SpanStatus status)
{
    switch (status) {
    case SpanStatus::Ok:
        return u"STATUS_CODE_OK"_s;
    case SpanStatus::Error:
        return u"STATUS_CODE_ERROR"_s;
    case SpanStatus::Unset:
        break;
    }
    return u"STATUS_CODE_UNSET"_s;
}

/// First start and last end of a trace; the end is empty while anything runs.
struct Extent
{
    base::Timestamp start;
    std::optional<base::Timestamp> end;
};

Extent extentOf(const TraceRecord &record)
{
    if (record.spans.isEmpty())
        return {record.info.start, record.info.end};
    Extent extent{record.spans.first().start, record.spans.first().end};
    for (const Span &span : record.spans) {
        extent.start = std::min(extent.start, span.start);
        if (!span.end || !extent.end)
            extent.end.reset();
        else
            extent.end = std::max(*extent.end, *span.end);
    }
    return extent;
}

std::optional<qint64> durationMs(const Extent &extent)
{
    if (!extent.end)
        return std::nullopt;
    return std::max<qint64>(0, (base::floorMs(*extent.end) - base::floorMs(extent.start)).count());
}

/// protobuf's JSON form of a Timestamp in whole milliseconds: without a fraction if that is zero.
QString timestampText(base::Timestamp time)
{
    return base::rfc3339Ms(time).remove(u".000"_s);
}

/// protobuf's JSON form of a Duration in milliseconds: "0.170s", "2s".
QString durationText(qint64 ms)
{
    if (ms % 1000 == 0)
        return u"%1s"_s.arg(ms / 1000);
    return u"%1.%2s"_s.arg(ms / 1000).arg(ms % 1000, 3, 10, QChar(u'0'));
}

Json textMap(const QMap<QString, QString> &map, qsizetype valueLimit)
{
    Json object = Json::object();
    for (auto it = map.cbegin(); it != map.cend(); ++it)
        object.insert(firstCodePoints(it.key(), KeyLimit), firstCodePoints(it.value(), valueLimit));
    return object;
}

QMap<QString, QString> metadataOf(const TraceInfo &info)
{
    QMap<QString, QString> metadata = info.metadata;
    if (!info.session.isEmpty())
        metadata.insert(infokeys::Session.toString(), info.session);
    return metadata;
}

QMap<QString, QString> tagsOf(const TraceInfo &info)
{
    QMap<QString, QString> tags = info.tags;
    if (!info.name.isEmpty())
        tags.insert(infokeys::TraceName.toString(), info.name);
    return tags;
}

Json location(const QString &experimentId)
{
    Json place = Json::object();
    place.insert(u"type"_s, u"MLFLOW_EXPERIMENT"_s);
    place.insert(u"mlflow_experiment"_s, Json::object({{u"experiment_id"_s, experimentId}}));
    return place;
}

/// The members both forms of TraceInfo begin with.
Json infoHead(const TraceInfo &info, const QString &experimentId, const Extent &extent)
{
    Json json = Json::object();
    json.insert(u"trace_id"_s, mlflowTraceId(info.id));
    if (!info.clientRequestId.isEmpty())
        json.insert(u"client_request_id"_s, info.clientRequestId);
    if (!experimentId.isEmpty())
        json.insert(u"trace_location"_s, location(experimentId));
    json.insert(u"request_time"_s, timestampText(extent.start));
    return json;
}

void appendInfoTail(Json &json, const TraceInfo &info)
{
    json.insert(u"state"_s, stateName(info.state));
    json.insert(u"trace_metadata"_s, textMap(metadataOf(info), MetadataLimit));
    json.insert(u"tags"_s, textMap(tagsOf(info), TagLimit));
    if (!info.requestPreview.isEmpty())
        json.insert(u"request_preview"_s, info.requestPreview);
    if (!info.responsePreview.isEmpty())
        json.insert(u"response_preview"_s, info.responsePreview);
}

Json eventToDict(const SpanEvent &event)
{
    return Json::object({{u"name"_s, event.name},
                         {u"time_unix_nano"_s, nanoseconds(event.time)},
                         {u"attributes"_s, Json::object(event.attributes.members())}});
}

Json linkToDict(const SpanLink &link)
{
    const Json attributes = link.attributes.isEmpty() ? Json() : Json::object(link.attributes.members());
    return Json::object(
        {{u"trace_id"_s, mlflowTraceId(link.trace)}, {u"span_id"_s, link.span.hex()}, {u"attributes"_s, attributes}});
}

/// Attribute values as MLflow holds them: the JSON text of each.
Json attributeTexts(const TraceId &trace, const Span &span)
{
    const auto text = [](const Json &value) { return QString::fromUtf8(value.write(base::JsonStyle::Python)); };
    return Json::object(withValues(wireAttributes(trace, span), text));
}

template <typename List, typename Function> Json mapped(const List &list, Function toJson)
{
    QList<Json> items(list.size());
    std::ranges::transform(list, items.begin(), toJson);
    return Json::array(std::move(items));
}

Json spansToDicts(const TraceRecord &record)
{
    return mapped(record.spans, [&record](const Span &span) { return spanToDict(record.info.id, span); });
}

} // namespace

Json startTraceInfo(const TraceRecord &record, const QString &experimentId)
{
    const Extent extent = extentOf(record);
    Json json = infoHead(record.info, experimentId, extent);
    if (const auto duration = durationMs(extent))
        json.insert(u"execution_duration"_s, durationText(*duration));
    appendInfoTail(json, record.info);
    return json;
}

Json traceToDict(const TraceRecord &record, const QString &experimentId)
{
    const Extent extent = extentOf(record);
    Json info = infoHead(record.info, experimentId, extent);
    appendInfoTail(info, record.info);
    if (const auto duration = durationMs(extent))
        info.insert(u"execution_duration_ms"_s, *duration);
    return Json::object({{u"info"_s, info}, {u"data"_s, Json::object({{u"spans"_s, spansToDicts(record)}})}});
}

Json traceArtifact(const TraceRecord &record)
{
    return Json::object({{u"spans"_s, spansToDicts(record)}});
}

Json spanToDict(const TraceId &trace, const Span &span)
{
    const Json status = Json::object({{u"code"_s, statusCode(span.status)}, {u"message"_s, span.statusMessage}});
    return Json::object({{u"trace_id"_s, base64(trace.bytes())},
                         {u"span_id"_s, base64(span.id.bytes())},
                         {u"parent_span_id"_s, span.parent ? base64(span.parent->bytes()) : Json()},
                         {u"name"_s, span.name},
                         {u"start_time_unix_nano"_s, nanoseconds(span.start)},
                         {u"end_time_unix_nano"_s, span.end ? nanoseconds(*span.end) : Json()},
                         {u"events"_s, mapped(span.events, eventToDict)},
                         {u"status"_s, status},
                         {u"attributes"_s, attributeTexts(trace, span)},
                         {u"links"_s, mapped(span.links, linkToDict)}});
}

} // namespace trace
