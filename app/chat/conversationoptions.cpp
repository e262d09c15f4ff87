// SPDX-License-Identifier: Apache-2.0
#include "chat/conversationoptions.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace chat {

Json ConversationOptions::toJson() const
{
    Json json = Json::object({{u"profile"_s, profileId}, {u"model"_s, model}, {u"system"_s, systemPrompt}});
    if (temperature)
        json.insert(u"temperature"_s, *temperature);
    if (maxTokens)
        json.insert(u"maxTokens"_s, *maxTokens);
    json.insert(u"parameters"_s, parameters);
    json.insert(u"stream"_s, stream);
    json.insert(u"experiment"_s, experiment);
    if (content)
        json.insert(u"content"_s, settings::contentModeName(*content));
    return json;
}

ConversationOptions ConversationOptions::fromJson(const Json &json)
{
    ConversationOptions options;
    options.profileId = json[u"profile"].toString();
    options.model = json[u"model"].toString();
    options.systemPrompt = json[u"system"].toString();
    if (json[u"temperature"].isNumber())
        options.temperature = json[u"temperature"].toDouble();
    if (json[u"maxTokens"].isNumber())
        options.maxTokens = static_cast<int>(json[u"maxTokens"].toInt64());
    if (json[u"parameters"].isObject())
        options.parameters = json[u"parameters"];
    options.stream = json[u"stream"].toBool(true);
    options.experiment = json[u"experiment"].toString();
    options.content = settings::contentModeFromName(json[u"content"].toString());
    return options;
}

} // namespace chat
