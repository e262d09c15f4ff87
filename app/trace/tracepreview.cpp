// SPDX-License-Identifier: Apache-2.0
#include "trace/tracepreview.h"

#include "trace/mlflowwriter.h"

#include <QtCore/QHash>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;
using base::Json;

namespace trace {

namespace {

constexpr qsizetype PreviewLimit = 1000; // mlflow/tracing/constant.py TRACE_REQUEST_RESPONSE_PREVIEW_MAX_LENGTH_OSS
constexpr qsizetype MetadataLimit = 250;

QString jsonText(const Json &value)
{
    return QString::fromUtf8(value.write(base::JsonStyle::Python));
}

/// Where the code point number `count` begins, or the text's size if there are not more than that.
qsizetype offsetOf(QStringView text, qsizetype count)
{
    qsizetype at = 0;
    for (; count > 0 && at < text.size(); --count)
        at += text.at(at).isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate() ? 2 : 1;
    return at;
}

bool isMessage(const Json &item)
{
    return item.isObject() && item.contains(u"role") && item.contains(u"content");
}

QList<Json> messagesAmong(const Json &list)
{
    QList<Json> messages;
    std::copy_if(list.items().cbegin(), list.items().cend(), std::back_inserter(messages), isMessage);
    return messages;
}

/// `_try_extract_messages` of mlflow/tracing/utils/truncation.py: the chat forms it knows, in its order.
QList<Json> extractMessages(const Json &value, int depth = 0)
{
    constexpr int WrapperLimit = 8; // "request" in "request" in ...: nobody nests it deeper
    if (!value.isObject() || depth > WrapperLimit)
        return {};
    if (const Json &messages = value[u"messages"]; messages.isArray() && messages.size() > 0)
        return messagesAmong(messages);
    if (const Json &message = value[u"choices"].at(0)[u"message"]; isMessage(message))
        return {message};
    for (const QStringView key : {QStringView(u"input"), QStringView(u"output")}) {
        if (const Json &list = value[key]; list.isArray() && list.size() > 0)
            return messagesAmong(list);
    }
    return extractMessages(value[u"request"], depth + 1);
}

QString textOf(const Json &message)
{
    const Json &content = message[u"content"];
    for (const Json &part : content.items()) {
        if (part.isString())
            return part.toString();
        const QString type = part[u"type"].toString();
        if (type == u"text" || type == u"output_text")
            return part[u"text"].toString();
    }
    return content.toString();
}

QString preview(const Json &value, QStringView role)
{
    const QList<Json> messages = extractMessages(value);
    QString text;
    if (!messages.isEmpty()) {
        const auto last = std::find_if(messages.crbegin(), messages.crend(),
                                       [role](const Json &message) { return message[u"role"].toString() == role; });
        text = textOf(last != messages.crend() ? *last : messages.last());
    }
    return cutCodePoints(text.isEmpty() ? jsonText(value) : text, PreviewLimit);
}

/// Which spans lie below one that has usage. Cycles and unknown parents count as the top.
class UsageAbove
{
public:
    explicit UsageAbove(const QList<Span> &spans)
        : m_spans(spans)
        , m_known(std::size_t(spans.size()), Unknown)
    {
        for (qsizetype row = spans.size() - 1; row >= 0; --row)
            m_rows.insert(spans.at(row).id, row); // the first of two equal ids wins
    }

    bool operator()(qsizetype row)
    {
        std::vector<qsizetype> path;
        Mark found = No;
        while (true) {
            Mark &mark = m_known[std::size_t(row)];
            if (mark != Unknown) {
                found = mark;
                break;
            }
            mark = No; // holds if the walk comes back here: a cycle
            path.push_back(row);
            const qsizetype parent = parentOf(row);
            if (parent < 0)
                break;
            if (m_spans.at(parent).attributes.contains(keys::TokenUsage)) {
                found = Yes;
                break;
            }
            row = parent;
        }
        for (const qsizetype passed : path)
            m_known[std::size_t(passed)] = found;
        return found == Yes;
    }

private:
    enum Mark : char { Unknown, No, Yes };

    qsizetype parentOf(qsizetype row) const
    {
        const Span &span = m_spans.at(row);
        return span.parent ? m_rows.value(*span.parent, -1) : -1;
    }

    const QList<Span> &m_spans;
    QHash<SpanId, qsizetype> m_rows;
    std::vector<Mark> m_known;
};

/// Bounded, so that the numbers of a broken file can be added up.
qint64 tokenCount(const Json &value)
{
    return std::clamp<qint64>(value.toInt64(), 0, 1'000'000'000'000);
}

qint64 percentile(const QList<qint64> &sorted, double share)
{
    const double at = share * double(sorted.size() - 1);
    const auto lower = qsizetype(at);
    if (lower + 1 >= sorted.size())
        return sorted.last();
    const double weight = at - double(lower);
    return qint64(double(sorted.at(lower)) * (1 - weight) + double(sorted.at(lower + 1)) * weight);
}

void setOrRemove(QMap<QString, QString> &map, QStringView key, const QString &value)
{
    if (value.isEmpty())
        map.remove(key.toString());
    else
        map.insert(key.toString(), value);
}

void describeTimes(TraceInfo &info, const QList<Span> &spans)
{
    info.start = spans.first().start;
    info.end = spans.first().end;
    for (const Span &span : spans) {
        info.start = std::min(info.start, span.start);
        if (!span.end || !info.end)
            info.end.reset();
        else
            info.end = std::max(*info.end, *span.end);
    }
}

void describeFromRoot(TraceInfo &info, const Span &root)
{
    const Json &inputs = root.attributes[keys::SpanInputs];
    const Json &outputs = root.attributes[keys::SpanOutputs];
    info.name = root.name;
    if (info.state == TraceState::InProgress && root.end)
        info.state = root.status == SpanStatus::Error ? TraceState::Error : TraceState::Ok;
    info.requestPreview = requestPreview(inputs);
    info.responsePreview = responsePreview(outputs);
}

/// Both keys are always there; autolog writes an empty text for outputs that never came.
void completeMetadata(TraceInfo &info, const Span &root)
{
    const auto cut = [&root](QStringView key) {
        const Json &value = root.attributes[key];
        return value.isNull() ? u""_s : cutCodePoints(jsonText(value), MetadataLimit);
    };
    info.metadata.insert(infokeys::TraceInputs.toString(), cut(keys::SpanInputs));
    info.metadata.insert(infokeys::TraceOutputs.toString(), cut(keys::SpanOutputs));
}

} // namespace

QString firstCodePoints(const QString &text, qsizetype most)
{
    return text.size() <= most ? text : text.first(offsetOf(text, most));
}

QString cutCodePoints(const QString &text, qsizetype most)
{
    if (text.size() <= most || offsetOf(text, most) == text.size())
        return text;
    return text.first(offsetOf(text, most - 3)) + u"..."_s;
}

QString requestPreview(const Json &inputs)
{
    return inputs.isNull() ? QString() : preview(inputs, u"user");
}

QString responsePreview(const Json &outputs)
{
    return outputs.isNull() ? QString() : preview(outputs, u"assistant");
}

Json aggregateTokenUsage(const QList<Span> &spans)
{
    constexpr std::array<QStringView, 3> Always{u"input_tokens", u"output_tokens", u"total_tokens"};
    constexpr std::array<QStringView, 2> Optional{u"cache_read_input_tokens", u"cache_creation_input_tokens"};
    UsageAbove usageAbove(spans);
    QHash<QStringView, qint64> sums;
    for (qsizetype row = 0; row < spans.size(); ++row) {
        const Json &usage = spans.at(row).attributes[keys::TokenUsage];
        if (!usage.isObject() || usageAbove(row))
            continue;
        for (const QStringView key : Always)
            sums[key] += tokenCount(usage[key]);
        for (const QStringView key : Optional) {
            if (usage[key].isNumber())
                sums[key] += tokenCount(usage[key]);
        }
    }
    Json sum;
    for (const QStringView key : {Always[0], Always[1], Always[2], Optional[0], Optional[1]}) {
        if (sums.contains(key))
            sum.insert(key.toString(), sums.value(key));
    }
    return sum;
}

void setSizeStats(TraceRecord &record, const QString &experimentId)
{
    QMap<QString, QString> &metadata = record.info.metadata;
    metadata.remove(infokeys::SizeStats.toString());
    metadata.remove(infokeys::SizeBytes.toString());
    if (record.spans.isEmpty())
        return;
    QList<qint64> sizes;
    for (const Span &span : std::as_const(record.spans))
        sizes.append(spanToDict(record.info.id, span).write(base::JsonStyle::PythonAscii).size());
    std::sort(sizes.begin(), sizes.end());
    const TraceRecord empty{record.info, {}};
    const qint64 separators = 2 * (sizes.size() - 1);
    const qint64 total = std::accumulate(sizes.cbegin(), sizes.cend(), qint64(0)) + separators
        + traceToDict(empty, experimentId).write(base::JsonStyle::PythonAscii).size();
    const Json stats = Json::object({{u"total_size_bytes"_s, total},
                                     {u"num_spans"_s, qint64(sizes.size())},
                                     {u"max"_s, sizes.last()},
                                     {u"p25"_s, percentile(sizes, 0.25)},
                                     {u"p50"_s, percentile(sizes, 0.50)},
                                     {u"p75"_s, percentile(sizes, 0.75)}});
    metadata.insert(infokeys::SizeStats.toString(), jsonText(stats));
    metadata.insert(infokeys::SizeBytes.toString(), QString::number(total));
}

void describeFromSpans(TraceRecord &record)
{
    if (record.spans.isEmpty())
        return;
    describeTimes(record.info, record.spans);
    if (const Span *root = record.root())
        describeFromRoot(record.info, *root);
}

void completeInfo(TraceRecord &record, const QString &experimentId)
{
    record.sortSpans();
    describeFromSpans(record);
    QMap<QString, QString> &metadata = record.info.metadata;
    if (const Span *root = record.root())
        completeMetadata(record.info, *root);
    const Json usage = aggregateTokenUsage(record.spans);
    setOrRemove(metadata, infokeys::TokenUsage, usage.isNull() ? QString() : jsonText(usage));
    metadata.insert(infokeys::SchemaVersion.toString(), u"3"_s);
    setSizeStats(record, experimentId);
}

} // namespace trace
