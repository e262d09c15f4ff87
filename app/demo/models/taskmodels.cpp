// SPDX-License-Identifier: Apache-2.0
#include "demo/models/taskmodels.h"

#include "demo/models/author.h"
#include "demo/models/imagefacts.h"
#include "demo/models/schemainstance.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace demo {

namespace {

constexpr qsizetype mostTools = 4;

/// Some part of the tool's name ("get_weather") stands in the prompt.
bool fits(const base::Json &tool, const QString &prompt)
{
    const auto isInPrompt = [&prompt](const QString &word) { return word.size() > 3 && prompt.contains(word); };
    const QString name = tool[u"function"][u"name"].toString().toLower();
    return std::ranges::any_of(name.split(u'_', Qt::SkipEmptyParts), isInPrompt);
}

bool wantsSeveral(const ChatCall &call)
{
    static const QStringList hints{u" and "_s, u"both"_s,    u"parallel"_s, u"each"_s,
                                   u"all "_s,  u"compare"_s, u" und "_s};
    if (call.parallelTools)
        return *call.parallelTools;
    const QString prompt = call.prompt().toLower();
    return std::any_of(hints.begin(), hints.end(), [&prompt](const QString &hint) { return prompt.contains(hint); });
}

QList<base::Json> chosenTools(const ChatCall &call)
{
    QList<base::Json> fitting;
    QList<base::Json> others;
    const QString prompt = call.prompt().toLower();
    for (const base::Json &tool : call.tools.items()) {
        if (tool[u"function"][u"name"].toString() == call.toolChoice)
            return {tool};
        (fits(tool, prompt) ? fitting : others).append(tool);
    }
    const QList<base::Json> ordered = fitting + others;
    if (!wantsSeveral(call))
        return ordered.mid(0, 1);
    // One offered tool asked for several times: two calls of it.
    return ordered.size() == 1 ? ordered + ordered : ordered.mid(0, mostTools);
}

QString toolResults(const ChatCall &call)
{
    QString text = u"Here is what the tools said:\n\n"_s;
    for (const base::Json &message : call.messages.items()) {
        if (message[u"role"].toString() == "tool"_L1)
            text += u"- `%1`\n"_s.arg(contentText(message[u"content"]).simplified().left(300));
    }
    return text + u'\n';
}

} // namespace

Draft ToolsModel::draft(const ChatCall &call, Dice *dice) const
{
    Author author(call.prompt(), dice);
    Draft draft;
    if (call.answersTool()) {
        draft.text = toolResults(call) + author.summary();
        return draft;
    }
    if (call.tools.size() == 0 || call.toolChoice == "none"_L1) {
        draft.text = author.answer();
        return draft;
    }
    for (const base::Json &tool : chosenTools(call)) {
        const base::Json &parameters = tool[u"function"][u"parameters"];
        const base::Json arguments
            = parameters.isObject() ? SchemaInstance(parameters, author.words(), dice).make() : base::Json::object();
        draft.toolCalls.append({u"call_demo%1"_s.arg(dice->next(), 16, 16, '0'_L1),
                                tool[u"function"][u"name"].toString(), QString::fromUtf8(arguments.write())});
    }
    return draft;
}

Draft JsonModel::draft(const ChatCall &call, Dice *dice) const
{
    Author author(call.prompt(), dice);
    base::Json schema = call.schema;
    if (!schema.isObject() || schema.size() == 0)
        schema = base::Json::parse(R"({"type":"object","properties":{"topic":{"type":"string"},
            "summary":{"type":"string"},"score":{"type":"integer","minimum":1,"maximum":10},
            "keywords":{"type":"array","items":{"type":"string"}},"isDemo":{"const":true}}})")
                     .value_or(base::Json());
    Draft draft;
    draft.text
        = QString::fromUtf8(SchemaInstance(schema, author.words(), dice).make().write(base::JsonStyle::Indented));
    return draft;
}

Draft VisionModel::draft(const ChatCall &call, Dice *) const
{
    QStringList seen;
    bool blind = false;
    for (const base::Json &message : call.messages.items()) {
        for (const base::Json &part : message[u"content"].items()) {
            if (part[u"type"].toString() != "image_url"_L1)
                continue;
            const QString url = part[u"image_url"][u"url"].toString();
            const QByteArray bytes = QByteArray::fromBase64(url.section(u',', 1).toLatin1());
            const auto facts = url.startsWith("data:"_L1) ? imageFacts(bytes) : std::nullopt;
            blind = blind || !facts;
            if (facts)
                seen.append(u"**Image %1** is a %2 of %3 × %4 pixels, %5 bytes."_s.arg(seen.size() + 1)
                                .arg(facts->type)
                                .arg(facts->width)
                                .arg(facts->height)
                                .arg(bytes.size()));
        }
    }
    Draft draft;
    if (blind)
        draft.refusal = u"I'm sorry, I can only look at images sent as data: URLs in PNG, JPEG, GIF or WebP."_s;
    else if (seen.isEmpty())
        draft.text = u"There is no image in your message. Send one as an `image_url` part."_s;
    else
        draft.text = seen.join(u"\n\n"_s);
    return draft;
}

} // namespace demo
