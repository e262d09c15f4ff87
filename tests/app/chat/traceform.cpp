// SPDX-License-Identifier: Apache-2.0
#include "traceform.h"

#include "trace/mlflowwriter.h"

#include <algorithm>

using base::Json;
using base::JsonStyle;
using namespace Qt::StringLiterals;

namespace testsupport {

namespace {

QString text(const Json &value)
{
    return QString::fromUtf8(value.write(JsonStyle::Python));
}

bool isOurs(const QString &key)
{
    return key.startsWith("kong."_L1) || key.startsWith("spanway."_L1);
}

/// Set by MLflow's server, or by the exporter after the machine it runs on: their own tests look at them.
bool isForeign(const QString &key)
{
    static const QStringList keys{u"mlflow.trace.cost"_s,
                                  u"mlflow.trace.infoFinalized"_s,
                                  u"mlflow.user"_s,
                                  u"mlflow.artifactLocation"_s,
                                  u"mlflow.trace.sizeBytes"_s,
                                  u"mlflow.traceRequestId"_s,
                                  u"mlflow.trace.spansLocation"_s,
                                  u"mlflow.llm.cost"_s};
    return keys.contains(key) || key.startsWith("mlflow.source."_L1);
}

/// MLflow's server takes one layer off a string that holds JSON text of a string, object or array (golden README 3.3).
QString asStored(const QString &attribute)
{
    const Json value = *Json::parse(attribute.toUtf8());
    const auto inner = value.isString() ? Json::parse(value.toString().toUtf8()) : base::Result<Json>(Json());
    const bool layered = inner && (inner->isString() || inner->isArray() || inner->isObject());
    return layered ? value.toString() : attribute;
}

QString withSortedMembers(const QString &object)
{
    QList<Json::Member> members = Json::parse(object.toUtf8())->members();
    std::sort(members.begin(), members.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    return text(Json::object(members));
}

void addMap(QStringList &lines, const QString &what, const Json &map, int dropped)
{
    QStringList entries;
    for (const auto &[key, value] : map.members()) {
        if (key == "mlflow.trace.sizeStats"_L1)
            entries.append(
                u"spans counted "_s
                + text(Json::parse(value.toString().toUtf8())->operator[](u"num_spans").toInt64() - dropped));
        else if (!isForeign(key) && !isOurs(key))
            entries.append(key + u" = "_s + value.toString());
    }
    entries.sort();
    for (const QString &entry : entries)
        lines.append(what + u' ' + entry);
}

void addInfo(QStringList &lines, const Json &info, int dropped)
{
    for (const QString &key : {u"state"_s, u"request_preview"_s, u"response_preview"_s, u"client_request_id"_s}) {
        if (info.contains(key))
            lines.append(key + u' ' + info[key].toString());
    }
    addMap(lines, u"metadata"_s, info[u"trace_metadata"], dropped);
    addMap(lines, u"tag"_s, info[u"tags"], dropped);
}

void addAttributes(QStringList &lines, const Json &span, const QString &head)
{
    const bool failed = span[u"status"][u"code"].toString() == "STATUS_CODE_ERROR"_L1;
    QStringList arguments;
    QStringList entries;
    for (const auto &[key, value] : span[u"attributes"].members()) {
        // A failed call's model is read from the inputs by the server.
        if (isForeign(key) || isOurs(key) || (failed && key == "mlflow.llm.model"_L1))
            continue;
        const bool inputs = key == trace::keys::SpanInputs;
        const QString stored = asStored(value.toString());
        const QString entry = head + key + u" = "_s + (inputs ? withSortedMembers(stored) : stored);
        (key.startsWith("mlflow."_L1) ? entries : arguments).append(entry);
    }
    arguments.sort();
    lines += entries;
    lines += arguments;
}

void addEvents(QStringList &lines, const Json &span, const QString &head)
{
    for (const Json &event : span[u"events"].items()) {
        for (const auto &[key, value] : event[u"attributes"].members()) {
            const bool stack = key == "exception.stacktrace"_L1;
            lines.append(head + event[u"name"].toString() + u' ' + key
                         + (stack ? QString() : u" = "_s + value.toString()));
        }
    }
}

void addSpans(QStringList &lines, const QList<Json> &spans)
{
    QStringList ids;
    for (const Json &span : spans)
        ids.append(span[u"span_id"].toString());
    for (qsizetype i = 0; i < spans.size(); ++i) {
        const Json &span = spans.at(i);
        const QString head = u"span %1 "_s.arg(i);
        lines.append(head + u"name "_s + span[u"name"].toString());
        lines.append(head + u"below %1"_s.arg(ids.indexOf(span[u"parent_span_id"].toString())));
        lines.append(head + u"status "_s + text(span[u"status"]));
        const qint64 start = span[u"start_time_unix_nano"].toInt64();
        lines.append(head + (start > 0 && span[u"end_time_unix_nano"].toInt64() >= start ? u"ended"_s : u"open"_s));
        addAttributes(lines, span, head);
        addEvents(lines, span, head);
        lines.append(head + u"links %1"_s.arg(span[u"links"].size()));
    }
}

} // namespace

QStringList recordedForm(const Json &trace)
{
    QStringList lines;
    addInfo(lines, trace[u"trace_info"], 0);
    addSpans(lines, trace[u"get_trace_artifact"][u"spans"].items());
    return lines;
}

QStringList writtenForm(const trace::TraceRecord &record)
{
    const Json trace = trace::traceToDict(record);
    QList<Json> spans = trace[u"data"][u"spans"].items();
    const auto phases
        = spans.removeIf([](const Json &span) { return span[u"attributes"].contains(trace::keys::Phase); });
    QStringList lines;
    addInfo(lines, trace[u"info"], int(phases));
    addSpans(lines, spans);
    return lines;
}

QStringList differences(const QStringList &expected, const QStringList &actual)
{
    QStringList result;
    QStringList rest = actual;
    for (const QString &line : expected) {
        if (!rest.removeOne(line))
            result.append(u"- "_s + line);
    }
    for (const QString &line : std::as_const(rest))
        result.append(u"+ "_s + line);
    // The same lines, but in another order.
    if (result.isEmpty() && expected != actual)
        result.append(u"order"_s);
    return result;
}

} // namespace testsupport
