// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include <QtCore/QString>

#include <optional>

namespace llm {

/// A message of the OpenAI chat API, kept as the JSON object it is on the wire, in its own key order.
class Message
{
public:
    explicit Message(base::Json object);
    static Message text(const QString &role, const QString &content); ///< {"role", "content"}

    QString role() const;
    QString plainText() const; ///< content as text; the text parts of a list joined by a blank line
    const base::Json &json() const { return m_object; }

private:
    base::Json m_object;
};

/// One chat completion call as the person means it.
class ChatRequest
{
public:
    QString model; ///< empty: the route decides, nothing is written
    bool sendModel = true; ///< whether `model` goes into the body (kong.md 1.4)
    QList<Message> messages;
    base::Json parameters
        = base::Json::object(); ///< temperature, tools, n ... in the order given; never model, messages, stream
    bool stream = true;
    bool includeUsage = true; ///< stream_options.include_usage, only with stream
    std::optional<QByteArray> verbatim; ///< a whole body, sent as it is, byte for byte

    /// The object that goes out and that the trace shows as inputs: model, messages, parameters, stream,
    /// stream_options; or the parsed verbatim body (null if that is not JSON).
    base::Json body() const;
    /// The bytes that go out.
    QByteArray bytes() const;
    /// Whether the reply is expected as an event stream: from the verbatim body where there is one.
    bool streams() const;
    /// The model asked for, also out of a verbatim body.
    QString requestedModel() const;
};

} // namespace llm
