// SPDX-License-Identifier: Apache-2.0
#include "llm/chatreply.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace llm {

namespace {

/// A count, however the provider spelled it (`12`, `12.0`); empty if it is not a number.
std::optional<qint64> count(const base::Json &value)
{
    if (!value.isNumber())
        return std::nullopt;
    return value.toInt64();
}

} // namespace

std::optional<Usage> Usage::fromJson(const base::Json &usage)
{
    if (!usage.isObject())
        return std::nullopt;
    Usage result;
    result.raw = usage;
    result.input = count(usage[u"prompt_tokens"]);
    result.output = count(usage[u"completion_tokens"]);
    result.total = count(usage[u"total_tokens"]);
    result.cacheRead = count(usage[u"prompt_tokens_details"][u"cached_tokens"]);
    if (!result.cacheRead)
        result.cacheRead = count(usage[u"cache_read_input_tokens"]);
    result.cacheCreation = count(usage[u"cache_creation_input_tokens"]);
    result.reasoning = count(usage[u"completion_tokens_details"][u"reasoning_tokens"]);
    return result;
}

base::Json ToolCall::toJson() const
{
    const bool custom = type == "custom"_L1;
    base::Json called = base::Json::object({{u"name"_s, name}, {custom ? u"input"_s : u"arguments"_s, arguments}});
    return base::Json::object({{u"id"_s, id}, {u"type"_s, type}, {custom ? type : u"function"_s, std::move(called)}});
}

const Choice *ChatReply::first() const
{
    const auto zero = std::find_if(choices.cbegin(), choices.cend(), [](const Choice &c) { return c.index == 0; });
    if (zero != choices.cend())
        return &*zero;
    return choices.isEmpty() ? nullptr : &choices.constFirst();
}

QString ChatReply::text() const
{
    const Choice *choice = first();
    return choice ? choice->text : QString();
}

} // namespace llm
