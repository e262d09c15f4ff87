// SPDX-License-Identifier: Apache-2.0
#include "trace/otlpwriter.h"

#include "trace/otlpfields.h"
#include "trace/wireattributes.h"

#include <charconv>

using namespace Qt::StringLiterals;

namespace trace {

namespace {

/// Writes the content of an AnyValue message.
class ValueWriter
{
public:
    explicit ValueWriter(ProtobufWriter &out)
        : m_out(out)
    { }

    void keyValue(int field, const QString &key, const base::Json &value)
    {
        const qsizetype pair = m_out.begin(field);
        m_out.bytes(otlp::KeyValueKey, key.toUtf8());
        if (!value.isNull()) // a null is a key alone, as the client sends it
            anyValue(otlp::KeyValueValue, value);
        m_out.end(pair);
    }

private:
    void anyValue(int field, const base::Json &value)
    {
        const qsizetype any = m_out.begin(field);
        content(value);
        m_out.end(any);
    }

    void content(const base::Json &value)
    {
        using Type = base::Json::Type;
        switch (value.type()) {
        case Type::Null:
            break;
        case Type::Bool:
            m_out.varint(otlp::AnyBool, value.toBool() ? 1 : 0);
            break;
        case Type::Number:
            number(value);
            break;
        case Type::String:
            m_out.bytes(otlp::AnyString, value.toString().toUtf8());
            break;
        case Type::Array:
            array(value);
            break;
        case Type::Object:
            object(value);
            break;
        }
    }

    void number(const base::Json &value)
    {
        const QByteArray text = value.numberText();
        std::int64_t integer = 0;
        const auto [end, error] = std::from_chars(text.cbegin(), text.cend(), integer);
        if (error == std::errc() && end == text.cend())
            m_out.varint(otlp::AnyInt, std::uint64_t(integer));
        else
            m_out.real(otlp::AnyDouble, value.toDouble());
    }

    void array(const base::Json &value)
    {
        const qsizetype list = m_out.begin(otlp::AnyArray);
        for (const base::Json &item : value.items())
            anyValue(otlp::ListValues, item);
        m_out.end(list);
    }

    void object(const base::Json &value)
    {
        const qsizetype list = m_out.begin(otlp::AnyKvlist);
        for (const auto &[key, member] : value.members())
            keyValue(otlp::ListValues, key, member);
        m_out.end(list);
    }

    ProtobufWriter &m_out;
};

std::uint64_t nanoseconds(base::Timestamp time)
{
    return std::uint64_t(time.time_since_epoch().count());
}

void writeAttributes(ProtobufWriter &out, int field, const QList<base::Json::Member> &attributes)
{
    ValueWriter values(out);
    for (const auto &[key, value] : attributes)
        values.keyValue(field, key, value);
}

} // namespace

OtlpWriter::OtlpWriter(const Attributes &resource)
{
    m_resourceSpans = m_out.begin(otlp::RequestResourceSpans);
    const qsizetype mark = m_out.begin(otlp::ResourceSpansResource);
    writeAttributes(m_out, otlp::ResourceAttributes, resource.members());
    m_out.end(mark);
    m_scopeSpans = m_out.begin(otlp::ResourceSpansScopeSpans);
}

void OtlpWriter::add(const TraceRecord &trace)
{
    for (const Span &span : trace.spans)
        addSpan(trace.info.id, span);
}

void OtlpWriter::addSpan(const TraceId &trace, const Span &span)
{
    const qsizetype mark = m_out.begin(otlp::ScopeSpansSpans);
    m_out.bytes(otlp::SpanTraceId, trace.bytes());
    m_out.bytes(otlp::SpanSpanId, span.id.bytes());
    if (span.parent)
        m_out.bytes(otlp::SpanParentId, span.parent->bytes());
    if (!span.name.isEmpty())
        m_out.bytes(otlp::SpanName, span.name.toUtf8());
    if (nanoseconds(span.start) != 0)
        m_out.fixed64(otlp::SpanStart, nanoseconds(span.start));
    if (span.end)
        m_out.fixed64(otlp::SpanEnd, nanoseconds(*span.end));
    writeAttributes(m_out, otlp::SpanAttributes, wireAttributes(trace, span));
    for (const SpanEvent &event : span.events)
        addEvent(event);
    for (const SpanLink &link : span.links)
        addLink(link);
    const qsizetype status = m_out.begin(otlp::SpanStatus);
    if (!span.statusMessage.isEmpty())
        m_out.bytes(otlp::StatusMessage, span.statusMessage.toUtf8());
    if (span.status != SpanStatus::Unset)
        m_out.varint(otlp::StatusCode, span.status == SpanStatus::Ok ? otlp::CodeOk : otlp::CodeError);
    m_out.end(status);
    m_out.end(mark);
}

void OtlpWriter::addEvent(const SpanEvent &event)
{
    const qsizetype mark = m_out.begin(otlp::SpanEvents);
    if (nanoseconds(event.time) != 0)
        m_out.fixed64(otlp::EventTime, nanoseconds(event.time));
    if (!event.name.isEmpty())
        m_out.bytes(otlp::EventName, event.name.toUtf8());
    writeAttributes(m_out, otlp::EventAttributes, event.attributes.members());
    m_out.end(mark);
}

void OtlpWriter::addLink(const SpanLink &link)
{
    const qsizetype mark = m_out.begin(otlp::SpanLinks);
    m_out.bytes(otlp::LinkTraceId, link.trace.bytes());
    m_out.bytes(otlp::LinkSpanId, link.span.bytes());
    writeAttributes(m_out, otlp::LinkAttributes, link.attributes.members());
    m_out.end(mark);
}

qsizetype OtlpWriter::size() const
{
    return m_out.size();
}

QByteArray OtlpWriter::finish()
{
    m_out.end(m_scopeSpans);
    m_out.end(m_resourceSpans);
    return m_out.take();
}

} // namespace trace
