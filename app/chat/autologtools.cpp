// SPDX-License-Identifier: Apache-2.0
#include "chat/autologform.h"

using base::Json;
using namespace Qt::StringLiterals;

namespace chat::autolog {

namespace {

void copy(Json &target, const Json &source, QStringView key)
{
    if (source.contains(key) && !source[key].isNull())
        target.insert(key.toString(), source[key]);
}

/// A property keeps type, description, enum and items (mlflow/types/chat.py, ParamProperty).
Json property(const Json &source)
{
    Json result = Json::object();
    copy(result, source, u"type");
    copy(result, source, u"description");
    copy(result, source, u"enum");
    if (source[u"items"].isObject())
        result.insert(u"items"_s, property(source[u"items"]));
    return result;
}

/// `type` defaults to "object" and stands behind `properties` (FunctionParams).
Json parameters(const Json &source)
{
    Json properties = Json::object();
    for (const auto &[name, value] : source[u"properties"].members())
        properties.insert(name, property(value));
    Json result = Json::object();
    if (source.contains(u"properties"))
        result.insert(u"properties"_s, properties);
    result.insert(u"type"_s, source.contains(u"type") ? source[u"type"] : Json(u"object"_s));
    copy(result, source, u"required");
    copy(result, source, u"additionalProperties");
    return result;
}

Json function(const Json &source)
{
    Json result = Json::object();
    copy(result, source, u"name");
    copy(result, source, u"description");
    if (source[u"parameters"].isObject())
        result.insert(u"parameters"_s, parameters(source[u"parameters"]));
    copy(result, source, u"strict");
    return result;
}

} // namespace

Json chatTools(const Json &tools)
{
    if (!tools.isArray())
        return {};
    Json result = Json::array();
    for (const Json &tool : tools.items()) {
        if (tool[u"type"].toString() != "function"_L1)
            return {}; // one tool of another type and autolog writes none at all
        Json entry = Json::object();
        entry.insert(u"type"_s, tool[u"type"]);
        entry.insert(u"function"_s, function(tool[u"function"]));
        result.append(entry);
    }
    return result;
}

} // namespace chat::autolog
