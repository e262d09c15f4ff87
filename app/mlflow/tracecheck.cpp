// SPDX-License-Identifier: Apache-2.0
#include "mlflow/tracecheck.h"

#include "mlflow/words.h"

#include <QtCore/QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using base::Json;

namespace mlflow {

namespace {

constexpr qsizetype SessionLimit = 250;
constexpr qsizetype NameLimit = 4096;
constexpr std::array costKeys{QStringView(u"input_cost"), QStringView(u"output_cost"), QStringView(u"total_cost")};
constexpr std::array usageKeys{QStringView(u"input_tokens"), QStringView(u"output_tokens"),
                               QStringView(u"total_tokens"), QStringView(u"cache_read_input_tokens"),
                               QStringView(u"cache_creation_input_tokens")};
constexpr std::array sessionKeys{QStringView(u"session.id"), QStringView(u"gen_ai.conversation.id")};
constexpr std::array providerKeys{QStringView(u"mlflow.llm.provider"), QStringView(u"gen_ai.provider.name")};

bool hasWholeCost(const trace::Span &span)
{
    const Json &cost = span.attributes[trace::keys::LlmCost];
    return std::all_of(costKeys.cbegin(), costKeys.cend(), [&cost](QStringView key) { return cost[key].isNumber(); });
}

std::optional<QString> timeProblem(const trace::Span &span)
{
    if (!span.end)
        return Words::tr("The span %1 has not ended.").arg(span.name);
    if (span.start.time_since_epoch().count() <= 0)
        return Words::tr("The span %1 has no start.").arg(span.name);
    if (*span.end < span.start)
        return Words::tr("The span %1 ends before it starts.").arg(span.name);
    const bool early = std::any_of(span.events.cbegin(), span.events.cend(), [](const trace::SpanEvent &event) {
        return event.time.time_since_epoch().count() < 0;
    });
    if (early)
        return Words::tr("An event of the span %1 lies before 1970.").arg(span.name);
    return std::nullopt;
}

std::optional<QString> numberProblem(const trace::Span &span)
{
    const Json &usage = span.attributes[trace::keys::TokenUsage];
    if (!usage.isNull() && !usage.isObject())
        return Words::tr("The token usage of the span %1 is not an object.").arg(span.name);
    for (const QStringView key : usageKeys) {
        if (usage.contains(key) && !usage[key].isInteger())
            return Words::tr("The token usage of the span %1 is not made of whole numbers.").arg(span.name);
    }
    if (span.attributes.contains(trace::keys::LlmCost) && !hasWholeCost(span))
        return Words::tr("The cost of the span %1 is not made of three numbers.").arg(span.name);
    for (const QStringView key : sessionKeys) {
        if (span.attributes[key].toString().size() > SessionLimit)
            return Words::tr("The session of the span %1 is longer than 250 characters.").arg(span.name);
    }
    return std::nullopt;
}

std::optional<QString> shapeProblem(const trace::TraceRecord &record)
{
    if (record.info.id.isNull())
        return Words::tr("The trace has no id.");
    if (!record.root())
        return Words::tr("The trace has no root span, MLflow would show it as running for ever.");
    QSet<trace::SpanId> seen;
    for (const trace::Span &span : record.spans) {
        if (span.id.isNull())
            return Words::tr("The span %1 has no id.").arg(span.name);
        if (span.parent == span.id)
            return Words::tr("The span %1 is its own parent.").arg(span.name);
        if (seen.contains(span.id))
            return Words::tr("Two spans have the same id, MLflow would keep only one of them.");
        seen.insert(span.id);
    }
    return std::nullopt;
}

QString wellFormed(const QString &text)
{
    return text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
}

void mendUsage(trace::Span &span)
{
    Json usage = span.attributes[trace::keys::TokenUsage];
    if (usage.contains(u"total_tokens") || !usage[u"input_tokens"].isInteger() || !usage[u"output_tokens"].isInteger())
        return;
    usage.insert(u"total_tokens"_s, usage[u"input_tokens"].toInt64() + usage[u"output_tokens"].toInt64());
    span.attributes.set(trace::keys::TokenUsage.toString(), usage);
}

void mendProvider(trace::Span &span)
{
    if (hasWholeCost(span))
        return;
    for (const QStringView key : providerKeys) {
        if (!span.attributes.contains(key))
            continue;
        if (!span.attributes.contains(u"kong.provider"))
            span.attributes.set(u"kong.provider"_s, span.attributes[key]);
        span.attributes.remove(key);
    }
}

} // namespace

std::optional<QString> exportProblem(const trace::TraceRecord &record)
{
    if (const auto problem = shapeProblem(record))
        return problem;
    if (record.info.session.size() > SessionLimit)
        return Words::tr("The session is longer than the 250 characters that MLflow takes.");
    if (record.info.name.size() > NameLimit)
        return Words::tr("The name of the trace is longer than the 4096 characters that MLflow takes.");
    for (const trace::Span &span : record.spans) {
        if (const auto problem = timeProblem(span))
            return problem;
        if (const auto problem = numberProblem(span))
            return problem;
    }
    return std::nullopt;
}

void mendSpans(trace::TraceRecord &record)
{
    for (trace::Span &span : record.spans) {
        mendUsage(span);
        mendProvider(span);
    }
}

void mendTexts(trace::TraceInfo &info)
{
    for (QString *text :
         {&info.name, &info.session, &info.clientRequestId, &info.requestPreview, &info.responsePreview})
        *text = wellFormed(*text);
    for (auto *map : {&info.tags, &info.metadata}) {
        for (QString &value : *map)
            value = wellFormed(value);
    }
}

} // namespace mlflow
