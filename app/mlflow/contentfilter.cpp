// SPDX-License-Identifier: Apache-2.0
#include "mlflow/contentfilter.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using base::Json;

namespace mlflow {

namespace {

/// Attributes whose text or object is no content. Everything else passes only as a number or a switch.
constexpr std::array keptAttributes{
    trace::keys::SpanType,
    trace::keys::MessageFormat,
    trace::keys::LlmModel,
    trace::keys::TokenUsage,
    trace::keys::LlmCost,
    trace::keys::State,
    trace::keys::Phase,
    QStringView(u"model"),
    QStringView(u"mlflow.llm.provider"),
    QStringView(u"kong.request_id"),
    QStringView(u"kong.model"),
    QStringView(u"kong.provider"),
    QStringView(u"kong.route"),
    QStringView(u"kong.service"),
    QStringView(u"kong.cache_status"),
    QStringView(u"kong.via"),
};

constexpr std::array droppedMetadata{trace::infokeys::TraceInputs, trace::infokeys::TraceOutputs};

bool mayLeave(const Json::Member &attribute)
{
    // An answer that is a bare number is still an answer.
    if (attribute.first == trace::keys::SpanInputs || attribute.first == trace::keys::SpanOutputs)
        return false;
    if (attribute.second.isNumber() || attribute.second.isBool())
        return true;
    return std::find(keptAttributes.cbegin(), keptAttributes.cend(), attribute.first) != keptAttributes.cend();
}

trace::Attributes filtered(const trace::Attributes &attributes)
{
    trace::Attributes kept;
    for (const Json::Member &attribute : attributes.members()) {
        if (mayLeave(attribute))
            kept.set(attribute.first, attribute.second);
    }
    return kept;
}

void filterEvent(trace::SpanEvent &event)
{
    trace::Attributes kept;
    // The class of an exception is a name; its message quotes the conversation.
    if (const Json &type = event.attributes[u"exception.type"]; type.isString())
        kept.set(u"exception.type"_s, type);
    event.attributes = kept;
}

bool isOurTag(const QString &key)
{
    return key.startsWith("kong."_L1) || key.startsWith("spanway."_L1) || key == trace::infokeys::TraceName;
}

} // namespace

void keepNumbersOnly(trace::TraceRecord &record)
{
    for (trace::Span &span : record.spans) {
        span.attributes = filtered(span.attributes);
        span.statusMessage.clear();
        for (trace::SpanEvent &event : span.events)
            filterEvent(event);
        for (trace::SpanLink &link : span.links)
            link.attributes = {};
    }
    trace::TraceInfo &info = record.info;
    info.requestPreview.clear();
    info.responsePreview.clear();
    info.clientRequestId.clear();
    for (const QString &key : info.tags.keys()) {
        if (!isOurTag(key))
            info.tags.remove(key);
    }
    for (const QString &key : info.metadata.keys()) {
        const bool dropped = std::find(droppedMetadata.cbegin(), droppedMetadata.cend(), key) != droppedMetadata.cend();
        if (dropped || !key.startsWith("mlflow."_L1))
            info.metadata.remove(key);
    }
}

} // namespace mlflow
