// SPDX-License-Identifier: Apache-2.0
#include "chat/turnmetrics.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace chat {

namespace {

using Ms = std::chrono::duration<double, std::milli>;

/// Under this many tokens a rate says more about the clock than about the model (design 3).
constexpr qint64 fewestTokensForRate = 10;
/// A stream of many tokens in this few reads came through a buffer (kong.md 2.2): its gaps are not the model's.
constexpr qint64 fewestEventsForRate = 4;

std::optional<double> msSince(base::MonoTime start, const std::optional<base::MonoTime> &at)
{
    if (!at)
        return std::nullopt;
    return Ms(*at - start).count();
}

/// Tokens that were seen arriving: hidden reasoning is generated before anything is visible.
std::optional<qint64> visibleTokens(const gateway::CallOutcome &outcome)
{
    const auto &usage = outcome.reply.usage;
    if (!usage || !usage->output)
        return std::nullopt;
    const llm::Choice *choice = outcome.reply.first();
    const bool reasoningShown = choice && !choice->reasoning.isEmpty();
    return *usage->output - (reasoningShown ? 0 : usage->reasoning.value_or(0));
}

double perSecond(qint64 tokens, const gateway::TokenTimes &times)
{
    return static_cast<double>(tokens - 1) / std::chrono::duration<double>(*times.lastToken - *times.firstToken).count();
}

void measureRate(const gateway::CallOutcome &outcome, TurnMetrics *metrics)
{
    const auto visible = visibleTokens(outcome);
    const bool cached = outcome.kong.cacheStatus.compare("Hit"_L1, Qt::CaseInsensitive) == 0;
    if (!outcome.streamed)
        metrics->noRateReason = u"not streamed"_s;
    else if (cached)
        metrics->noRateReason = u"cached"_s;
    else if (!visible) {
        metrics->noRateReason = u"no usage"_s;
        if (outcome.tokens.contentEvents >= fewestTokensForRate && outcome.tokens.firstToken != outcome.tokens.lastToken)
            metrics->roughTokensPerSecond = perSecond(outcome.tokens.contentEvents, outcome.tokens);
    } else if (*visible < fewestTokensForRate)
        metrics->noRateReason = u"under 10 tokens"_s;
    else if (outcome.tokens.contentEvents < fewestEventsForRate || outcome.tokens.firstToken == outcome.tokens.lastToken)
        metrics->noRateReason = u"in lumps"_s;
    else
        metrics->tokensPerSecond = perSecond(*visible, outcome.tokens);
}

void put(Json &json, const QString &key, const std::optional<double> &value)
{
    if (value)
        json.insert(key, *value);
}

void put(Json &json, const QString &key, const std::optional<qint64> &value)
{
    if (value)
        json.insert(key, *value);
}

void put(Json &json, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        json.insert(key, value);
}

std::optional<double> number(const Json &json)
{
    return json.isNumber() ? std::optional(json.toDouble()) : std::nullopt;
}

std::optional<qint64> count(const Json &json)
{
    return json.isNumber() ? std::optional(json.toInt64()) : std::nullopt;
}

} // namespace

TurnMetrics measure(const gateway::CallOutcome &outcome)
{
    TurnMetrics metrics;
    const base::MonoTime start = outcome.transport.timings.start;
    if (outcome.streamed) {
        metrics.firstTokenMs = msSince(start, outcome.tokens.firstToken);
        metrics.firstTextMs = msSince(start, outcome.tokens.firstText);
    }
    if (outcome.transport.timings.end)
        metrics.totalMs = Ms(*outcome.transport.timings.end).count();
    if (const auto &usage = outcome.reply.usage) {
        metrics.inputTokens = usage->input;
        metrics.outputTokens = usage->output;
        metrics.reasoningTokens = usage->reasoning;
        metrics.cachedTokens = usage->cacheRead;
    }
    measureRate(outcome, &metrics);
    metrics.contentEvents = outcome.tokens.contentEvents;
    if (const llm::Choice *choice = outcome.reply.first())
        metrics.finishReason = choice->finishReason.value_or(QString());
    metrics.answeringModel = outcome.reply.model;
    metrics.cacheStatus = outcome.kong.cacheStatus;
    metrics.kongMs = outcome.kong.proxyLatencyMs;
    metrics.upstreamMs = outcome.kong.upstreamLatencyMs;
    metrics.requestId = outcome.kong.requestId;
    metrics.remoteAddress = outcome.transport.remoteAddress;
    return metrics;
}

Json TurnMetrics::toJson() const
{
    Json json = Json::object();
    put(json, u"firstTokenMs"_s, firstTokenMs);
    put(json, u"firstTextMs"_s, firstTextMs);
    put(json, u"totalMs"_s, totalMs);
    put(json, u"tokensPerSecond"_s, tokensPerSecond);
    put(json, u"roughTokensPerSecond"_s, roughTokensPerSecond);
    put(json, u"noRateReason"_s, noRateReason);
    put(json, u"inputTokens"_s, inputTokens);
    put(json, u"outputTokens"_s, outputTokens);
    put(json, u"reasoningTokens"_s, reasoningTokens);
    put(json, u"cachedTokens"_s, cachedTokens);
    json.insert(u"contentEvents"_s, contentEvents);
    put(json, u"finishReason"_s, finishReason);
    put(json, u"answeringModel"_s, answeringModel);
    put(json, u"cacheStatus"_s, cacheStatus);
    put(json, u"kongMs"_s, kongMs);
    put(json, u"upstreamMs"_s, upstreamMs);
    put(json, u"requestId"_s, requestId);
    put(json, u"remoteAddress"_s, remoteAddress);
    return json;
}

TurnMetrics TurnMetrics::fromJson(const Json &json)
{
    TurnMetrics metrics;
    metrics.firstTokenMs = number(json[u"firstTokenMs"]);
    metrics.firstTextMs = number(json[u"firstTextMs"]);
    metrics.totalMs = number(json[u"totalMs"]);
    metrics.tokensPerSecond = number(json[u"tokensPerSecond"]);
    metrics.roughTokensPerSecond = number(json[u"roughTokensPerSecond"]);
    metrics.noRateReason = json[u"noRateReason"].toString();
    metrics.inputTokens = count(json[u"inputTokens"]);
    metrics.outputTokens = count(json[u"outputTokens"]);
    metrics.reasoningTokens = count(json[u"reasoningTokens"]);
    metrics.cachedTokens = count(json[u"cachedTokens"]);
    metrics.contentEvents = json[u"contentEvents"].toInt64();
    metrics.finishReason = json[u"finishReason"].toString();
    metrics.answeringModel = json[u"answeringModel"].toString();
    metrics.cacheStatus = json[u"cacheStatus"].toString();
    metrics.kongMs = number(json[u"kongMs"]);
    metrics.upstreamMs = number(json[u"upstreamMs"]);
    metrics.requestId = json[u"requestId"].toString();
    metrics.remoteAddress = json[u"remoteAddress"].toString();
    return metrics;
}

} // namespace chat
