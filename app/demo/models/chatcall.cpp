// SPDX-License-Identifier: Apache-2.0
#include "demo/models/chatcall.h"

using namespace Qt::StringLiterals;

namespace demo {

namespace {

constexpr int maxChoices = 8;

base::Error invalid(const QString &message)
{
    return base::Error(base::ErrorKind::InvalidInput, message);
}

std::optional<qint64> number(const base::Json &json)
{
    return json.isNumber() ? std::optional(json.toInt64()) : std::nullopt;
}

void readTools(ChatCall *call, const base::Json &json)
{
    call->tools = json[u"tools"];
    const base::Json &choice = json[u"tool_choice"];
    call->toolChoice = choice.isObject() ? choice[u"function"][u"name"].toString() : choice.toString(u"auto"_s);
    if (json[u"parallel_tool_calls"].isBool())
        call->parallelTools = json[u"parallel_tool_calls"].toBool();
}

void readFormat(ChatCall *call, const base::Json &format)
{
    if (format[u"type"].toString() == "json_schema"_L1)
        call->schema = format[u"json_schema"][u"schema"];
    else if (format[u"type"].toString() == "json_object"_L1)
        call->schema = base::Json::object();
}

void readSampling(ChatCall *call, const base::Json &json)
{
    const base::Json &stop = json[u"stop"];
    if (stop.isString())
        call->stop.append(stop.toString());
    for (const base::Json &text : stop.items())
        call->stop.append(text.toString());
    call->stop.removeAll(QString());
    call->maxTokens = json[u"max_completion_tokens"].isNumber() ? number(json[u"max_completion_tokens"])
                                                                : number(json[u"max_tokens"]);
    call->seed = number(json[u"seed"]);
    call->temperature = json[u"temperature"].toDouble(1);
    call->choices = int(number(json[u"n"]).value_or(1));
}

} // namespace

base::Result<ChatCall> ChatCall::parse(const QByteArray &body)
{
    const auto json = base::Json::parse(body);
    if (!json || !json->isObject())
        return tl::unexpected(invalid(u"We could not parse the JSON body of your request."_s));
    ChatCall call;
    call.model = (*json)[u"model"].toString();
    call.messages = (*json)[u"messages"];
    call.stream = (*json)[u"stream"].toBool();
    call.includeUsage = (*json)[u"stream_options"][u"include_usage"].toBool();
    readTools(&call, *json);
    readFormat(&call, (*json)[u"response_format"]);
    readSampling(&call, *json);
    if (call.messages.size() == 0)
        return tl::unexpected(invalid(u"Missing required parameter: 'messages'."_s));
    if (call.choices < 1 || call.choices > maxChoices)
        return tl::unexpected(invalid(u"Invalid 'n': expected a value between 1 and %1."_s.arg(maxChoices)));
    if (call.maxTokens && *call.maxTokens < 1)
        return tl::unexpected(invalid(u"Invalid 'max_tokens': expected a value of at least 1."_s));
    if (call.temperature < 0 || call.temperature > 2)
        return tl::unexpected(invalid(u"Invalid 'temperature': expected a value between 0 and 2."_s));
    return call;
}

QString contentText(const base::Json &content)
{
    if (content.isString())
        return content.toString();
    QStringList texts;
    for (const base::Json &part : content.items()) {
        if (part[u"text"].isString())
            texts.append(part[u"text"].toString());
    }
    return texts.join(u'\n');
}

QString ChatCall::prompt() const
{
    for (qsizetype i = messages.size() - 1; i >= 0; --i) {
        if (messages.at(i)[u"role"].toString() == "user"_L1)
            return contentText(messages.at(i)[u"content"]);
    }
    return contentText(messages.at(messages.size() - 1)[u"content"]);
}

bool ChatCall::answersTool() const
{
    return messages.size() > 0 && messages.at(messages.size() - 1)[u"role"].toString() == "tool"_L1;
}

} // namespace demo
