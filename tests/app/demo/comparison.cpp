// SPDX-License-Identifier: Apache-2.0
#include "app/demo/comparison.h"

#include "base/json.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Members whose numbers and names belong to one machine and moment.
bool isOfTheMoment(const QString &member)
{
    static const QStringList names{
        u"created_at"_s,    u"updated_at"_s, u"total_time"_s,        u"total_time_without_upstream"_s,
        u"____start____"_s, u"worker_pid"_s, u"hostname"_s,          u"n"_s,
        u"offset"_s,        u"next"_s,       u"configuration_hash"_s};
    return names.contains(member);
}

QString withoutIds(QString text)
{
    static const QRegularExpression uuid(u"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(#\\d+)?"_s);
    static const QRegularExpression hex(u"\\b[0-9a-f]{32}\\b"_s);
    return text.replace(uuid, u"UUID"_s).replace(hex, u"HEX"_s);
}

/// One spelling for all JSON that says the same: members sorted, ids and moments masked. Lists of entities come in no
/// order.
QString canonical(const base::Json &json, const QString &member = {})
{
    if (isOfTheMoment(member) && !json.isNull())
        return u"MOMENT"_s;
    if (json.isString())
        return u'"' + withoutIds(json.toString()) + u'"';
    if (!json.isArray() && !json.isObject())
        return QString::fromUtf8(json.write());
    QStringList parts;
    for (const base::Json &item : json.items())
        parts.append(canonical(item));
    for (const auto &[name, value] : json.members())
        parts.append(withoutIds(name) + u':' + canonical(value, name));
    const bool isSet = json.isObject() || member == "data"_L1 || member == "hosts"_L1;
    if (isSet)
        std::sort(parts.begin(), parts.end());
    return json.isObject() ? u'{' + parts.join(u',') + u'}' : u'[' + parts.join(u',') + u']';
}

QString canonicalBody(const QByteArray &body)
{
    const auto json = base::Json::parse(body);
    if (json && (json->isObject() || json->isArray()))
        return canonical(*json);
    return withoutIds(QString::fromUtf8(body));
}

QString maskedValue(const http::Header &header, bool withLength)
{
    static const QByteArrayList moments{"date"_ba,
                                        "x-kong-upstream-latency"_ba,
                                        "x-kong-proxy-latency"_ba,
                                        "x-kong-response-latency"_ba,
                                        "x-kong-admin-latency"_ba,
                                        "ratelimit-reset"_ba,
                                        "retry-after"_ba,
                                        "age"_ba};
    static const QByteArrayList ids{
        "x-kong-request-id"_ba, "x-cache-key"_ba,  "x-trace-id"_ba,  "x-credential-identifier"_ba,
        "traceparent"_ba,       "x-b3-traceid"_ba, "x-b3-spanid"_ba, "x-b3-parentspanid"_ba};
    const QByteArray name = header.name.toLower();
    if (moments.contains(name))
        return u"MOMENT"_s;
    if (ids.contains(name))
        return u"ID"_s;
    if (name == "x-kong-request-debug-output")
        return canonicalBody(header.value);
    if (name == "content-length" && !withLength)
        return u"LENGTH"_s;
    return withoutIds(QString::fromUtf8(header.value));
}

QStringList headerLines(const http::Headers &headers, bool withLength, bool lowerNames)
{
    QStringList lines;
    for (const http::Header &header : headers) {
        const QByteArray name = lowerNames ? header.name.toLower() : header.name;
        lines.append(QString::fromLatin1(name) + u": "_s + maskedValue(header, withLength));
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

QStringList listDifferences(const QString &what, QStringList recorded, QStringList actual)
{
    QStringList result;
    for (const QString &line : std::as_const(recorded)) {
        if (!actual.removeOne(line))
            result.append(u"%1 missing: %2"_s.arg(what, line));
    }
    for (const QString &line : std::as_const(recorded))
        actual.removeOne(line);
    for (const QString &line : std::as_const(actual))
        result.append(u"%1 too many: %2"_s.arg(what, line));
    return result;
}

} // namespace

QStringList differences(const RawMessage &recorded, const RawMessage &actual)
{
    QStringList result;
    if (recorded.statusLine != actual.statusLine)
        result.append(u"status: %1 instead of %2"_s.arg(QString::fromLatin1(actual.statusLine),
                                                        QString::fromLatin1(recorded.statusLine)));
    if (recorded.complete != actual.complete)
        result.append(actual.complete ? u"ends complete instead of closed"_s : u"closed instead of complete"_s);
    if (recorded.interim != actual.interim)
        result.append(u"100 Continue: %1"_s.arg(actual.interim));
    const QString body = canonicalBody(recorded.body);
    const QString actualBody = canonicalBody(actual.body);
    if (body != actualBody)
        result.append(u"body: %1\n   instead of %2"_s.arg(actualBody.left(3000), body.left(3000)));
    if (withoutIds(QString::fromUtf8(recorded.behind)) != withoutIds(QString::fromUtf8(actual.behind)))
        result.append(u"behind the end: "_s + QString::fromUtf8(actual.behind));
    // A body that names this machine has a length of its own; it must then be the right one for itself.
    const bool sameLength = recorded.body.size() == actual.body.size();
    if (!sameLength && actual.complete && !actual.chunked && !actual.body.isEmpty()
        && http::headerValue(actual.headers, "Content-Length").toLongLong() != actual.body.size())
        result.append(u"Content-Length is not the body's"_s);
    return result
        + listDifferences(u"header"_s, headerLines(recorded.headers, sameLength, false),
                          headerLines(actual.headers, sameLength, false));
}

QStringList callDifferences(const QByteArray &recorded, const demo::UpstreamCall &actual)
{
    const qsizetype headEnd = recorded.indexOf("\r\n\r\n");
    QByteArrayList lines = recorded.first(headEnd).split('\n');
    const QByteArray requestLine = lines.takeFirst().trimmed();
    http::Headers headers;
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        headers.append({line.first(colon), line.mid(colon + 1).trimmed()});
    }
    QStringList result;
    const QByteArray line = actual.method + ' ' + actual.target + " HTTP/1.1";
    if (line != requestLine)
        result.append(u"upstream: %1 instead of %2"_s.arg(QString::fromUtf8(line), QString::fromUtf8(requestLine)));
    const QByteArray body = recorded.mid(headEnd + 4);
    if (canonicalBody(body) != canonicalBody(actual.body))
        result.append(u"upstream body: %1\n   instead of %2"_s.arg(canonicalBody(actual.body), canonicalBody(body)));
    return result
        + listDifferences(u"upstream header"_s, headerLines(headers, true, true),
                          headerLines(actual.headers, true, true));
}
