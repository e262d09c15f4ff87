// SPDX-License-Identifier: Apache-2.0
#include "store/spancodec.h"

#include "trace/withvalues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace store {

namespace {

using base::Json;

/// Json::parse() stops at 512 levels and the document adds a few of its own, so values nested deeper than this are
/// written as text.
constexpr int deepestPlain = 500;

bool isDeeperThan(const Json &json, int levels)
{
    if (!json.isArray() && !json.isObject())
        return false;
    if (levels == 0)
        return true;
    const auto deep = [levels](const Json &child) { return isDeeperThan(child, levels - 1); };
    return std::any_of(json.items().cbegin(), json.items().cend(), deep)
        || std::any_of(json.members().cbegin(), json.members().cend(),
                       [&deep](const Json::Member &member) { return deep(member.second); });
}

bool hasDeepValue(const trace::Span &span)
{
    const auto deep = [](const trace::Attributes &attributes) {
        return std::any_of(attributes.members().cbegin(), attributes.members().cend(),
                           [](const Json::Member &member) { return isDeeperThan(member.second, deepestPlain); });
    };
    return deep(span.attributes)
        || std::any_of(span.events.cbegin(), span.events.cend(),
                       [&deep](const trace::SpanEvent &event) { return deep(event.attributes); })
        || std::any_of(span.links.cbegin(), span.links.cend(),
                       [&deep](const trace::SpanLink &link) { return deep(link.attributes); });
}

class Writer
{
public:
    explicit Writer(bool asText)
        : m_asText(asText)
    { }

    Json attributes(const trace::Attributes &attributes) const
    {
        if (!m_asText)
            return Json::object(attributes.members());
        return Json::object(trace::withValues(attributes.members(), written));
    }

    Json event(const trace::SpanEvent &event) const
    {
        return Json::array(
            {Json(event.name), Json(qint64(event.time.time_since_epoch().count())), attributes(event.attributes)});
    }

    Json link(const trace::SpanLink &link) const
    {
        return Json::array({Json(link.trace.hex()), Json(link.span.hex()), attributes(link.attributes)});
    }

private:
    static Json written(const Json &value) { return QString::fromUtf8(value.write()); }

    bool m_asText;
};

class Reader
{
public:
    explicit Reader(bool asText)
        : m_asText(asText)
    { }

    trace::Attributes attributes(const Json &json) const
    {
        if (!m_asText)
            return trace::Attributes::fromMembers(json.members());
        return trace::Attributes::fromMembers(trace::withValues(json.members(), parsed));
    }

    trace::SpanEvent event(const Json &json) const
    {
        return {json.at(0).toString(), base::Timestamp(std::chrono::nanoseconds(json.at(1).toInt64())),
                attributes(json.at(2))};
    }

    trace::SpanLink link(const Json &json) const
    {
        return {trace::TraceId::fromHex(json.at(0).toString()).value_or(trace::TraceId()),
                trace::SpanId::fromHex(json.at(1).toString()).value_or(trace::SpanId()), attributes(json.at(2))};
    }

private:
    static Json parsed(const Json &text) { return Json::parse(text.toString().toUtf8()).value_or(text); }

    bool m_asText;
};

} // namespace

QByteArray SpanCodec::encode(const trace::Span &span)
{
    const bool asText = hasDeepValue(span);
    const Writer writer(asText);
    Json events = Json::array();
    for (const trace::SpanEvent &event : span.events)
        events.append(writer.event(event));
    Json links = Json::array();
    for (const trace::SpanLink &link : span.links)
        links.append(writer.link(link));
    return m_compressor.pack(Json::array({writer.attributes(span.attributes), events, links, Json(asText)}).write());
}

bool SpanCodec::decode(const QByteArray &packed, trace::Span &span)
{
    const auto bytes = m_compressor.unpack(packed);
    if (!bytes)
        return false;
    const auto json = Json::parse(*bytes);
    if (!json)
        return false;
    const Reader reader(json->at(3).toBool());
    span.attributes = reader.attributes(json->at(0));
    for (const Json &event : json->at(1).items())
        span.events.append(reader.event(event));
    for (const Json &link : json->at(2).items())
        span.links.append(reader.link(link));
    return true;
}

} // namespace store
