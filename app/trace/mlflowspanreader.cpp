// SPDX-License-Identifier: Apache-2.0
#include "trace/mlflowspanreader.h"

#include "trace/otlpvalue.h"
#include "trace/wireattributes.h"
#include "trace/withvalues.h"

#include <QtCore/QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;
using base::Json;

namespace trace {

namespace {

SpanStatus statusOf(const Json &code)
{
    const QString word = code.toString();
    if (word == u"STATUS_CODE_OK" || word == u"OK" || code.toInt64() == 1)
        return SpanStatus::Ok;
    if (word == u"STATUS_CODE_ERROR" || word == u"ERROR" || code.toInt64() == 2)
        return SpanStatus::Error;
    return SpanStatus::Unset;
}

/// In dict forms every attribute value is JSON text; what does not read as such is text.
Json decoded(const Json &value)
{
    if (!value.isString())
        return value;
    return Json::parse(value.toString().toUtf8()).value_or(value);
}

Attributes spanAttributes(const Json &json)
{
    if (json.isArray())
        return Attributes::fromMembers(otlpMembers(json));
    return Attributes::fromMembers(withValues(json.members(), decoded));
}

Attributes plainAttributes(const Json &json)
{
    return Attributes::fromMembers(json.isArray() ? otlpMembers(json) : json.members());
}

} // namespace

MlflowSpanReader::MlflowSpanReader(TraceRecord &record, IssueList &issues, QString path)
    : m_record(record)
    , m_issues(issues)
    , m_path(std::move(path))
{ }

void MlflowSpanReader::read(const Json &spans)
{
    for (m_index = 0; m_index < spans.size(); ++m_index)
        readSpan(spans.at(m_index));
    // A span without a start would stretch the timeline back to 1970.
    base::Timestamp earliest = m_record.info.start;
    bool known = false;
    for (qsizetype i = 0, unknown = 0; i < m_record.spans.size(); ++i) {
        if (unknown < m_withoutStart.size() && m_withoutStart.at(unknown) == i) {
            ++unknown;
            continue;
        }
        earliest = known ? std::min(earliest, m_record.spans.at(i).start) : m_record.spans.at(i).start;
        known = true;
    }
    for (const qsizetype i : std::as_const(m_withoutStart))
        m_record.spans[i].start = earliest;
}

void MlflowSpanReader::readSpan(const Json &json)
{
    if (!json.isObject()) {
        unreadable({});
        return;
    }
    Span span;
    span.id = spanId(json);
    const Json &parent = otlpMember(json, u"parent_span_id");
    span.parent = otlpSpanId(parent);
    if (span.parent && span.parent->isNull())
        span.parent.reset();
    else if (!span.parent && !parent.isNull() && !parent.toString(u"?"_s).isEmpty())
        unreadable(u"parent_span_id");
    if (!json[u"name"].isString())
        unreadable(u"name");
    span.name = json[u"name"].toString();
    readTimes(json, span);
    readStatus(json[u"status"], span);
    span.attributes = spanAttributes(json[u"attributes"]);
    readEvents(json[u"events"], span);
    readLinks(json[u"links"], span);
    takeWireAttributes(m_record.info.id, span);
    m_record.spans.append(std::move(span));
}

void MlflowSpanReader::readTimes(const Json &json, Span &span)
{
    if (const auto start = time(otlpMember(json, u"start_time_unix_nano"))) {
        span.start = *start;
    } else {
        unreadable(u"start_time_unix_nano");
        m_withoutStart.append(m_record.spans.size());
    }
    const Json &end = otlpMember(json, u"end_time_unix_nano");
    if (end.isNull())
        return;
    span.end = time(end);
    if (!span.end)
        unreadable(u"end_time_unix_nano");
    else if (span.end->time_since_epoch().count() == 0)
        span.end.reset(); // protobuf's way to leave it out
}

void MlflowSpanReader::readStatus(const Json &json, Span &span)
{
    span.status = statusOf(json[u"code"]);
    span.statusMessage = json[u"message"].toString();
}

void MlflowSpanReader::readEvents(const Json &events, Span &span)
{
    for (const Json &json : events.items()) {
        const auto at = time(otlpMember(json, u"time_unix_nano"));
        if (!at || !json[u"name"].isString()) {
            unreadable(u"events");
            continue;
        }
        span.events.append({json[u"name"].toString(), *at, plainAttributes(json[u"attributes"])});
    }
}

void MlflowSpanReader::readLinks(const Json &links, Span &span)
{
    for (const Json &json : links.items()) {
        const auto trace = otlpTraceId(otlpMember(json, u"trace_id"));
        const auto id = otlpSpanId(otlpMember(json, u"span_id"));
        if (trace && id)
            span.links.append({*trace, *id, plainAttributes(json[u"attributes"])});
        else
            unreadable(u"links");
    }
}

/// The id, or one made from the place in the list, so that the span can be shown.
SpanId MlflowSpanReader::spanId(const Json &json)
{
    const auto id = otlpSpanId(otlpMember(json, u"span_id"));
    if (id && !id->isNull())
        return *id;
    unreadable(u"span_id");
    QByteArray bytes(sizeof(quint64), '\0');
    qToBigEndian(quint64(m_index) + 1, bytes.data());
    return *SpanId::fromBytes(bytes);
}

std::optional<base::Timestamp> MlflowSpanReader::time(const Json &value)
{
    const auto nanoseconds = otlpInteger(value);
    return nanoseconds ? std::optional(base::Timestamp(std::chrono::nanoseconds(*nanoseconds))) : std::nullopt;
}

void MlflowSpanReader::unreadable(QStringView field)
{
    m_issues.add(Issue::Kind::Unreadable, -1, [this, field] {
        const QString span = u"%1[%2]"_s.arg(m_path).arg(m_index);
        return field.isEmpty() ? span : span + u'.' + field.toString();
    });
}

} // namespace trace
