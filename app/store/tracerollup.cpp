// SPDX-License-Identifier: Apache-2.0
#include "store/tracerollup.h"

#include <QtCore/QHash>

using namespace Qt::StringLiterals;

namespace store {

namespace {

constexpr qsizetype longestPreview = 200;
/// Traces from elsewhere may hold cycles.
constexpr int mostLevels = 1000;

/// Finds out whether a span lies below one that reports usage already.
class UsageTree
{
public:
    explicit UsageTree(const QList<trace::Span> &spans)
    {
        m_spans.reserve(spans.size());
        for (const trace::Span &span : spans)
            m_spans.insert(span.id, &span);
    }

    bool isCounted(const trace::Span &span) const
    {
        const trace::Span *above = &span;
        for (int level = 0; level < mostLevels && above->parent; ++level) {
            above = m_spans.value(*above->parent);
            if (!above || above == &span)
                return false;
            if (above->attributes.contains(trace::keys::TokenUsage))
                return true;
        }
        return false;
    }

private:
    QHash<trace::SpanId, const trace::Span *> m_spans;
};

void add(std::optional<qint64> &sum, const base::Json &tokens)
{
    if (tokens.isNumber())
        sum = sum.value_or(0) + tokens.toInt64();
}

void addUsage(const trace::TraceRecord &trace, TraceRollup &rollup)
{
    const UsageTree tree(trace.spans);
    for (const trace::Span &span : trace.spans) {
        const base::Json &usage = span.attributes[trace::keys::TokenUsage];
        if (!usage.isObject() || tree.isCounted(span))
            continue;
        add(rollup.inputTokens, usage[u"input_tokens"]);
        add(rollup.outputTokens, usage[u"output_tokens"]);
    }
    if (rollup.inputTokens || rollup.outputTokens)
        return;
    // A trace whose spans are not known in full still says what it used as a whole.
    const auto whole = base::Json::parse(trace.info.metadata.value(u"mlflow.trace.tokenUsage"_s).toUtf8());
    if (whole) {
        add(rollup.inputTokens, (*whole)[u"input_tokens"]);
        add(rollup.outputTokens, (*whole)[u"output_tokens"]);
    }
}

QString firstLine(const QString &text)
{
    const QString trimmed = text.trimmed();
    return trimmed.first(qMin(trimmed.size(), longestPreview)).section(u'\n', 0, 0).trimmed();
}

} // namespace

TraceRollup TraceRollup::of(const trace::TraceRecord &trace)
{
    TraceRollup rollup;
    rollup.preview = firstLine(trace.info.requestPreview);
    for (const trace::Span &span : trace.spans) {
        rollup.model = span.attributes[trace::keys::LlmModel].toString();
        if (!rollup.model.isEmpty())
            break;
    }
    addUsage(trace, rollup);
    return rollup;
}

} // namespace store
