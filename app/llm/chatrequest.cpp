// SPDX-License-Identifier: Apache-2.0
#include "llm/chatrequest.h"

#include "llm/contenttext.h"

using namespace Qt::StringLiterals;

namespace llm {

Message::Message(base::Json object)
    : m_object(std::move(object))
{ }

Message Message::text(const QString &role, const QString &content)
{
    return Message(base::Json::object({{u"role"_s, role}, {u"content"_s, content}}));
}

QString Message::role() const
{
    return m_object[u"role"].toString();
}

QString Message::plainText() const
{
    return contentText(m_object[u"content"], u"\n\n").value_or(QString());
}

base::Json ChatRequest::body() const
{
    if (verbatim)
        return base::Json::parse(*verbatim).value_or(base::Json());

    base::Json result = base::Json::object();
    if (sendModel && !model.isEmpty())
        result.insert(u"model"_s, model);
    base::Json list = base::Json::array();
    for (const Message &message : messages)
        list.append(message.json());
    result.insert(u"messages"_s, std::move(list));
    for (const auto &[key, value] : parameters.members())
        result.insert(key, value);
    if (stream) {
        result.insert(u"stream"_s, true);
        if (includeUsage && !parameters.contains(u"stream_options"))
            result.insert(u"stream_options"_s, base::Json::object({{u"include_usage"_s, true}}));
    }
    return result;
}

QByteArray ChatRequest::bytes() const
{
    return verbatim ? *verbatim : body().write(base::JsonStyle::Compact);
}

bool ChatRequest::streams() const
{
    return verbatim ? body()[u"stream"].toBool() : stream;
}

QString ChatRequest::requestedModel() const
{
    return verbatim ? body()[u"model"].toString() : model;
}

} // namespace llm
