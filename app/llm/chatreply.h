// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace llm {

/// Token counts as the provider reported them; what was not reported is empty, nothing is estimated.
struct Usage
{
    base::Json raw; ///< the object as received
    std::optional<qint64> input;
    std::optional<qint64> output;
    std::optional<qint64> total;
    std::optional<qint64> cacheRead; ///< prompt_tokens_details.cached_tokens, else usage.cache_read_input_tokens
    std::optional<qint64> cacheCreation; ///< usage.cache_creation_input_tokens
    std::optional<qint64> reasoning; ///< completion_tokens_details.reasoning_tokens

    static std::optional<Usage> fromJson(const base::Json &usage); ///< empty if not an object
};

/// A call the model wants made; arguments stay the text the model wrote.
struct ToolCall
{
    int index = 0;
    QString id;
    QString type = QStringLiteral("function");
    QString name;
    QString arguments;

    base::Json toJson() const; ///< {id, type, function:{name, arguments}} as the API wants it back
};

struct Choice
{
    int index = 0;
    QString role; ///< "assistant" if none was sent
    QString text;
    bool hasText = false; ///< false: content was null or absent all the time
    QString reasoning; ///< reasoning_content (or reasoning)
    QString refusal;
    QList<ToolCall> toolCalls;
    std::optional<QString> finishReason; ///< in the provider's spelling; empty: none was sent
};

/// A reply, whole or as far as it came.
struct ChatReply
{
    QString id;
    QString model; ///< as the reply reports it
    base::Json created;
    base::Json systemFingerprint;
    QList<Choice> choices; ///< by index
    std::optional<Usage> usage;
    std::optional<base::Json> plain; ///< not streamed: the body as received
    std::optional<QString> notJson; ///< a 200 whose body was not JSON: that text
    QList<base::Json> chunks; ///< streamed: every event's object as received (first 5,000; see chunkCount)
    qint64 chunkCount = 0;
    bool endMarker = false; ///< [DONE] was seen

    const Choice *first() const; ///< choice 0 or the first there is; null if none
    QString text() const; ///< text of first()
};

} // namespace llm
