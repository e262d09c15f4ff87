// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <QtCore/QStringList>

#include <optional>

namespace demo {

/// An OpenAI chat request as a demo model reads it.
struct ChatCall
{
    QString model;
    base::Json messages;
    base::Json tools; ///< array, or null
    QString toolChoice; ///< "auto", "none", "required" or the name of the function that must be called
    base::Json schema; ///< of response_format json_schema; an object without members for json_object; null otherwise
    QStringList stop;
    std::optional<qint64> maxTokens;
    std::optional<qint64> seed;
    double temperature = 1;
    int choices = 1;
    std::optional<bool> parallelTools; ///< as said; missing if not
    bool stream = false;
    bool includeUsage = false;

    /// Error: InvalidInput with the words OpenAI would use.
    static base::Result<ChatCall> parse(const QByteArray &body);

    /// Text of the last message of the person; parts joined.
    QString prompt() const;
    /// The last message is a tool's result.
    bool answersTool() const;
};

/// Text of a message's content, whether a string or parts.
QString contentText(const base::Json &content);

} // namespace demo
