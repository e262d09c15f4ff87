// SPDX-License-Identifier: Apache-2.0
#include "trace/otlpreader.h"

#include "trace/otlpfields.h"
#include "trace/protobufreader.h"
#include "trace/wireattributes.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringDecoder>

#include <bit>
#include <cmath>

using namespace Qt::StringLiterals;
using base::Json;

namespace trace {

namespace {

constexpr int DepthLimit = 64;

/// Decodes message by message; the first fault names where it was and ends everything.
class Decoder
{
public:
    bool request(QByteArrayView message)
    {
        return fields(message, u"request", [this](const ProtobufReader &field) {
            return field.field() != otlp::RequestResourceSpans || (isMessage(field) && resourceSpans(field.bytes()));
        });
    }

    QList<OtlpBatch> batches;
    QString fault;

private:
    using Type = ProtobufReader::Type;
    using Members = QList<Json::Member>;

    template <typename Handler> bool fields(QByteArrayView message, QStringView what, Handler handle)
    {
        ProtobufReader reader(message);
        while (reader.next()) {
            if (!handle(reader))
                return refuse(what);
        }
        return !reader.failed() || refuse(what);
    }

    bool refuse(QStringView what)
    {
        if (fault.isEmpty())
            fault = what.toString();
        return false;
    }

    static bool isMessage(const ProtobufReader &field) { return field.type() == Type::Length; }

    static bool text(const ProtobufReader &field, QString &into)
    {
        if (field.type() != Type::Length)
            return false;
        QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        into = utf8.decode(field.bytes());
        return !utf8.hasError();
    }

    static bool time(const ProtobufReader &field, base::Timestamp &into)
    {
        into = base::Timestamp(std::chrono::nanoseconds(std::int64_t(field.number())));
        return field.type() == Type::Fixed64;
    }

    template <typename Id> static bool identifier(const ProtobufReader &field, Id &into)
    {
        const auto id = Id::fromBytes(field.bytes());
        if (field.type() != Type::Length || !id)
            return false;
        into = *id;
        return true;
    }

    bool resourceSpans(QByteArrayView message)
    {
        Members resource;
        const auto first = batches.size();
        const bool whole = fields(message, u"ResourceSpans", [&](const ProtobufReader &field) {
            switch (field.field()) {
            case otlp::ResourceSpansResource:
                return isMessage(field) && resourceAttributes(field.bytes(), resource);
            case otlp::ResourceSpansScopeSpans:
                batches.append(OtlpBatch());
                return isMessage(field) && scopeSpans(field.bytes(), batches.last());
            default:
                return true;
            }
        });
        for (auto i = first; i < batches.size(); ++i)
            batches[i].resource = Attributes::fromMembers(resource); // may follow its spans on the wire
        return whole;
    }

    bool resourceAttributes(QByteArrayView message, Members &into)
    {
        return fields(message, u"Resource", [&](const ProtobufReader &field) {
            return field.field() != otlp::ResourceAttributes || attribute(field, into);
        });
    }

    bool scopeSpans(QByteArrayView message, OtlpBatch &batch)
    {
        return fields(message, u"ScopeSpans", [&](const ProtobufReader &field) {
            switch (field.field()) {
            case otlp::ScopeSpansScope:
                return isMessage(field) && scope(field.bytes(), batch);
            case otlp::ScopeSpansSpans:
                batch.spans.append(std::pair<TraceId, Span>());
                return isMessage(field) && span(field.bytes(), batch.spans.last());
            default:
                return true;
            }
        });
    }

    bool scope(QByteArrayView message, OtlpBatch &batch)
    {
        return fields(message, u"InstrumentationScope", [&](const ProtobufReader &field) {
            switch (field.field()) {
            case otlp::ScopeName:
                return text(field, batch.scopeName);
            case otlp::ScopeVersion:
                return text(field, batch.scopeVersion);
            default:
                return true;
            }
        });
    }

    bool span(QByteArrayView message, std::pair<TraceId, Span> &into)
    {
        auto &[trace, span] = into;
        Members attributes;
        const bool whole = fields(message, u"Span", [&, this](const ProtobufReader &field) {
            if (field.field() == otlp::SpanAttributes)
                return attribute(field, attributes);
            return field.field() < otlp::SpanAttributes ? spanField(field, into) : spanPart(field, into.second);
        });
        span.attributes = Attributes::fromMembers(std::move(attributes));
        if (!whole || trace.isNull() || span.id.isNull())
            return refuse(u"Span");
        if (span.parent && span.parent->isNull())
            span.parent.reset(); // eight zero bytes mean "none" (mlflow.md 4.1)
        takeWireAttributes(trace, span);
        return true;
    }

    bool spanField(const ProtobufReader &field, std::pair<TraceId, Span> &into)
    {
        auto &[trace, span] = into;
        switch (field.field()) {
        case otlp::SpanTraceId:
            return identifier(field, trace);
        case otlp::SpanSpanId:
            return identifier(field, span.id);
        case otlp::SpanParentId:
            if (isMessage(field) && field.bytes().isEmpty())
                return true;
            return identifier(field, span.parent.emplace());
        case otlp::SpanName:
            return text(field, span.name);
        case otlp::SpanStart:
            return time(field, span.start);
        case otlp::SpanEnd:
            return time(field, span.end.emplace());
        default:
            return true;
        }
    }

    bool spanPart(const ProtobufReader &field, Span &span)
    {
        switch (field.field()) {
        case otlp::SpanEvents:
            span.events.append(SpanEvent());
            return isMessage(field) && event(field.bytes(), span.events.last());
        case otlp::SpanLinks:
            span.links.append(SpanLink());
            return isMessage(field) && link(field.bytes(), span.links.last());
        case otlp::SpanStatus:
            return isMessage(field) && status(field.bytes(), span);
        default:
            return true;
        }
    }

    bool event(QByteArrayView message, SpanEvent &event)
    {
        Members attributes;
        const bool whole = fields(message, u"Event", [&](const ProtobufReader &field) {
            switch (field.field()) {
            case otlp::EventTime:
                return time(field, event.time);
            case otlp::EventName:
                return text(field, event.name);
            case otlp::EventAttributes:
                return attribute(field, attributes);
            default:
                return true;
            }
        });
        event.attributes = Attributes::fromMembers(std::move(attributes));
        return whole;
    }

    bool link(QByteArrayView message, SpanLink &link)
    {
        Members attributes;
        const bool whole = fields(message, u"Link", [&](const ProtobufReader &field) {
            switch (field.field()) {
            case otlp::LinkTraceId:
                return identifier(field, link.trace);
            case otlp::LinkSpanId:
                return identifier(field, link.span);
            case otlp::LinkAttributes:
                return attribute(field, attributes);
            default:
                return true;
            }
        });
        link.attributes = Attributes::fromMembers(std::move(attributes));
        return whole;
    }

    bool status(QByteArrayView message, Span &span)
    {
        return fields(message, u"Status", [&](const ProtobufReader &field) {
            if (field.field() == otlp::StatusMessage)
                return text(field, span.statusMessage);
            if (field.field() == otlp::StatusCode) {
                span.status = field.number() == otlp::CodeOk ? SpanStatus::Ok
                    : field.number() == otlp::CodeError      ? SpanStatus::Error
                                                             : SpanStatus::Unset;
                return field.type() == Type::Varint;
            }
            return true;
        });
    }

    bool attribute(const ProtobufReader &field, Members &into)
    {
        into.append(Json::Member());
        return isMessage(field) && keyValue(field.bytes(), into.last(), 0);
    }

    bool keyValue(QByteArrayView message, Json::Member &member, int depth)
    {
        return fields(message, u"KeyValue", [&](const ProtobufReader &field) {
            if (field.field() == otlp::KeyValueKey)
                return text(field, member.first);
            if (field.field() == otlp::KeyValueValue)
                return isMessage(field) && value(field.bytes(), member.second, depth);
            return true;
        });
    }

    bool value(QByteArrayView message, Json &into, int depth)
    {
        if (depth > DepthLimit)
            return refuse(u"AnyValue");
        return fields(message, u"AnyValue", [&](const ProtobufReader &field) {
            switch (field.field()) {
            case otlp::AnyString: {
                QString string;
                const bool valid = text(field, string);
                into = string;
                return valid;
            }
            case otlp::AnyBool:
                into = field.number() != 0;
                return field.type() == Type::Varint;
            case otlp::AnyInt:
                into = qint64(field.number());
                return field.type() == Type::Varint;
            case otlp::AnyDouble:
                into = real(std::bit_cast<double>(field.number()));
                return field.type() == Type::Fixed64;
            case otlp::AnyArray:
                return isMessage(field) && array(field.bytes(), into, depth);
            case otlp::AnyKvlist:
                return isMessage(field) && object(field.bytes(), into, depth);
            case otlp::AnyBytes:
                into = QString::fromLatin1(field.bytes().toByteArray().toBase64());
                return isMessage(field);
            default:
                return true;
            }
        });
    }

    static Json real(double number)
    {
        if (std::isnan(number))
            return u"NaN"_s;
        if (std::isinf(number))
            return number > 0 ? u"Infinity"_s : u"-Infinity"_s;
        return number;
    }

    bool array(QByteArrayView message, Json &into, int depth)
    {
        QList<Json> items;
        const bool whole = fields(message, u"ArrayValue", [&](const ProtobufReader &field) {
            if (field.field() != otlp::ListValues)
                return true;
            items.append(Json());
            return isMessage(field) && value(field.bytes(), items.last(), depth + 1);
        });
        into = Json::array(std::move(items));
        return whole;
    }

    bool object(QByteArrayView message, Json &into, int depth)
    {
        QList<Json::Member> members;
        const bool whole = fields(message, u"KeyValueList", [&](const ProtobufReader &field) {
            if (field.field() != otlp::ListValues)
                return true;
            members.append(Json::Member());
            return isMessage(field) && keyValue(field.bytes(), members.last(), depth + 1);
        });
        into = Json::object(Attributes::fromMembers(std::move(members)).members());
        return whole;
    }
};

} // namespace

base::Result<QList<OtlpBatch>> readOtlp(QByteArrayView protobuf)
{
    Decoder decoder;
    if (decoder.request(protobuf))
        return std::move(decoder.batches);
    return tl::unexpected(base::Error(
        base::ErrorKind::InvalidInput,
        QCoreApplication::translate("trace", "These bytes are not an OpenTelemetry trace request in protobuf form."),
        u"fault in %1"_s.arg(decoder.fault)));
}

} // namespace trace
