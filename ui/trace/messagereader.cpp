// SPDX-License-Identifier: Apache-2.0
#include "ui/trace/messagereader.h"

#include "llm/contenttext.h"
#include "text/jsontext.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui::messagereader {

namespace {

constexpr qsizetype longestText = 150 * 1024;
constexpr qsizetype foldedFrom = 1200;

QString tr(const char *text)
{
    return QCoreApplication::translate("ui::messagereader", text);
}

QString roleName(const QString &role)
{
    if (role == "system"_L1 || role == "developer"_L1)
        return tr("System");
    if (role == "user"_L1)
        return tr("User");
    if (role == "assistant"_L1)
        return tr("Assistant");
    return role == "tool"_L1 ? tr("Tool result") : role;
}

MessageContent::Extra toolCall(const base::Json &call)
{
    const base::Json &function = call[u"function"];
    MessageContent::Extra extra;
    extra.icon = u"tool"_s;
    extra.title = function[u"name"].toString();
    extra.note = call[u"id"].toString();
    extra.text = function[u"arguments"].toString().left(longestText);
    extra.code = true;
    return extra;
}

MessageContent::Extra titled(const QString &icon, const QString &title, const QString &text, bool folded)
{
    MessageContent::Extra extra;
    extra.icon = icon;
    extra.title = title;
    extra.text = text.left(longestText);
    extra.folded = folded;
    return extra;
}

MessageContent message(const base::Json &json)
{
    MessageContent content;
    const QString role = json[u"role"].toString();
    content.look = role == "user"_L1 ? MessageContent::Look::Own : MessageContent::Look::Reply;
    content.author = roleName(role);
    content.note = role == "tool"_L1 ? json[u"tool_call_id"].toString() : json[u"name"].toString();
    const base::Json &text = json[u"content"];
    content.text = llm::contentText(text, u"\n\n").value_or(text.isNull() ? QString() : text::jsonText(text, longestText));
    content.text.truncate(longestText);
    // A tool's result and a person's words are shown as they are; a model writes Markdown.
    content.markdown = role == "assistant"_L1 || role == "system"_L1;
    if (const QString reasoning = json[u"reasoning_content"].toString(); !reasoning.isEmpty())
        content.before.append(titled(u"bolt"_s, tr("Reasoning"), reasoning, reasoning.size() > foldedFrom));
    if (const QString refusal = json[u"refusal"].toString(); !refusal.isEmpty())
        content.after.append(titled(u"cancelled"_s, tr("Refusal"), refusal, false));
    for (const base::Json &call : json[u"tool_calls"].items())
        content.after.append(toolCall(call));
    return content;
}

bool isMessage(const base::Json &value)
{
    return value.isObject() && value[u"role"].isString() && (value.contains(u"content") || value.contains(u"tool_calls"));
}

bool isMessages(const base::Json &value)
{
    return value.isArray() && value.size() > 0 && isMessage(value.at(0));
}

QList<MessageContent> messages(const base::Json &list)
{
    QList<MessageContent> read(list.items().size());
    std::ranges::transform(list.items(), read.begin(), message);
    return read;
}

QList<MessageContent> choices(const base::Json &list)
{
    QList<MessageContent> read;
    for (const base::Json &choice : list.items()) {
        MessageContent content = message(choice[u"message"]);
        if (list.size() > 1)
            content.author = tr("Choice %1").arg(choice[u"index"].toInt64() + 1);
        content.note = choice[u"finish_reason"].toString();
        read.append(content);
    }
    return read;
}

} // namespace

QList<MessageContent> read(const base::Json &value, const QString &otherTitle)
{
    if (value.isNull())
        return {};
    if (isMessages(value[u"messages"]))
        return messages(value[u"messages"]);
    if (isMessages(value))
        return messages(value);
    if (value[u"choices"].isArray() && value[u"choices"].size() > 0 && value[u"choices"].at(0)[u"message"].isObject())
        return choices(value[u"choices"]);
    if (isMessage(value))
        return {message(value)};
    MessageContent other;
    other.author = otherTitle;
    if (value.isString()) {
        other.text = value.toString().left(longestText);
        other.markdown = false;
        return {other};
    }
    MessageContent::Extra json = titled(u"json"_s, tr("JSON"), text::jsonText(value, longestText), false);
    json.code = true;
    other.after.append(json);
    return {other};
}

} // namespace ui::messagereader
